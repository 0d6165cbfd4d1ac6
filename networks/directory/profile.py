"""What an organisation says of itself in the directory, and who may read it."""

from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audience import COMMUNITY, may_see
from core.bilingual import LANGUAGES

_taking_part: list[Callable[[], models.QuerySet]] = []


def takes_part(contributor: Callable[[], models.QuerySet]):
    """Register a function () → ids of organisations, as a query: those which take part through what a room knows.

    Rooms do this in their `contexts.py`, which is discovered like `translation.py` is.
    """
    _taking_part.append(contributor)
    return contributor


class Size(models.TextChoices):
    """By the people who work there, as the European Union counts."""

    MICRO = "micro", _("1 to 9 people")
    SMALL = "small", _("10 to 49 people")
    MEDIUM = "medium", _("50 to 249 people")
    LARGE = "large", _("250 people or more")


class OrganisationQuerySet(models.QuerySet):
    def consented(self):
        """Those that want to be seen by everybody."""
        return self.filter(public_since__isnull=False)

    def visible_to(self, user):
        """Members of any network, the committee and the team find all that take part; the public, who has consented."""
        return self.taking_part() if may_see(user, COMMUNITY) else self.consented()

    def taking_part(self):
        """Those that stand in the directory: by their consent, or by what the rooms know of them."""
        anyhow = models.Q(public_since__isnull=False)
        for contributor in _taking_part:
            anyhow |= models.Q(pk__in=contributor())
        return self.filter(anyhow)

    def matching(self, text: str):
        """Every word somewhere in name, town or the texts of either language. At most twelve words count."""
        columns = ["name", "city", *(f"{name}_{code}" for name in ("about", "offers", "seeks") for code in LANGUAGES)]
        found = self
        for word in text.split()[:12]:
            found = found.filter(models.Q(*[(f"{name}__icontains", word) for name in columns], _connector=models.Q.OR))
        return found


class OrganisationProfile(models.Model):
    """The partner-finding profile. It is public from the consent of somebody who may give it until it is taken back."""

    size = models.CharField(_("size"), max_length=6, choices=Size, blank=True)
    offers = models.TextField(_("what we offer"), blank=True, max_length=1200)
    seeks = models.TextField(_("what we look for"), blank=True, max_length=1200)
    looks_for_partners = models.BooleanField(_("looks for partners"), default=False)
    email = models.EmailField(_("e-mail address for partners"), blank=True)
    public_since = models.DateTimeField(_("public since"), null=True, editable=False, db_index=True)
    public_consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("consent given by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        return self.public_since is not None

    @property
    def has_profile(self) -> bool:
        """Whether it says in some language what it offers or looks for."""
        return any(getattr(self, f"{name}_{code}") for name in ("offers", "seeks") for code in LANGUAGES)
