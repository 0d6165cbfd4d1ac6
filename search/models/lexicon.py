"""Which words translate which, learned from the bilingual records: one row per version."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LearnedLexicon(models.Model):
    """A version of the learned lexicon. The one chosen last is used: the newest, unless somebody goes back."""

    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    used_from = models.DateTimeField(_("in use from"), default=timezone.now, editable=False)
    records = models.PositiveIntegerField(_("bilingual records read"))
    pairs = models.PositiveIntegerField(_("pairs"))
    seconds = models.FloatField(_("took seconds"))
    chain = models.CharField(_("version of the analysis"), max_length=40)
    content = models.BinaryField(_("content"))  # compressed JSON, see search.learning.store

    class Meta:
        verbose_name = _("learned lexicon")
        verbose_name_plural = _("learned lexicons")
        ordering = ["-used_from", "-pk"]

    def __str__(self):
        return f"{self.pk} ({self.made_at:%Y-%m-%d})"
