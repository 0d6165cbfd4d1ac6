"""The context in which a network trains, to be laid beside a practice's."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.regions import COUNTRIES
from knowledge.models.vocabulary import ContextFeature, OccupationalField
from networks.models import Network


class NetworkContext(models.Model):
    """How one country's side of a network trains: the two sides of a network differ more than two networks do."""

    network = models.ForeignKey(
        Network, verbose_name=_("network"), on_delete=models.CASCADE, related_name="training_contexts"
    )
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    features = models.ManyToManyField(ContextFeature, verbose_name=_("context profile"), blank=True, related_name="+")
    occupational_fields = models.ManyToManyField(
        OccupationalField, verbose_name=_("occupational fields"), blank=True, related_name="+"
    )
    eqf_from = models.PositiveSmallIntegerField(
        _("lowest EQF level"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    eqf_to = models.PositiveSmallIntegerField(
        _("highest EQF level"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )

    class Meta:
        verbose_name = _("context of a network")
        verbose_name_plural = _("contexts of networks")
        constraints = [
            models.UniqueConstraint(fields=["network", "country"], name="one_context_per_network_and_country"),
            models.CheckConstraint(
                name="network_context_eqf_ascends",
                condition=models.Q(eqf_from__isnull=True)
                | models.Q(eqf_to__isnull=True)
                | models.Q(eqf_to__gte=models.F("eqf_from")),
            ),
        ]

    def __str__(self):
        return f"{self.network} – {self.get_country_display()}"
