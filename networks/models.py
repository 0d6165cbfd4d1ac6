"""Who works together: organisations, networks (pages), memberships, invitations, the steering committee; bodies."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.models.pages import PageManager

from core import emblem
from core.below import LeadsBelow
from core.bilingual import OTHER, BilingualModel, current_language
from core.models import Page, PageQuerySet
from core.regions import COUNTRIES, region_choices, region_name, validate_region
from networks.directory.profile import OrganisationProfile

PUBLIC, PRIVATE = "public", "private"


class ActorType(models.TextChoices):
    COMPANY = "company", _("company")
    CHAMBER = "chamber", _("chamber")
    ASSOCIATION = "association", _("association")
    UNION = "union", _("trade union")
    SCHOOL = "school", _("school")
    TRAINING_PROVIDER = "training_provider", _("training provider")
    UNIVERSITY = "university", _("university, research")
    MINISTRY = "ministry", _("ministry, authority")
    REGION = "region", _("region, municipality")


# What is public or private by nature; the others must say which.
SECTOR_BY_NATURE = {
    ActorType.COMPANY: PRIVATE,
    ActorType.UNION: PRIVATE,
    ActorType.MINISTRY: PUBLIC,
    ActorType.REGION: PUBLIC,
}


class Organisation(OrganisationProfile, BilingualModel):
    """An actor of dual vocational training in Germany or Italy."""

    name = models.CharField(_("name"), max_length=200)
    actor_type = models.CharField(_("type of actor"), max_length=20, choices=ActorType)
    sector = models.CharField(
        _("sector"), max_length=7, choices=[(PUBLIC, _("public")), (PRIVATE, _("private"))], blank=True
    )
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    region = models.CharField(_("region"), max_length=6, choices=region_choices, validators=[validate_region])
    city = models.CharField(_("town"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(_("about the organisation"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("actor_type"),
        FieldPanel("sector"),
        FieldPanel("country"),
        FieldPanel("region"),
        FieldPanel("city"),
        FieldPanel("website"),
        FieldPanel("source_language"),
        *(FieldPanel(f"{name}_{language}") for name in ("about", "offers", "seeks") for language in ("de", "it")),
        FieldPanel("looks_for_partners"),
        FieldPanel("size"),
        FieldPanel("email"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "country", name="one_organisation_per_name_and_country"),
            models.CheckConstraint(
                name="organisation_says_its_sector", condition=models.Q(sector__in=[PUBLIC, PRIVATE])
            ),
            models.CheckConstraint(
                name="organisation_region_is_in_its_country",
                condition=models.Q(country="DE", region__startswith="DE-")
                | models.Q(country="IT", region__startswith="IT-"),
            ),
            models.CheckConstraint(
                name="organisation_consent_has_a_moment",
                condition=models.Q(public_consent_by__isnull=True) | models.Q(public_since__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        nature = SECTOR_BY_NATURE.get(self.actor_type)
        self.sector = self.sector or nature or ""
        if not self.sector:
            raise ValidationError({"sector": _("This type of actor can be either: please say public or private.")})
        if nature and self.sector != nature:
            raise ValidationError({"sector": _("This type of actor cannot have this sector.")})
        if self.region and self.country and not self.region.startswith(self.country):
            raise ValidationError({"region": _("This region is not in the chosen country.")})

    @property
    def region_name(self) -> str:
        return region_name(self.region)


class Directory(LeadsBelow, Page):
    """The list of organisations; each of them stands below its address."""

    below = "networks.directory.routes"
    template = "networks/directory.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("directory of organisations")


class NetworkIndex(Page):
    """The list of all model networks, at one address."""

    template = "networks/network_index.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["networks.Network"]

    class Meta:
        verbose_name = _("list of networks")


class NetworkRegion(Orderable):
    network = ParentalKey("networks.Network", on_delete=models.CASCADE, related_name="regions")
    code = models.CharField(_("region"), max_length=6, choices=region_choices, validators=[validate_region])

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="network_names_a_region_once")]

    def __str__(self):
        return region_name(self.code)


class NetworkQuerySet(PageQuerySet):
    def not_ended(self):
        """Those that are published or will be for the first time; not those that were taken down."""
        return self.exclude(live=False, first_published_at__isnull=False)


class Network(Page):
    """A model network is its page: memberships, practices and later threads and calls point to it."""

    forms_circle = True
    searched = ("heading", "theme", "description")

    theme = models.CharField(_("theme"), max_length=250, blank=True)
    description = models.TextField(_("description"), blank=True)
    founded = models.DateField(_("working together since"), null=True, blank=True)
    # Chosen when the network is made and never again: a renamed network keeps its emblem.
    emblem_seed = models.CharField(max_length=255, editable=False, default="")
    hue = models.PositiveSmallIntegerField(editable=False, null=True)

    objects = PageManager.from_queryset(NetworkQuerySet)()

    kept_from_row = (*Page.kept_from_row, "emblem_seed", "hue")
    exclude_fields_in_copy = ["emblem_seed", "hue"]
    template = "networks/network.html"
    parent_page_types = ["networks.NetworkIndex"]
    subpage_types = ["knowledge.GoodPractice", "pages.StandardPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("theme_de"),
        FieldPanel("theme_it"),
        FieldPanel("description_de"),
        FieldPanel("description_it"),
        FieldPanel("founded"),
        InlinePanel("regions", heading=_("Regions"), label=_("region")),
    ]

    class Meta:
        verbose_name = _("model network")
        verbose_name_plural = _("model networks")
        constraints = [
            models.CheckConstraint(
                name="network_hue_is_an_ink", condition=models.Q(hue__isnull=True) | models.Q(hue__lt=12)
            )
        ]

    def save(self, *args, **kwargs):
        if self._state.adding and self.hue is None:
            self.choose_emblem()
        return super().save(*args, **kwargs)

    def choose_emblem(self):
        """Drawn from the slug, in an ink that no other network has while there is one."""
        renamed = Network.objects.filter(emblem_seed=self.slug).exists()  # another one had this slug before
        self.emblem_seed = f"{self.slug}-{self.translation_key}" if renamed else self.slug
        self.hue = emblem.free_hue(self.slug, Network.objects.not_ended().values_list("hue", flat=True))

    def default_token(self) -> str:
        """A network introduces itself to whoever may read the list of networks."""
        parent = self.get_parent()
        return parent.token


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


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Neither accepted, revoked nor expired."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """The one way in: a coordinator asks a person by mail. The secret acts once, on POST, for this e-mail address."""

    network = models.ForeignKey(
        Network, verbose_name=_("network"), on_delete=models.PROTECT, related_name="invitations"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    first_name = models.CharField(_("first name"), max_length=150)
    last_name = models.CharField(_("last name"), max_length=150)
    role = models.CharField(_("role"), max_length=11, choices=Role, default=Role.MEMBER)
    language = models.CharField(_("language"), max_length=2, choices=[("de", "Deutsch"), ("it", "Italiano")])
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="invitations_sent",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    nonce = models.CharField(
        max_length=64, editable=False
    )  # with SECRET_KEY it makes the secret; alone it is worth nothing
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="invitation_is_accepted_or_revoked",
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
            )
        ]

    def __str__(self):
        return self.email


class BodyIndex(Page):
    """Bodies and partners of the programme, at one address."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "ol", "ul", "link"])

    searched = ("heading", "introduction")
    template = "networks/body_index.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []
    content_panels = [*Page.content_panels, FieldPanel("introduction_de"), FieldPanel("introduction_it")]

    class Meta:
        verbose_name = _("page of bodies and partners")


