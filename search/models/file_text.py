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

    ADVICE = {
        Problem.ENCRYPTED: _("The file asks for a password. Save it without a password and upload it again."),
        Problem.BROKEN: _(
            "The file is damaged or is not what its name says. Open it, save it anew, best as a PDF, and upload "
            "it again."
        ),
        Problem.TOO_LARGE: _("The file is too large to be read. Divide it into smaller files and upload these."),
        Problem.TOO_SLOW: _(
            "It took too long to read the file. Save it as a PDF, or divide it into smaller files, and upload it again."
        ),
        Problem.NO_TEXT: _(
            "No text was found in the file; it may be a scan. Have the scanner or a PDF program recognise the text "
            "(OCR) and upload it again."
        ),
        Problem.UNKNOWN_KIND: _("Files of this kind are not read. Save it as a PDF and upload that."),
    }

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

    @property
    def advice(self) -> str:
        """A sentence for whoever sent the file: what its problem is and what to do; empty without a problem."""
        return self.ADVICE.get(self.problem, "")
