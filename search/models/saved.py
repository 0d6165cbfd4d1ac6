"""A search that somebody keeps, and hears of when it finds something new."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    class Notify(models.TextChoices):
        NEVER = "never", _("never")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(_("what was asked"), max_length=1000)  # the query string of the address, normalised
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    notify = models.CharField(_("mail"), max_length=6, choices=Notify, default=Notify.WEEKLY)
    made_at = models.DateTimeField(_("saved"), auto_now_add=True)
    looked_at = models.DateTimeField(_("looked for new hits"), auto_now_add=True)
    seen = models.JSONField(_("hits already told"), default=list, editable=False)  # keys of records

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "query", "language"], name="a_search_is_saved_once")]

    def __str__(self):
        return self.name
