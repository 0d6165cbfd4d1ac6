"""The glossary: concepts of vocational education in both languages, and what does not correspond."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.below import LeadsBelow
from core.bilingual import read
from core.models import Page


class Relation(models.TextChoices):
    """Of the Italian concept to the German one, in SKOS's words."""

    EXACT = "exact", _("the same")
    CLOSE = "close", _("nearly the same")
    BROADER = "broader", _("the Italian concept is broader")
    NARROWER = "narrower", _("the Italian concept is narrower")
    NONE = "none", _("no counterpart")


class GlossaryField(models.TextChoices):
    """What a concept is about."""

    SYSTEM = "system", _("systems and pathways")
    LAW = "law", _("law and contracts")
    GOVERNANCE = "governance", _("bodies and responsibilities")
    QUALIFICATION = "qualification", _("qualifications")
    ASSESSMENT = "assessment", _("examinations and assessment")
    LEARNING = "learning", _("teaching and learning")
    PLACES = "places", _("places of learning")
    PEOPLE = "people", _("people and roles")
    COMPANY = "company", _("company and work")
    GUIDANCE = "guidance", _("guidance and transitions")
    INCLUSION = "inclusion", _("diversity and inclusion")
    MOBILITY = "mobility", _("mobility")
    DIGITAL = "digital", _("digitalisation")
    FUNDING = "funding", _("funding")
    PROJECT = "project", _("project work and cooperation")


class Glossary(LeadsBelow, Page):
    """The index of terms A–Z; the terms themselves stand below its address."""

    below = "knowledge.glossary.routes"
    template = "knowledge/glossary.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("glossary")


class GlossaryTerm(models.Model):
    """One concept with its preferred labels. Its audience is that of the glossary's page."""

    slug = models.SlugField(_("identifier"), max_length=100, unique=True)
    label = models.CharField(_("label"), max_length=150)
    synonyms = models.TextField(_("synonyms"), blank=True, help_text=_("One on each line."))
    official = models.CharField(
        _("official name or source"), max_length=250, blank=True, help_text=_("As the law or the body itself says it.")
    )
    relation = models.CharField(_("relation"), max_length=8, choices=Relation)
    definition = models.TextField(_("definition"))
    note = models.TextField(_("note"), blank=True, help_text=_("False friends, and what does not correspond."))
    example = models.TextField(_("example"), blank=True)
    field = models.CharField(_("field"), max_length=13, choices=GlossaryField, db_index=True)

    class Meta:
        verbose_name = _("term of the glossary")
        verbose_name_plural = _("terms of the glossary")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(name="glossary_relation_is_known", condition=models.Q(relation__in=Relation.values))
        ]

    def __str__(self):
        return read(self, "label")
