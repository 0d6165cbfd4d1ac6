"""The words practices are sorted by: occupational fields (a list the team keeps) and tags (anybody's)."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel

from core.bilingual import read


class OccupationalField(models.Model):
    """One entry of the open list of occupational fields; both labels are required, neither is the original."""

    code = models.SlugField(_("code"), unique=True)
    label = models.CharField(_("label"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [FieldPanel("code"), FieldPanel("label_de"), FieldPanel("label_it"), FieldPanel("position")]

    class Meta:
        verbose_name = _("occupational field")
        verbose_name_plural = _("occupational fields")
        ordering = ["position", "code"]

    def __str__(self):
        return read(self, "label")


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
