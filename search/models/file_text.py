"""The text of an attached file, taken out once so that it can be searched."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FileText(models.Model):
    """What a document contains, or why its text could not be read."""

    class Problem(models.TextChoices):
        NONE = "", _("read")
        ENCRYPTED = "encrypted", _("protected by a password")
        BROKEN = "broken", _("damaged, or not what its name says")
        TOO_LARGE = "too_large", _("too large")
        TOO_SLOW = "too_slow", _("took too long to read")
        NO_TEXT = "no_text", _("without text (a scan?)")
        UNKNOWN_KIND = "unknown_kind", _("of a kind that is not read")

    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        models.CASCADE,
        verbose_name=_("document"),
        related_name="text",
        primary_key=True,
    )
    text = models.TextField(_("text"), blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    cut = models.BooleanField(_("only the beginning was read"), default=False)
    problem = models.CharField(_("problem"), max_length=12, choices=Problem, blank=True, default=Problem.NONE)
    file_hash = models.CharField(_("hash of the file"), max_length=40, blank=True)
    read_at = models.DateTimeField(_("read"), auto_now=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self):
        return str(self.document)
