"""The plain form: a good practice on a phone, without JavaScript, in one language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.bilingual import current_language, read
from core.lengths import LONG
from core.markup import without_controls
from core.uploads import check_document, check_image
from knowledge.actions import version_of
from knowledge.models import GoodPractice, OccupationalField
from knowledge.models.practice import WISHES, Level
from knowledge.writing import attach, set_picture, tags_from
from search.extraction.advice import advice_on

TEXTS = ("heading", "summary", "starting_point", "approach", "results")
MAX_FILES = 10


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A file field that takes several files and checks each by its content. Cleans to a list."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        files = [super(SeveralFilesField, self).clean(file, initial) for file in (data or [])]
        problems = []
        for file in filter(None, files):
            try:
                check_document(file)
            except forms.ValidationError as error:
                problems += [f"{file.name}: {message}" for message in error.messages]
        if len(files) > MAX_FILES:
            problems.append(_("At most %(count)s files at a time.") % {"count": MAX_FILES})
        if problems:
            raise forms.ValidationError(problems)
        return [file for file in files if file]


class EntriesField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:  # a number that SQLite cannot even look for
            raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": "…"}) from None


class EntryField(forms.ModelChoiceField):
    def to_python(self, value):
        try:
            return super().to_python(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": "…"}) from None


class PictureField(forms.FileField):
    """One picture, checked by its content."""

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file:
            check_image(file)
        return file


def text_area(label, hint, rows=6, **options):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget, validators=LONG, **options)


class DraftForm(forms.Form):
    """A form that writes into the latest version of a practice, in one language, and sees whether it was overtaken.

    Args:
        practice: the version being edited, or None for a new one.
        language: the language this form writes.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, practice=None, language=None, **kwargs):
        self.practice = practice
        self.language = language or current_language()
        super().__init__(*args, initial=self.initial_values(), **kwargs)

    def initial_values(self) -> dict:
        return {"version": version_of(self.practice)} if self.practice else {}

    def clean(self):
        data = super().clean()
        data |= {name: without_controls(value).strip() for name, value in data.items() if isinstance(value, str)}
        if self.practice is not None and data.get("version") != version_of(self.practice):
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = version_of(self.practice)
            raise forms.ValidationError(
                _(
                    "Somebody has saved this practice in the meantime. Your text is still here: "
                    "saving again replaces theirs."
                ),
                code="overtaken",
            )
        return data

    @property
    def is_overtaken(self) -> bool:
        return self.has_error("__all__", "overtaken")

    def written_language(self) -> str:
        return self.cleaned_data.get("source_language") or self.language


