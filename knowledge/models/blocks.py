"""Building blocks (PANORAMA): the parts of a practice that others can take and combine."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from core.bilingual import read
from core.lengths import LONG


class BuildingBlockQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of practices that this reader may see. Takes an anonymous user, chains."""
        from knowledge.models import GoodPractice

        return self.filter(practice__in=GoodPractice.objects.visible_to(user).values("pk"))


class BuildingBlock(Orderable):
    """A part of a practice; it is drafted, admitted and seen with the practice in which it was first described."""

    practice = ParentalKey("knowledge.GoodPractice", on_delete=models.CASCADE, related_name="blocks")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what it is"), blank=True, validators=LONG)
    enabling = models.TextField(_("what it needs to succeed"), blank=True, validators=LONG)
    lessons = models.TextField(_("what was learnt with it"), blank=True, validators=LONG)

    objects = BuildingBlockQuerySet.as_manager()

    panels = [
        FieldPanel(f"{name}_{language}")
        for language in ("de", "it")
        for name in ("title", "text", "enabling", "lessons")
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("building block")
        verbose_name_plural = _("building blocks")

    def __str__(self):
        return read(self, "title")


class BlockUse(Orderable):
    """Another practice's block that this practice uses too, with what is different here."""

    practice = ParentalKey("knowledge.GoodPractice", on_delete=models.CASCADE, related_name="used_blocks")
    block = models.ForeignKey(
        BuildingBlock, verbose_name=_("building block"), on_delete=models.CASCADE, related_name="uses"
    )
    note = models.CharField(_("what is different here"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["practice", "block"], name="practice_uses_a_block_once")]
