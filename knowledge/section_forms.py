"""One section of the record as a plain form, in one language; which fields it has follows `SECTIONS`."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from knowledge.forms import DraftForm, EntriesField, EntryField, MaterialForm, text_area
from knowledge.guidance import EXAMPLES, HINTS
from knowledge.models import GoodPractice
from knowledge.models.record import SECTIONS, SNAPSHOT
from knowledge.part_forms import FORMSETS
from knowledge.rules import organisations_for

MATERIAL = SECTIONS[-1]


def section_of(key: str):
    return next((section for section in SECTIONS if section.key == key), None)


class SectionForm(DraftForm):
    """The texts and facts of one section."""

    def __init__(self, *args, section, user, **kwargs):
        self.section, self.user = section, user
        super().__init__(*args, **kwargs)
        for name in section.texts:
            self.fields[name] = _text_field(name, self.language)
        for name in section.facts:
            self.fields[name] = _fact_field(name, user, self.practice)

    def initial_values(self):
        practice = self.practice
        values = {name: getattr(practice, f"{name}_{self.language}") for name in self.section.texts}
        for name in self.section.facts:
            if GoodPractice._meta.get_field(name).many_to_many:
                values[name] = [entry.pk for entry in getattr(practice, name).all()]
            else:
                values[name] = getattr(practice, f"{name}_id" if name == "responsible" else name)
        return super().initial_values() | values

    def clean(self):
        data = super().clean()
        start, end = data.get("period_from"), data.get("period_to")
        if start and end and end < start:
            self.add_error("period_to", _("The end lies before the beginning."))
        return data

    def fill(self, practice, *, by):
        """Put what was written into the version (not saved)."""
        data = self.cleaned_data
        for name in self.section.texts:
            setattr(practice, f"{name}_{self.language}", data[name])
        for name in self.section.facts:
            if GoodPractice._meta.get_field(name).many_to_many:
                getattr(practice, name).set(data[name])
            else:
                setattr(practice, name, data[name])
        return practice

    def rows(self):
        """The fields with what stands beside each: dicts of field, example, long, cols."""
        return [_row(self[name]) for name in self.fields if name != "version"]


class MaterialSectionForm(MaterialForm):
    """Picture and files; the links are rows of their own."""

    def __init__(self, *args, section, user, **kwargs):
        self.section, self.user = section, user
        super().__init__(*args, **kwargs)

    def fill(self, practice, *, by):
        self.fill_material(practice, by=by)
        return practice

    def rows(self):
        return [_row(self[name]) for name in self.fields if name != "version"]


def form_for(section, *args, **kwargs):
    return (MaterialSectionForm if section is MATERIAL else SectionForm)(*args, section=section, **kwargs)


def formsets_for(section, data, *, practice, language, user) -> list:
    return [
        FORMSETS[name](data, practice=practice, name=name, language=language, user=user)
        for name in section.parts
        if name in FORMSETS
    ]


def editable_sections():
    """Those with a form of this kind: all but the snapshot."""
    return [section for section in SECTIONS if section is not SNAPSHOT]


def _row(field):
    name = field.name
    return {"field": field, "example": EXAMPLES.get(name, ""), "long": True, "cols": field.use_fieldset}


def _label(name):
    return capfirst(str(GoodPractice._meta.get_field(name).verbose_name))


def _text_field(name, language):
    rows = 9 if name in {"difficulties", "success_factors"} else 5
    return text_area(_label(name), HINTS.get(name, ""), rows)


def _fact_field(name, user, practice):
    field = GoodPractice._meta.get_field(name)
    options = {"label": _label(name), "help_text": HINTS.get(name, ""), "required": False}
    if field.many_to_many:
        made = EntriesField(queryset=field.related_model.objects.all(), widget=forms.CheckboxSelectMultiple, **options)
        made.label_from_instance = str
        return made
    if name == "responsible":
        return EntryField(queryset=organisations_for(user, practice), **options)
    if name.startswith("period_"):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, **options)
    if name == "eqf":
        return forms.TypedChoiceField(
            choices=[("", "–"), *((level, str(level)) for level in range(1, 9))],
            coerce=int,
            empty_value=None,
            **options,
        )
    return field.formfield(**options)