class MaterialForm(DraftForm):
    """Picture and files of a practice."""

    picture = PictureField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 10 MB. The place where it was taken is removed."),
    )
    picture_text = forms.CharField(
        label=_("What the picture shows"), required=False, max_length=250, help_text=_("For people who cannot see it.")
    )
    remove_picture = forms.BooleanField(label=_("Remove the picture"), required=False)
    files = SeveralFilesField(
        label=_("Files"), required=False, help_text=_("PDF, office or text files, up to 25 MB each. Pictures go above.")
    )
    remove_files = forms.MultipleChoiceField(
        label=_("Remove files"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        practice = self.practice
        if not (practice and practice.picture_id):
            del self.fields["remove_picture"]
        attached = list(practice.attachments.all()) if practice else []
        self.fields["remove_files"].choices = [(str(each.document_id), each.document.title) for each in attached]
        self.fields["remove_files"].help_text = advice_on([each.document_id for each in attached])
        if not attached:
            del self.fields["remove_files"]

    def initial_values(self):
        texts = {"picture_text": getattr(self.practice, f"picture_text_{self.language}")} if self.practice else {}
        return super().initial_values() | texts

    def fill_material(self, practice, *, by) -> None:
        data = self.cleaned_data
        setattr(practice, f"picture_text_{self.written_language()}", data["picture_text"])
        if data.get("remove_picture"):
            practice.picture = None
        if data.get("picture"):
            set_picture(practice, data["picture"], by=by)
        attach(practice, data["files"], remove=data.get("remove_files", []), by=by)


class PracticeForm(MaterialForm):
    """The snapshot: what a member fills in first. Only the title is needed for a draft; submitting asks for the rest.

    Args:
        organisations: those a new practice may be written down for; asked where there are several. own: the writer's.
        places: pages a new practice may be put below, for those who may choose; None: where the address says.
    """

    source_language = forms.ChoiceField(
        label=_("I write in"), choices=[("de", "Deutsch"), ("it", "Italiano")], widget=forms.RadioSelect
    )
    heading = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("What you do, in one line. Somebody from another trade should understand it."),
    )
    summary = text_area(
        _("In short"), _("Two or three sentences: who does what, and what has changed."), rows=4, max_length=800
    )
    starting_point = text_area(
        _("Starting point"), _("What was the problem? Say how you noticed it, with a number if you have one.")
    )
    approach = text_area(
        _("Approach"), _("What do you do, step by step? Write it so that others could try it on Monday."), rows=9
    )
    results = text_area(
        _("Results"), _("What has come of it, and how do you know? What did not work belongs here too.")
    )
    occupational_fields = EntriesField(
        label=_("Occupational fields"),
        queryset=OccupationalField.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tags = forms.CharField(
        label=_("Tags"), required=False, max_length=300, help_text=_("Your own keywords, with commas between them.")
    )
    wished = forms.ChoiceField(
        label=_("Who should be able to read it?"),
        choices=WISHES,
        initial=Level.NETWORK,
        widget=forms.RadioSelect,
        help_text=_("The coordination admits it to your network; beyond that, the editors do."),
    )
    responsible = EntryField(
        label=_("Responsible organisation"),
        queryset=None,
        required=False,
        help_text=_("Whose practice it is. You may write it down for somebody else; both are named."),
    )

    place = EntryField(label=_("Network"), queryset=None, empty_label=None)

    field_order = ["source_language", *TEXTS, "occupational_fields", "tags", "place", "responsible"]

    def __init__(self, *args, in_network=True, organisations=None, own=None, places=None, place=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["occupational_fields"].queryset = OccupationalField.objects.all()
        self.fields["occupational_fields"].label_from_instance = str
        if self.practice is not None:
            del self.fields["source_language"]
        if self.practice is not None or organisations is None:
            del self.fields["responsible"]
        else:
            self.fields["responsible"].queryset = organisations
            self.fields["responsible"].initial = own and own.pk
        if places is None:
            del self.fields["place"]
        else:
            self.fields["place"].queryset, self.fields["place"].initial = places, place.pk
            self.fields["place"].label_from_instance = lambda page: read(page, "heading")
        if not in_network and places is None:
            self.fields["wished"].choices = WISHES[1:]
            self.fields["wished"].initial = Level.COMMUNITY

    def initial_values(self):
        practice = self.practice
        if practice is None:
            return {"source_language": self.language}
        texts = {name: getattr(practice, f"{name}_{self.language}") for name in TEXTS}
        return (
            super().initial_values()
            | texts
            | {
                "occupational_fields": [entry.pk for entry in practice.occupational_fields.all()],
                "tags": ", ".join(str(tag) for tag in practice.tags.all()),
                "wished": practice.wished,
            }
        )

    def clean(self):
        data = super().clean()
        if data.get("heading") == "":
            self.add_error("heading", self.fields["heading"].error_messages["required"])
        if data.get("place") and not data["place"].specific_class.forms_circle and data.get("wished") == Level.NETWORK:
            self.add_error("wished", _("Outside a network it cannot be for a network only."))
        return data

    def fill(self, practice: GoodPractice, *, by) -> GoodPractice:
        """Put what was written into the practice (not saved): texts in the form's language, facts, files."""
        data = self.cleaned_data
        for name in TEXTS:
            setattr(practice, f"{name}_{self.written_language()}", data[name])
        practice.occupational_fields.set(data["occupational_fields"])
        practice.tags.set(tags_from(data["tags"], self.written_language()))
        self.fill_material(practice, by=by)
        return practice


class AdmitForm(forms.Form):
    comment = forms.CharField(
        label=_("A word to the author"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    open_files = forms.BooleanField(label=_("Open the files too"), required=False, initial=True)


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label=_("What is missing?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The author gets this by mail. The more precise the question, the sooner the answer."),
    )
