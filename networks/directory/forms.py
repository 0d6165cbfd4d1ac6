"""The plain form of an organisation's profile: each text in both languages, and whether the public sees it."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.bilingual import LANGUAGES
from networks.models import Organisation

TEXTS = ("about", "offers", "seeks")
NAMES = {"de": "Deutsch", "it": "Italiano"}
HINTS = {
    "about": _("Who you are and whom you train, in two or three sentences."),
    "offers": _("What partners can get from you: places in a workshop, a course, advice, equipment."),
    "seeks": _("Whom or what you are looking for, as exactly as you can."),
}


class ProfileForm(forms.ModelForm):
    """One language is enough; readers of the other one are told so."""

    public = forms.BooleanField(
        label=_("Everybody may see this profile"),
        required=False,
        help_text=_(
            "Name, type, place, size, website, your texts, your networks and what of your practices and adoptions is "
            "public anyway can then be read and found by everybody, also through search engines. The e-mail address "
            "and the people who act for you stay with the members. You can take it back here at any time; it counts "
            "at once."
        ),
    )

    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https", help_text=_("With https://")
    )

    class Meta:
        model = Organisation
        fields = [
            *(f"{name}_{language}" for name in TEXTS for language in LANGUAGES),
            "looks_for_partners",
            "size",
            "website",
            "email",
        ]
        labels = {"looks_for_partners": _("We are looking for partners")}
        help_texts = {
            "email": _("Shown to members of the networks only."),
            "looks_for_partners": _("You are then found under “looks for partners”."),
        }

    field_order = [*Meta.fields, "public"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["public"].initial = self.instance.is_public
        for name in TEXTS:
            label = capfirst(str(Organisation._meta.get_field(name).verbose_name))
            for language in LANGUAGES:
                field = self.fields[f"{name}_{language}"]
                field.label, field.help_text = f"{label} – {NAMES[language]}", HINTS[name]
                field.widget.attrs |= {"rows": 4, "lang": language}

    @property
    def profile_fields(self) -> list[str]:
        return self._meta.fields

    def pairs(self):
        """The texts' fields, two languages side by side."""
        return [[self[f"{name}_{language}"] for language in LANGUAGES] for name in TEXTS]

    def rest(self):
        return [self[name] for name in ("looks_for_partners", "size", "website", "email", "public")]
