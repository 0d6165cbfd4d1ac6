"""What reviewers and writers say to each other about a draft, at the place it concerns."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.practice import GoodPractice


class DraftComment(models.Model):
    """A remark on one place of a practice's draft; open until somebody marks it as done."""

    practice = models.ForeignKey(
        GoodPractice, verbose_name=_("good practice"), on_delete=models.CASCADE, related_name="draft_comments"
    )
    place = models.CharField(_("place"), max_length=40, help_text=_("Name of a field or of a section."))
    text = models.TextField(_("comment"), max_length=2000)
    language = models.CharField(max_length=2, choices=[("de", "Deutsch"), ("it", "Italiano")], default="de")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ["written_at", "pk"]

    def __str__(self):
        return self.text[:60]
