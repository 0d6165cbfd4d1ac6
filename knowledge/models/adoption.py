"""The ledger of adoptions: who took over what from whom, what was changed, how it went."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.bilingual import BilingualModel
from core.rules import is_team
from knowledge.models.blocks import BuildingBlock
from knowledge.models.practice import GoodPractice
from networks.memberships import memberships_of
from networks.models import Organisation, Role


class AdoptionStage(models.TextChoices):
    """URBACT's understand → adapt → re-use, carried on to where it has become everyday work, or was given up."""

    UNDERSTANDING = "understanding", _("understanding")
    ADAPTING = "adapting", _("adapting")
    REUSING = "reusing", _("re-using")
    EMBEDDED = "embedded", _("embedded")
    GIVEN_UP = "given_up", _("given up")


CONFIRMED = models.Q(adopter_confirmed_at__isnull=False, source_confirmed_at__isnull=False)


class AdoptionQuerySet(models.QuerySet):
    def confirmed(self):
        """Those to which both sides have said yes."""
        return self.filter(CONFIRMED)

    def waiting(self):
        """Declared, and not yet confirmed by the side it is taken from."""
        return self.filter(adopter_confirmed_at__isnull=False, source_confirmed_at__isnull=True)

    def of_parties(self, user):
        """Those a person is a party to by a live membership: on the adopter's side or on the side it is taken from."""
        return self.filter(_adopter_side(user) | _source_side(user)) if memberships_of(user) else self.none()

    def concerning(self, user):
        """Those a person sees before they are confirmed: parties theirs, the team all."""
        return self.all() if is_team(user) else self.of_parties(user)

    def visible_to(self, user):
        """Confirmed ones of practices that this reader may see, and those that concern them."""
        readable = models.Q(practice__in=GoodPractice.objects.visible_to(user).values("pk"))
        return self.filter((readable & CONFIRMED) | models.Q(pk__in=self.model.objects.concerning(user).values("pk")))

    def for_lists(self):
        return self.select_related(
            "practice__responsible", "block", "organisation", "taken_from__organisation", "adopter_confirmed_by"
        )


def _adopter_side(user):
    return models.Q(organisation__in=[each.organisation_id for each in memberships_of(user)])


def _source_side(user):
    """Taken from another adopter: their people. From the original: its author, coordinators, responsible people."""
    held = memberships_of(user)
    organisations = [each.organisation_id for each in held]
    own, coordinated = models.Q(pk__in=[]), models.Q(pk__in=[])
    for membership in held:
        below = models.Q(practice__path__startswith=membership.network.path)
        own |= below & models.Q(practice__owner=user)
        if membership.role == Role.COORDINATOR:
            coordinated |= below
    original = models.Q(practice__responsible__in=organisations) | own | coordinated
    return models.Q(taken_from__organisation__in=organisations) | (models.Q(taken_from__isnull=True) & original)


class Adoption(BilingualModel):
    """An organisation declares: we take this over. Public once both sides have confirmed it."""

    practice = models.ForeignKey(
        GoodPractice, verbose_name=_("good practice"), on_delete=models.PROTECT, related_name="adoptions"
    )
    block = models.ForeignKey(
        BuildingBlock,
        verbose_name=_("building block"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="adoptions",
        help_text=_("Empty where the whole practice is taken over."),
    )
    whole = models.BooleanField(default=True, editable=False)
    block_title = models.CharField(max_length=200, blank=True, editable=False)  # stays when the block is gone
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="adoptions"
    )
    taken_from = models.ForeignKey(
        "self",
        verbose_name=_("taken over from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="passed_on",
        help_text=_("Another adoption of the same practice; empty where it was taken from the original."),
    )
    stage = models.CharField(
        _("stage"), max_length=13, choices=AdoptionStage, default=AdoptionStage.UNDERSTANDING, db_index=True
    )
    since = models.DateField(_("since"), default=timezone.localdate)
    changed = models.TextField(_("what was changed"), blank=True)
    reason = models.TextField(_("why it was given up"), blank=True)
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("Shown to members of the networks only.")
    )
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    declared_at = models.DateTimeField(default=timezone.now, editable=False)
    adopter_confirmed_at = models.DateTimeField(null=True, editable=False)
    adopter_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    source_confirmed_at = models.DateTimeField(null=True, editable=False)
    source_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    ask_again_on = models.DateField(null=True, editable=False, db_index=True)  # how is it going? 6 and 12 months on

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "organisation"],
                condition=models.Q(whole=True),
                name="organisation_adopts_a_practice_once",
            ),
            models.UniqueConstraint(fields=["block", "organisation"], name="organisation_adopts_a_block_once"),
            models.CheckConstraint(
                name="adoption_is_of_a_block_or_of_the_whole",
                condition=models.Q(block__isnull=True) | models.Q(whole=False),
            ),
            models.CheckConstraint(name="adoption_stage_is_known", condition=models.Q(stage__in=AdoptionStage.values)),
            models.CheckConstraint(
                name="adoption_is_not_taken_from_itself",
                condition=models.Q(taken_from__isnull=True) | ~models.Q(taken_from=models.F("pk")),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} – {self.block or self.practice}"

    @property
    def is_confirmed(self) -> bool:
        return bool(self.adopter_confirmed_at and self.source_confirmed_at)

    @property
    def is_waiting(self) -> bool:
        """Declared; the other side has not answered."""
        return bool(self.adopter_confirmed_at and not self.source_confirmed_at)

    @property
    def is_returned(self) -> bool:
        """The other side has declined and said why; the adopter may correct it, send it anew or withdraw it."""
        return not self.adopter_confirmed_at and not self.source_confirmed_at

    @property
    def is_given_up(self) -> bool:
        return self.stage == AdoptionStage.GIVEN_UP


class AdoptionStep(models.Model):
    """One entry of an adoption's history: from here on it was at this stage."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(_("stage"), max_length=13, choices=AdoptionStage)
    on = models.DateField(_("on"), default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    note = models.TextField(_("how it went"), blank=True)
    language = models.CharField(max_length=2, choices=[("de", "Deutsch"), ("it", "Italiano")], default="de")

    class Meta:
        verbose_name = _("step of an adoption")
        verbose_name_plural = _("steps of an adoption")
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.adoption}: {self.get_stage_display()}"
