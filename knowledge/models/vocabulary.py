"""The words practices are sorted and compared by: lists the team keeps, and tags (anybody's)."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel

from core.bilingual import read


class VocabularyEntry(models.Model):
    """One entry of an open list that the team keeps; both labels are required, neither is the original."""

    code = models.SlugField(_("code"), unique=True)
    label = models.CharField(_("label"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [FieldPanel("code"), FieldPanel("label_de"), FieldPanel("label_it"), FieldPanel("position")]

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self):
        return read(self, "label")


class OccupationalField(VocabularyEntry):
    class Meta(VocabularyEntry.Meta):
        verbose_name = _("occupational field")
        verbose_name_plural = _("occupational fields")


class FieldOfAction(VocabularyEntry):
    """The four fields in which the programme acts; in the data they go by their numbers."""

    class Meta(VocabularyEntry.Meta):
        verbose_name = _("field of action")
        verbose_name_plural = _("fields of action")


class Topic(VocabularyEntry):
    class Meta(VocabularyEntry.Meta):
        verbose_name = _("cross-cutting topic")
        verbose_name_plural = _("cross-cutting topics")


class TargetGroup(VocabularyEntry):
    class Meta(VocabularyEntry.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class ContextKind(models.TextChoices):
    LEGAL = "legal", _("legal basis")
    PLACE = "place", _("places of learning")
    PAYER = "payer", _("who pays")


class ContextFeature(VocabularyEntry):
    """What a practice, or a network, can be compared by: its legal basis, its places of learning, who pays."""

    kind = models.CharField(_("kind"), max_length=5, choices=ContextKind)

    panels = [FieldPanel("kind"), *VocabularyEntry.panels]

    class Meta(VocabularyEntry.Meta):
        verbose_name = _("feature of the context")
        verbose_name_plural = _("features of the context")


class Tag(TagBase):
    """A free keyword with a German and an Italian form; `name` is the form it was first written in."""

    label = models.CharField(_("label"), max_length=100, blank=True)
    free_tagging = True

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="one_tag_per_name")]

    def __str__(self):
        return read(self, "label") or self.name
