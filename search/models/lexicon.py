"""Which words translate which, learned from the bilingual records: one row per version."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LearnedLexicon(models.Model):
    """A version of the learned lexicon. The newest is used; a few older ones are kept to compare with."""

    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    records = models.PositiveIntegerField(_("bilingual records read"))
    pairs = models.PositiveIntegerField(_("pairs"))
    seconds = models.FloatField(_("took seconds"))
    chain = models.CharField(_("version of the analysis"), max_length=40)
    content = models.BinaryField(_("content"))  # compressed JSON, see search.learning.store

    class Meta:
        verbose_name = _("learned lexicon")
        verbose_name_plural = _("learned lexicons")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.pk} ({self.made_at:%Y-%m-%d})"
