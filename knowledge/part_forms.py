"""The parts that hang on a practice – building blocks, blocks of others, links – as rows of a plain form.

A row is added by saving: there is always an empty one at the end. Rows are ordered by their numbers.
"""

import re

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from core.bilingual import OTHER
from core.lengths import LONG
from core.markup import without_controls
from core.numbers import is_possible
from knowledge.models import BlockUse, BuildingBlock, PracticeLink


def _area(label, hint, rows=3):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=False, validators=LONG, widget=widget)


class PartForm(forms.Form):
    """One row. `texts` are in the form's language, `facts` in none; the first text names the part."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    texts = ()
    facts = ()

    def __init__(self, *args, language, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.language, self.user = language, user
        self.use_required_attribute = False

    def clean(self):
        data = super().clean()
        return data | {name: without_controls(value).strip() for name, value in data.items() if isinstance(value, str)}

    def needs_name(self, part) -> bool:
        return bool(self.texts) and not getattr(part, f"{self.texts[0]}_{OTHER[self.language]}", "")

    def fill(self, part):
        for name in self.texts:
            setattr(part, f"{name}_{self.language}", self.cleaned_data.get(name, ""))
        for name in self.facts:
            setattr(part, name, self.cleaned_data.get(name, ""))
        return part


class BlockForm(PartForm):
    model, part_name = BuildingBlock, _("Building block")
    texts = ("title", "text", "enabling", "lessons")

    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("A name by which others can ask for it: “the travelling workpiece”."),
    )
    text = _area(_("What it is"), _("What is done, by whom, with what. So that it can be taken over by itself."), 4)
    enabling = _area(_("What it needs to succeed"), _("Conditions without which it does not work."))
    lessons = _area(_("What was learnt with it"), _("What you would do differently now."))


class LinkForm(PartForm):
    model, part_name = PracticeLink, _("Link")
    texts, facts = ("title",), ("url",)

    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, help_text=_("What is to be found there, not the address.")
    )
    url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Empty where it is to be had on request."),
    )


class BlockUseForm(PartForm):
    model, part_name = BlockUse, _("Building block of another practice")
    texts = ("note",)

    block = forms.CharField(
        label=_("Address of the building block"),
        required=False,
        max_length=300,
        help_text=_("Copied from the page of the building block; its number is enough."),
    )
    note = forms.CharField(
        label=_("What is different here"), required=False, max_length=300, help_text=_("One line is enough.")
    )

    def needs_name(self, part):
        return False

    def clean_block(self):
        numbers = re.findall(r"\d+", self.cleaned_data["block"])
        number = numbers[-1] if numbers else ""
        number = number if number and is_possible(number) else 0
        known = BuildingBlock.objects.all() if self.initial.get("block") == number else None
        found = known or BuildingBlock.objects.visible_to(self.user)
        if not (block := found.filter(pk=number).first()):
            raise forms.ValidationError(_("There is no building block at this address, or it is not open to you."))
        return block

    def fill(self, part):
        part.block = self.cleaned_data["block"]
        return super().fill(part)


class PartFormSet(BaseFormSet):
    """Rows for the parts of a practice's version.

    Args:
        parts: what hangs on the version now; name: of the relation.
    """

    deletion_widget = forms.CheckboxInput

    def __init__(self, *args, practice, name, language, user, **kwargs):
        self.practice, self.name = practice, name
        self.known = {_key(part, index): part for index, part in enumerate(getattr(practice, name).all())}
        kwargs["initial"] = [self._initial(key, part, language) for key, part in self.known.items()]
        kwargs["form_kwargs"] = {"language": language, "user": user}
        super().__init__(*args, prefix=name, **kwargs)

    def _initial(self, key, part, language):
        values = {name: getattr(part, f"{name}_{language}") for name in self.form.texts}
        values |= {name: getattr(part, name) for name in self.form.facts}
        return values | {"key": key} | ({"block": str(part.block_id)} if self.form is BlockUseForm else {})

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Position")
        form.fields["ORDER"].widget.attrs["min"] = 1
        form.fields["DELETE"].label = _("Remove this one")

    @property
    def part_name(self):
        return self.form.part_name

    def _part(self, form):
        return self.known.get(form.cleaned_data.get("key")) or self.form.model()

    def clean(self):
        for form in self.forms:
            if form.errors or form in self.deleted_forms or not (form.has_changed() or form.cleaned_data.get("key")):
                continue
            if form.needs_name(self._part(form)) and not form.cleaned_data.get(form.texts[0]):
                form.add_error(form.texts[0], _("Please give it a name."))

    def kept(self) -> list:
        """The parts as they were written and ordered; what somebody else has added meanwhile stays at the end."""
        parts = [form.fill(self._part(form)) for form in self._forms_kept()]
        posted = {form.cleaned_data.get("key") for form in self.forms if form.cleaned_data}
        parts += [part for key, part in self.known.items() if key not in posted]
        if self.form is BlockUseForm:
            parts = list({part.block_id: part for part in parts}.values())
        for position, part in enumerate(parts):
            part.sort_order = position
        return parts

    def _forms_kept(self):
        return [form for form in self.ordered_forms if form.cleaned_data.get("key") or form.has_changed()]

    def fill(self, practice):
        setattr(practice, self.name, self.kept())

    def keys(self) -> dict[str, str]:
        """By which key each row goes after it was saved: name of its hidden field → key."""
        known = {id(part): key for key, part in self.known.items() if part.pk}
        return {
            form.add_prefix("key"): known.get(id(self._part(form)), f"n{index}")
            for index, form in enumerate(self._forms_kept())
        }


def _key(part, index) -> str:
    """What a row is known by between two requests: its number, or its place in this version."""
    return str(part.pk) if part.pk else f"n{index}"


def _formset(form):
    return formset_factory(
        form, formset=PartFormSet, extra=1, can_order=True, can_delete=True, max_num=60, absolute_max=80
    )


FORMSETS = {"blocks": _formset(BlockForm), "used_blocks": _formset(BlockUseForm), "links": _formset(LinkForm)}
