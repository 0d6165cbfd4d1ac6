"""Who acts for whom, from when until when: memberships of networks, seats in the steering committee."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .network import Network
from .organisation import Organisation


class Role(models.TextChoices):
    MEMBER = "member", _("member")
    COORDINATOR = "coordinator", _("coordinator")


class PeriodQuerySet(models.QuerySet):
    def live(self, on=None):
        """Those whose dates include the day (today unless another is given)."""
        day = on or timezone.localdate()
        return self.filter(starts__lte=day).filter(models.Q(ends__isnull=True) | models.Q(ends__gte=day))


class Period(models.Model):
    """From–to, both days included; an open end lasts until somebody ends it."""

    starts = models.DateField(_("from"), default=timezone.localdate)
    ends = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day; empty while it goes on."))

    class Meta:
        abstract = True

    @property
    def is_live(self) -> bool:
        day = timezone.localdate()
        return self.starts <= day and (self.ends is None or self.ends >= day)

    def clean(self):
        super().clean()
        if self.ends and self.starts and self.ends < self.starts:
            raise ValidationError({"ends": _("The end lies before the beginning.")})


class Membership(Period):
    """A person acts for an organisation in a network, as member or coordinator, from–to."""

    network = models.ForeignKey(
        Network, verbose_name=_("network"), on_delete=models.PROTECT, related_name="memberships"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=11, choices=Role, default=Role.MEMBER)
    function = models.CharField(_("function"), max_length=150, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["network", "organisation__name", "person__last_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person", "organisation"],
                condition=models.Q(ends__isnull=True),
                name="one_open_membership_per_person_and_organisation",
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.organisation} ({self.get_role_display()})"


class CommitteeSeat(Period):
    """A person's seat in the Begleitgremium / Comitato di Supporto e Monitoraggio."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="committee_seats"
    )
    function = models.CharField(_("function"), max_length=150, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat in the steering committee")
        verbose_name_plural = _("seats in the steering committee")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ends__isnull=True), name="one_open_committee_seat_per_person"
            ),
            models.CheckConstraint(
                name="committee_seat_ends_after_it_starts",
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
            ),
        ]

    def __str__(self):
        return str(self.person)
