"""What can be found of what we know: practices and their blocks, publications, terms of the glossary."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.bilingual import read, text_in
from core.markup import one_line
from core.regions import region_name
from knowledge.glossary import loading, wording
from knowledge.glossary.wording import lines
from knowledge.library import facets as library
from knowledge.library.blocks import TEXTS as BLOCK_TEXTS
from knowledge.library.tagging import tag_labels
from knowledge.models import BuildingBlock, Glossary, GlossaryTerm, GoodPractice, Publication
from knowledge.models.record import SECTIONS
from networks.search_index import name_networks, network_codes, network_fact
from search import facets
from search.planning import glossaries
from search.records import PageSource, Source, Texts, published_on, register, sources
from search.texts import line, paragraphs, said

LISTS = {
    "field": "occupational_fields",
    "action": "fields_of_action",
    "topic": "topics",
    "group": "target_groups",
}
# Contact is for members, a caption for those who may open its file.
IN_BODY = [name for each in SECTIONS for name in each.texts if name not in ("heading", "summary", "picture_text")]


def _codes(practice) -> dict[str, tuple[str, ...]]:
    """A practice's facets, which its blocks share."""
    listed = {key: tuple(entry.code for entry in getattr(practice, name).all()) for key, name in LISTS.items()}
    published = published_on(practice)
    adopted = any(adoption.is_confirmed for adoption in practice.adoptions.all())
    return listed | {
        "adopted": ("yes",) if adopted else (),
        "country": (practice.country,),
        "region": (practice.region,),
        "maturity": (practice.maturity,),
        "network": network_codes(practice),
        "year": (str(published.year),) if published else (),
        "tag": tuple(tag.slug for tag in practice.tags.all()),
    }


def _labels(practice, language) -> str:
    entries = [entry for name in (*LISTS.values(), "context_features") for entry in getattr(practice, name).all()]
    tags = [text_in(tag, "label", language) or tag.name for tag in practice.tags.all()]
    return ", ".join([*(text_in(entry, "label", language) or "" for entry in entries), *tags])


def _where(practice, language) -> str:
    firm = practice.responsible.name if practice.responsible else ""
    parts = (firm, practice.place, region_name(practice.region, language) if practice.region else "")
    return ", ".join(one_line(part) for part in parts if part)


class PracticeSource(PageSource):
    kind = "practice"
    label = _("good practices")
    model = GoodPractice
    follows = ("blocks", "links", "tagged_items__tag", "responsible", "adoptions", "context_features", *LISTS.values())

    def complete(self, rows):
        related = ("blocks", "links", "tags", "adoptions", "context_features", *LISTS.values())
        return name_networks(list(rows.select_related("responsible").prefetch_related(*related)))

    def texts(self, row, language):
        blocks = [text for block in row.blocks.all() for text in said(block, BLOCK_TEXTS, language)]
        links = [line(link, "title", language) for link in row.links.all()]
        body = paragraphs(*said(row, IN_BODY, language), *blocks, *links, _labels(row, language), _where(row, language))
        return Texts(line(row, "heading", language), *said(row, ("summary",), language), body)

    def facets(self, row):
        return _codes(row)

    def facts(self, row, user):
        return (network_fact(row, user), one_line(row.place) or (region_name(row.region) if row.region else ""))


class BlockSource(Source):
    kind = "block"
    label = _("building blocks")
    model = BuildingBlock
    follows = (
        "practice__responsible",
        "practice__tagged_items__tag",
        "practice__adoptions",
        *(f"practice__{name}" for name in LISTS.values()),
    )
    named_by = ("title_de", "title_it")

    def live(self):
        return BuildingBlock.objects.filter(practice__live=True)

    def complete(self, rows):
        related = [f"practice__{name}" for name in ("tags", "adoptions", *LISTS.values())]
        blocks = list(rows.select_related("practice__responsible").prefetch_related(*related))
        name_networks([block.practice for block in blocks])
        return blocks

    def texts(self, row, language):
        title, text, *rest = said(row, BLOCK_TEXTS, language)
        return Texts(title, text, paragraphs(*rest, line(row.practice, "heading", language)))

    def tokens(self, row):
        return (row.practice.token,)

    def facets(self, row):
        return _codes(row.practice)

    def day(self, row):
        return published_on(row.practice)

    def url(self, row, base):
        return reverse("building-block", args=[row.pk])

    def facts(self, row, user):
        return (read(row.practice, "heading"),)


class PublicationSource(PageSource):
    kind = "publication"
    label = _("publications")
    model = Publication
    follows = ("authors",)

    def complete(self, rows):
        return list(rows.prefetch_related("authors"))

    def texts(self, row, language):
        authors = ", ".join(author.name for author in row.authors.all())
        facts = (authors, row.publisher, str(row.get_kind_display()), row.isbn, row.doi)
        body = paragraphs(*said(row, ("summary",), language), line(row, "adopted_at", language), *map(one_line, facts))
        return Texts(line(row, "heading", language), line(row, "subtitle", language), body)

    def facets(self, row):
        return {"year": (str(row.year),)}

    def day(self, row):
        return row.adopted_on or super().day(row)

    def facts(self, row, user):
        return (str(row.get_kind_display()), str(row.year))


class TermSource(Source):
    kind = "term"
    label = _("terms of the glossary")
    model = GlossaryTerm
    below = Glossary
    named_by = ("label_de", "label_it", "synonyms_de", "synonyms_it")

    def live(self):
        return GlossaryTerm.objects.all()

    def visible_to(self, user):
        return GlossaryTerm.objects.all()  # those who see the glossary; `cards` has asked

    def texts(self, row, language):
        synonyms = ", ".join(lines(text_in(row, "synonyms", language)))
        names = paragraphs(one_line(synonyms), *said(row, ("official",), language))
        return Texts(line(row, "label", language), *said(row, ("definition",), language), names)

    def findable(self, texts):
        """By its names: definitions speak of everything, and would stand before the practices that do it."""
        return replace(texts, summary="")

    def url(self, row, base):
        return f"{base}{row.slug}/"

    def facts(self, row, user):
        return (str(row.get_field_display()),)


register(PracticeSource())
register(BlockSource())
register(PublicationSource())
register(TermSource())
sources["organisation"].follows += ("practices", "adoptions")  # by which it takes part (`knowledge.organisations`)

facets.contribute(
    *(
        facets.Facet(key, library.BY_KEY[key].title, library.BY_KEY[key].labels)
        for key in ("country", "region", "field", "action", "topic", "group", "maturity", "network", "year")
    ),
    facets.Facet("tag", _("Tag"), tag_labels),
)
glossaries.contribute(
    glossaries.Glossary(
        current=wording.certain_pairs,
        shipped=lambda: wording.certain_pairs(loading.read_terms(loading.shipped()).values()),
        version=wording.version,
        may_read=lambda user: Glossary.objects.visible_to(user).exists(),
    )
)
