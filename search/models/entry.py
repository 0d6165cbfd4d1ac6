"""What people add to the dictionary, and which of its pairs they forbid."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DictionaryEntry(models.Model):
    """A pair of expressions, in base form as a dictionary prints them, that translate each other, or must not."""

    class Field(models.TextChoices):
        LEARNING = "learning", _("School and training")
        WORK = "work", _("Work and administration")
        INDUSTRY = "industry", _("Industry and building")
        CRAFTS = "crafts", _("Crafts and arts")
        LAND = "land", _("Farming, food, tourism")
        SOCIETY = "society", _("Health and society")
        DIGITAL = "digital", _("Digital, trade, transport")
        GENERAL = "general", _("General words")

    german = models.CharField(_("German"), max_length=120)
    italian = models.CharField(_("Italian"), max_length=120)
    field = models.CharField(_("field"), max_length=10, choices=Field, default=Field.GENERAL)
    note = models.CharField(_("sense"), max_length=120, blank=True)
    forbidden = models.BooleanField(
        _("must not translate each other"),
        default=False,
        help_text=_("Takes the pair out of the shipped dictionary, the imported ones and what was learned."),
    )
    source = models.CharField(_("source"), max_length=120, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("added by"), null=True, blank=True, editable=False
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("dictionary entry")
        verbose_name_plural = _("dictionary entries")
        ordering = ["german", "italian"]
        constraints = [models.UniqueConstraint(fields=["german", "italian"], name="a_pair_stands_once")]

    def __str__(self):
        return f"{self.german} – {self.italian}"
