"""What has changed since the index was last brought up to date (law 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexChange(models.Model):
    """One row per record that the index has to read anew, written in the transaction that changes the record.

    A second change of the same record before the index has followed only raises `times`; so the row can be taken
    away by whoever read it, and not a moment too early.
    """

    key = models.CharField(_("record"), max_length=80, unique=True)  # “practice:42”
    times = models.PositiveBigIntegerField(_("changes"), default=1)
    since = models.DateTimeField(_("since"), auto_now_add=True, db_index=True)
    failures = models.PositiveSmallIntegerField(_("failures"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("change for the index")
        verbose_name_plural = _("changes for the index")

    def __str__(self):
        return self.key
