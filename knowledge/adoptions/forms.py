"""The plain forms: declare, answer, say how it goes."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.bilingual import current_language
from core.markup import without_controls
from knowledge.adoptions.actions import DECLARED_STAGES, sources_of
from knowledge.models import AdoptionStage

EXPLAINED = {
    AdoptionStage.UNDERSTANDING: _("understanding: we look at how it works"),
    AdoptionStage.ADAPTING: _("adapting: we change it to fit us and try it out"),
    AdoptionStage.REUSING: _("re-using: we do it"),
    AdoptionStage.EMBEDDED: _("embedded: it has become everyday work"),
    AdoptionStage.GIVEN_UP: _("given up: we do not do it any more"),
}


def text_area(rows=4, **options):
    return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), strip=True, **options)


class WordsForm(forms.Form):
    """A form whose texts are cleaned of what no keyboard writes."""

    def clean(self):
        data = super().clean()
        return {name: without_controls(value) if isinstance(value, str) else value for name, value in data.items()}


class WordsOfTheAdopterForm(WordsForm):
    changed = text_area(
        label=_("What have you changed?"),
        required=False,
        help_text=_("What is different with you: fewer stations, another trade, another order. Others learn from it."),
    )
    contact = forms.CharField(
        label=_("Contact"),
        required=False,
        max_length=200,
        help_text=_(
            "Whom to ask: a name, a telephone number or an e-mail address. Only members of the networks see it."
        ),
    )

    @classmethod
    def of(cls, adoption):
        """What is there, in the reader's language."""
        changed = getattr(adoption, f"changed_{current_language()}") or ""
        return cls(initial={"changed": changed, "contact": adoption.contact})


class DeclareForm(WordsOfTheAdopterForm):
    """“We take this over.” Where there is only one possible answer, it is not asked.

    Args:
        practice: what is taken over.
        organisations: those the person acts for, without the responsible one.
        block: chosen beforehand by the way that led here.
    """

    organisation = forms.ModelChoiceField(label=_("Who takes it over?"), queryset=None, empty_label=None)
    block = forms.ModelChoiceField(
        label=_("What do you take over?"),
        queryset=None,
        required=False,
        blank=True,
        empty_label=_("the whole practice"),
        widget=forms.RadioSelect,
    )
    taken_from = forms.ModelChoiceField(
        label=_("From whom?"),
        queryset=None,
        required=False,
        blank=True,
        empty_label=_("from the original"),
        widget=forms.RadioSelect,
        help_text=_("Whoever you have it from is asked to confirm it."),
    )
    stage = forms.ChoiceField(
        label=_("Where do you stand?"),
        choices=[(stage.value, EXPLAINED[stage]) for stage in DECLARED_STAGES],
        initial=AdoptionStage.UNDERSTANDING,
        widget=forms.RadioSelect,
    )
    since = forms.DateField(label=_("Since when?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    field_order = ["organisation", "block", "taken_from", "stage", "since", "changed", "contact"]

    def __init__(self, *args, practice, organisations, block=None, **kwargs):
        initial = {"since": timezone.localdate(), "block": block and block.pk}
        super().__init__(*args, initial=initial, **kwargs)
        self.organisations = list(organisations)
        blocks = practice.blocks.all()
        self.fields["organisation"].queryset = organisations
        self.fields["block"].queryset = blocks
        sources = practice.adoptions.confirmed().select_related("organisation")
        self.fields["taken_from"].queryset = sources
        self.fields["taken_from"].label_from_instance = lambda adoption: str(adoption.organisation)
        if len(self.organisations) == 1:
            del self.fields["organisation"]
        if not blocks.exists():
            del self.fields["block"]
        if not sources.exists():
            del self.fields["taken_from"]
        self.practice = practice

    def clean_since(self):
        day = self.cleaned_data["since"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Declare it when it has begun."))
        return day

    def clean(self):
        data = super().clean()
        if len(self.organisations) == 1:
            data["organisation"] = self.organisations[0]
        source, taker = data.get("taken_from"), data.get("organisation")
        known = sources_of(self.practice, block=data.get("block"), but=taker)
        if source and not known.filter(pk=source.pk).exists():
            self.add_error("taken_from", _("This organisation has not taken over the same; choose another one."))
        return data


class ProgressForm(WordsForm):
    """The one question, asked after half a year and a year."""

    stage = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[(stage.value, label) for stage, label in EXPLAINED.items()],
        widget=forms.RadioSelect,
    )
    note = text_area(
        label=_("How did it go?"),
        required=False,
        rows=3,
        help_text=_("A sentence is enough. If you have given it up: why? Others learn most from that."),
    )

    def clean(self):
        data = super().clean()
        if data.get("stage") == AdoptionStage.GIVEN_UP and not data.get("note"):
            self.add_error("note", _("Please write why it was given up: others learn most from it."))
        return data


class DeclineForm(WordsForm):
    reason = text_area(
        label=_("What is not right?"),
        help_text=_("The other side gets this by mail and can correct its declaration or withdraw it."),
    )
