"""The networks, which are their own pages, and the list of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.models.pages import PageManager

from core import emblem
from core.lengths import LONG
from core.models import Page, PageQuerySet
from core.regions import region_choices, region_name, validate_region


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
    description = models.TextField(_("description"), blank=True, validators=LONG)
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
