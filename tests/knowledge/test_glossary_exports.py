"""The glossary as SKOS and TBX, read back by parsers that are not ours."""

from xml.etree import ElementTree as ET

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS

from knowledge.glossary.tbx import BASIC, CORE, MIN, XML
from knowledge.models import GlossaryTerm
from tests.knowledge.terms import a_term

BASE = "http://testserver/de/glossar/"
IN = {"": CORE, "min": MIN, "basic": BASIC}


@pytest.fixture
def base(settings):
    settings.SITE_URL = "http://testserver"
    return BASE


def graph_of(client, language="de") -> Graph:
    answer = client.get(f"/{language}/glossar/export.ttl")
    assert answer["Content-Type"] == "text/turtle; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="glossar.ttl"'
    return Graph().parse(data=answer.content.decode(), format="turtle")


def tbx_of(client):
    answer = client.get("/it/glossar/export.tbx")
    assert answer["Content-Type"] == "application/x-tbx+xml; charset=utf-8"
    return ET.fromstring(answer.content)


def test_skos_holds_each_concept_once_with_labels_and_definitions_in_both_languages(house, base, client):
    graph = graph_of(client)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == GlossaryTerm.objects.count() == 473
    for concept in concepts:
        for name in (SKOS.prefLabel, SKOS.definition):
            assert sorted(text.language for text in graph.objects(concept, name)) == ["de", "it"]
        assert (concept, SKOS.inScheme, URIRef(base)) in graph
    assert graph.value(URIRef(base), RDF.type) == SKOS.ConceptScheme


def test_skos_says_how_the_italian_concept_lies_to_the_german_one(house, base, client):
    graph = graph_of(client)
    wanted = {
        "exact": SKOS.exactMatch,
        "close": SKOS.closeMatch,
        "broader": SKOS.broadMatch,
        "narrower": SKOS.narrowMatch,
    }
    for term in GlossaryTerm.objects.all():
        concept = URIRef(f"{base}{term.slug}/")
        mappings = {(name, other) for name in wanted.values() for other in graph.objects(concept, name)}
        expected = {(wanted[term.relation], URIRef(f"{concept}#it"))} if term.relation in wanted else set()
        assert mappings == expected, term.slug


def test_skos_sorts_the_concepts_into_collections_by_field(house, base, client):
    graph = graph_of(client)
    members = [
        member for each in graph.subjects(RDF.type, SKOS.Collection) for member in graph.objects(each, SKOS.member)
    ]
    assert len(members) == len(set(members)) == 473


def test_both_languages_addresses_give_the_same_graph(house, base, client):
    assert client.get("/de/glossar/export.ttl").content == client.get("/it/glossar/export.ttl").content


HOSTILE = 'Wort "mit" \\ Strich\nund Zeile\t<b>&amp;</b> \x01'


def test_any_text_survives_both_formats(house, base, client):
    GlossaryTerm.objects.all().delete()
    a_term("wort", "Wort (Probe)", "parola", definition_de=HOSTILE, official_de="BBiG § 1", synonyms_it="voce\nlemma")
    clean = HOSTILE.replace("\x01", "")
    graph, concept = graph_of(client), URIRef(f"{BASE}wort/")
    assert Literal(clean, lang="de") in set(graph.objects(concept, SKOS.definition))
    assert set(graph.objects(concept, SKOS.altLabel)) == {
        Literal("Wort", lang="de"),
        Literal("voce", lang="it"),
        Literal("lemma", lang="it"),
    }
    assert graph.value(concept, DCTERMS.source) == Literal("BBiG § 1", lang="de")
    assert tbx_of(client).find(".//basic:definition", IN).text == clean


def test_tbx_holds_each_concept_with_two_languages_and_one_preferred_term_in_each(house, base, client):
    root = tbx_of(client)
    assert (root.tag, root.get("type"), root.get("style")) == (f"{{{CORE}}}tbx", "TBX-Basic", "dct")
    entries = root.findall("text/body/conceptEntry", IN)
    assert len(entries) == len({entry.get("id") for entry in entries}) == 473
    for entry in entries:
        sections = entry.findall("langSec", IN)
        assert [section.get(f"{XML}lang") for section in sections] == ["de", "it"]
        for section in sections:
            assert section.find("descripGrp/basic:definition", IN).text
            statuses = [each.text for each in section.findall("termSec/min:administrativeStatus", IN)]
            assert statuses[0] == "preferredTerm-admn-sts"
            assert set(statuses[1:]) <= {"admittedTerm-admn-sts"}
