"""The form of a translation: one field for each text that has a source."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.lengths import LONG
from knowledge.forms import DraftForm
from knowledge.translating import chapters_of


class TranslateForm(DraftForm):
    """Writes the other language of a version.

    Args:
        then: the version from which the translation was made, where it is known and the source has moved on.
    """

    def __init__(self, *args, practice, then=None, **kwargs):
        self.chapters = chapters_of(practice, then)
        super().__init__(*args, practice=practice, language=practice.target_language, **kwargs)
        for passage in self._passages():
            self.fields[passage.key] = _field(passage, self.language)

    def _passages(self):
        return [passage for chapter in self.chapters for passage in chapter.passages]

    def initial_values(self):
        return super().initial_values() | {passage.key: passage.target for passage in self._passages()}

    def texts(self) -> dict[str, str]:
        return {passage.key: self.cleaned_data[passage.key] for passage in self._passages()}

    def rows(self):
        """For the page: chapters with pairs of passage and field."""
        return [
            {"chapter": chapter, "pairs": [(passage, self[passage.key]) for passage in chapter.passages]}
            for chapter in self.chapters
        ]


def _field(passage, language):
    model_field = passage.record._meta.get_field(passage.name)
    attrs = {"lang": language}
    if model_field.get_internal_type() == "TextField":
        widget = forms.Textarea(attrs=attrs | {"rows": max(4, min(16, len(passage.source) // 55))})
    else:
        widget = forms.TextInput(attrs=attrs)
    return forms.CharField(
        label=_("%(field)s, translated") % {"field": passage.label},
        required=False,
        max_length=model_field.max_length,
        validators=LONG,
        widget=widget,
    )
