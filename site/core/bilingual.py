"""Law 2: two languages in one record.

A bilingual record knows the language it was written in and the state of the other one. Nobody ticks a box for
that: two digests are kept beside the texts, one of each language as they were when the translation was last
touched. Where the source has moved on since, the translation is outdated. The digests are part of a page's
revision like the texts themselves, so a revert brings back texts and state together.
"""

import hashlib

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

LANGUAGES = ("de", "it")
OTHER = {"de": "it", "it": "de"}


class State(models.TextChoices):
    MISSING = "missing", _("missing")
    OUTDATED = "outdated", _("outdated")
    CURRENT = "current", _("up to date")


def current_language() -> str:
    """The reader's language, always one of the two."""
    return (get_language() or "de")[:2] if (get_language() or "de")[:2] in LANGUAGES else "de"


def translated_fields(model) -> list[str]:
    """Names of the fields a model keeps in both languages (by modeltranslation), in the order it declares them."""
    try:
        registered = set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return []
    return [field.name for field in model._meta.get_fields() if field.name in registered]


def is_empty(value) -> bool:
    """Empty, or only what an empty rich text editor leaves behind."""
    text = str(value or "").strip()
    return not text or (text.startswith("<p data-block-key=") and text.endswith("></p>"))


def text_in(record, field: str, language: str):
    return getattr(record, build_localized_fieldname(field, language))


def language_of(record, field: str, wanted: str | None = None) -> str | None:
    """The language in which a reader gets this field: the wanted one, the other one, or None where both are empty."""
    wanted = wanted or current_language()
    for language in (wanted, OTHER[wanted]):
        if not is_empty(text_in(record, field, language)):
            return language
    return None


def read(record, field: str, wanted: str | None = None):
    """The field's text in the wanted language or, failing that, in the other one."""
    language = language_of(record, field, wanted)
    return text_in(record, field, language) if language else ""


def fallback_fields(record, wanted: str | None = None) -> list[str]:
    """The fields which a reader of this language gets in the other one."""
    wanted = wanted or current_language()
    return [name for name in translated_fields(type(record)) if language_of(record, name, wanted) == OTHER[wanted]]


class Bilingual(models.Model):
    """Mixin for records in two languages. Pages refresh the state when cleaned, plain models when saved."""

    source_language = models.CharField(
        _("written in"), max_length=2, choices=[("de", "Deutsch"), ("it", "Italiano")], default="de"
    )
    translation_state = models.CharField(
        _("state of the translation"), max_length=8, choices=State, default=State.MISSING, editable=False, db_index=True
    )
    source_digest = models.CharField(max_length=32, blank=True, default="", editable=False)
    target_digest = models.CharField(max_length=32, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def target_language(self) -> str:
        return OTHER[self.source_language]

    def bilingual_parts(self) -> list:
        """Records whose texts belong to this one: what is missing in them is missing here."""
        return []

    def digest(self, language: str) -> str:
        records = [self, *self.bilingual_parts()]
        texts = "\x1f".join(
            str(text_in(record, name, language) or "") for record in records for name in translated_fields(type(record))
        )
        return hashlib.blake2s(texts.encode(), digest_size=16).hexdigest()

    def untranslated_fields(self) -> list[str]:
        """Fields that have text in the source language and none in the other one."""
        return self._untranslated_in(self)

    def untranslated_parts(self) -> list:
        """The parts of which a text has none in the other language."""
        return [part for part in self.bilingual_parts() if self._untranslated_in(part)]

    def _untranslated_in(self, record) -> list[str]:
        return [
            name
            for name in translated_fields(type(record))
            if not is_empty(text_in(record, name, self.source_language))
            and is_empty(text_in(record, name, self.target_language))
        ]

    def refresh_translation_state(self) -> None:
        """Recompute the state; whoever changed the translation has thereby brought it up to date."""
        target = self.digest(self.target_language)
        if target != self.target_digest:
            self.source_digest, self.target_digest = self.digest(self.source_language), target
        if self.untranslated_fields() or self.untranslated_parts():
            self.translation_state = State.MISSING
        elif self.source_digest != self.digest(self.source_language):
            self.translation_state = State.OUTDATED
        else:
            self.translation_state = State.CURRENT

    def confirm_translation(self) -> None:
        """Say that the translation still holds although the source has changed. The caller saves."""
        self.source_digest = self.digest(self.source_language)
        self.refresh_translation_state()


class BilingualModel(Bilingual):
    """A bilingual record that is not a page."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.refresh_translation_state()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "translation_state", "source_digest", "target_digest"}
        super().save(*args, **kwargs)