class Body(BilingualModel):
    """A body of the programme or one of its partners.

    Its official names differ per language and are no translations of each other: two columns of their own, which take
    no part in the state of the translation.
    """

    class Kind(models.TextChoices):
        BODY = "body", _("body")
        PARTNER = "partner", _("partner")

    BOTH = "both"

    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.PARTNER)
    name_de = models.CharField(_("official name in German"), max_length=200, blank=True)
    name_it = models.CharField(_("official name in Italian"), max_length=200, blank=True)
    task = models.CharField(_("task or role"), max_length=300, blank=True)
    actor_type = models.CharField(_("type of actor"), max_length=20, choices=ActorType, blank=True)
    country = models.CharField(
        _("country"), max_length=4, choices=[*COUNTRIES, (BOTH, _("both countries"))], default=BOTH
    )
    website = models.URLField(_("website"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers come first."))

    panels = [
        FieldPanel(name)
        for name in (
            "kind", "name_de", "name_it", "source_language", "task_de", "task_it", "actor_type", "country", "website",
            "order",
        )
    ]  # fmt: skip

    class Meta:
        verbose_name = _("body or partner")
        verbose_name_plural = _("bodies and partners")
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.CheckConstraint(name="body_has_a_name", condition=~models.Q(name_de="", name_it="")),
        ]

    def __str__(self):
        return " / ".join(dict.fromkeys(name for name in (self.name_de, self.name_it) if name))

    def clean(self):
        super().clean()
        if not (self.name_de or self.name_it):
            raise ValidationError({"name_de": _("A name in at least one language is required.")})

    @property
    def names(self) -> list[tuple[str, str]]:
        """Its official names as pairs of language and name, the reader's language first."""
        mine = current_language()
        pairs = [(language, getattr(self, f"name_{language}")) for language in (mine, OTHER[mine])]
        return [(language, name) for language, name in pairs if name]
