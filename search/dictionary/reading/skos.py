"""Vocabularies in SKOS: concepts with preferred and other labels. rdflib holds the whole graph in memory."""

from itertools import chain
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import SKOS

from search.dictionary.reading.base import Found, Unreadable, without_detail

FORMATS = {".rdf": "xml", ".xml": "xml", ".owl": "xml", ".ttl": "turtle"}


def read(path: Path, progress):
    """Each label of a concept with the preferred one of the other language. Raises Unreadable."""
    graph = Graph()
    try:
        graph.parse(path, format=FORMATS[path.suffix.lower()])
    except Exception as error:  # rdflib's parsers raise whatever theirs raise: SAX errors, ValueErrors, their own
        raise Unreadable(" ".join(str(error).split())[:300]) from error
    bilingual = 0
    concepts = sorted(set(graph.subjects(SKOS.prefLabel)))
    progress.total = len(concepts)
    for concept in concepts:
        progress.update()
        labels = {language: _labels(graph, concept, language) for language in ("de", "it")}
        for german, italian in _pairs(*labels.values()):
            bilingual += 1
            yield Found(str(concept), german, italian)
    if not bilingual:
        raise Unreadable("no concept has a preferred label in German and in Italian")


def _labels(graph, concept, language) -> tuple[list[str], list[str]]:
    """The preferred and the other labels of a concept."""
    return tuple(
        sorted({without_detail(label) for label in graph.objects(concept, relation) if _speaks(label, language)})
        for relation in (SKOS.prefLabel, SKOS.altLabel)
    )


def _speaks(label, language) -> bool:
    return (getattr(label, "language", None) or "").lower().partition("-")[0] == language


def _pairs(german, italian):
    preferred_german, other_german = german
    preferred_italian, other_italian = italian
    return chain(
        ((de, it) for de in preferred_german for it in [*preferred_italian, *other_italian]),
        ((de, it) for de in other_german for it in preferred_italian),
    )
