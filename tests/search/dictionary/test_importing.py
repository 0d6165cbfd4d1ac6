from contextlib import suppress
from pathlib import Path

import pytest
from tqdm import tqdm

from search.dictionary.importing import BATCH, import_file
from search.dictionary.reading.base import Unreadable
from search.models import DictionaryEntry

pytestmark = pytest.mark.django_db

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/c1> a skos:Concept ;
    skos:prefLabel "Zirbelstubenbauer/Zirbelstubenbauerin"@de, "costruttore di stube/costruttrice di stube"@it, "x"@en ;
    skos:altLabel "Täfelschreiner (Alpen)"@de, "stubaio"@it .
<http://example.org/c2> skos:prefLabel "nur deutsch"@de .
"""
RDF_XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="http://example.org/c1">
    <skos:prefLabel xml:lang="de">Zirbelstube</skos:prefLabel>
    <skos:prefLabel xml:lang="it">stanza di cirmolo</skos:prefLabel>
  </skos:Concept>
</rdf:RDF>"""
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="de" segtype="phrase" datatype="plaintext" adminlang="de" o-tmf="x" creationtool="x"
 creationtoolversion="1"/><body>
<tu><tuv xml:lang="de-DE"><seg>Zirbel<hi>stube</hi></seg></tuv>
<tuv xml:lang="it-IT"><seg>stanza di cirmolo</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Das ist ein ganzer langer Satz.</seg></tuv>
<tuv xml:lang="it"><seg>È una frase.</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Zirbelstube</seg></tuv><tuv xml:lang="fr"><seg>chambre</seg></tuv></tu>
</body></tmx>"""


@pytest.fixture
def read(tmp_path):
    def read(name, content, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with tqdm(disable=True) as bar:
            return import_file(path, progress=bar, **options)

    return read


def entries():
    return set(DictionaryEntry.objects.values_list("german", "italian"))


def refused(report):
    return [(each.place, each.reason) for each in report.examples]


def test_our_columns_are_read_with_or_without_a_head(read):
    read("a.tsv", "Zirbelstube\tstanza di cirmolo\tn\tTirol\n")
    read("b.tsv", "field\tit\tde\ncrafts\tstanza di pino\tZirbelstube\n", source="Kammer")
    facts = DictionaryEntry.objects.values_list("italian", "field", "note", "source")
    assert set(facts) == {
        ("stanza di cirmolo", "general", "Tirol", "a.tsv"),
        ("stanza di pino", "crafts", "", "Kammer"),
    }


def test_an_import_can_be_repeated_without_doubling(read):
    lines = "".join(f"Probewort {number}\tparola {number}\n" for number in range(BATCH + 5))
    assert read("a.tsv", lines).added == BATCH + 5
    again = read("a.tsv", lines)
    assert (again.added, again.there) == (0, BATCH + 5)
    assert DictionaryEntry.objects.count() == BATCH + 5


def test_what_is_shipped_or_said_twice_is_there_already(read):
    report = read(
        "a.tsv", "werkbank\tbanco di lavoro\nZirbelstube\tstanza di cirmolo\nzirbelstube\tstanza  di cirmolo\n"
    )
    assert (report.added, report.there) == (1, 2)
    assert entries() == {("Zirbelstube", "stanza di cirmolo")}


def test_what_is_no_pair_is_refused_with_place_and_reason(read):
    DictionaryEntry.objects.create(german="Hobel", italian="hobby", forbidden=True)
    lines = ["Hobel", "\tpialla", "12\t13", "Foto\tfoto", f"{'x' * 121}\ty", "hobel\tHobby", "Kantine\tcantina"]
    report = read("a.tsv", "\n".join([*lines, "Hobel\tpialla\tn\t\tnature"]))
    assert refused(report) == [
        ("line 1", "no second column"),
        ("line 2", "one side is empty"),
        ("line 3", "no letters"),
        ("line 4", "the same word on both sides"),
        ("line 5", "longer than 120 characters"),
        ("line 6", "forbidden"),
        ("line 7", "false friends"),
        ("line 8", "“nature” is none of the fields learning, work, industry, crafts, land, society, digital, general"),
    ]
    assert (report.added, report.refused.total()) == (0, 8)


@pytest.mark.parametrize("name", ["v.ttl", "v.TTL"])
def test_each_label_of_a_concept_meets_the_preferred_one_of_the_other_language(read, name):
    read(name, TURTLE, field="crafts")
    assert entries() == {
        ("Zirbelstubenbauer", "costruttore di stube"),
        ("Zirbelstubenbauer", "stubaio"),
        ("Täfelschreiner", "costruttore di stube"),
    }


@pytest.mark.parametrize("name", ["v.rdf", "v.xml", "v.owl"])
def test_rdf_xml_is_read(read, name):
    assert read(name, RDF_XML).added == 1
    assert entries() == {("Zirbelstube", "stanza di cirmolo")}


def test_short_segments_of_a_translation_memory_become_entries(read):
    report = read("m.tmx", TMX)
    assert entries() == {("Zirbelstube", "stanza di cirmolo")}
    assert refused(report) == [("unit 2", "longer than 5 words"), ("unit 3", "not in German and Italian")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.doc", "x", r"“\.doc” is none of"),
        ("a.ttl", "@prefix oh no", "prefix"),
        ("a.ttl", "", "no concept has a preferred label in German and in Italian"),
        ("a.rdf", "<rdf:RDF>", "prefix|namespace|token|element"),
        ("a.tmx", TMX.replace("</body></tmx>", ""), "line|Premature"),
        ("a.tmx", "<html/>", "no translation units"),
        (
            "a.tsv",
            b"Zirbelstube\tstanza di cirmolo\n" * (BATCH + 1) + b"\xff\t\xfe\n",
            f"line {BATCH + 2} is not UTF-8",
        ),
    ],
    ids=["format", "no turtle", "empty", "no rdf", "cut off", "no tmx", "no text"],
)
def test_a_file_that_cannot_be_read_says_why_and_imports_nothing(read, name, content, reason):
    with pytest.raises(Unreadable, match=reason):
        read(name, content)
    assert not DictionaryEntry.objects.exists()


def test_an_external_entity_of_a_translation_memory_is_not_read(read, tmp_path):
    secret = Path(tmp_path, "secret.txt")
    secret.write_text("geheim")
    doctype = f'<!DOCTYPE tmx [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    hostile = TMX.replace("<tmx ", f"{doctype}<tmx ").replace("stanza di cirmolo", "stanza &s;")
    read("m.tmx", hostile)
    assert not any("geheim" in italian for _, italian in entries())


def test_an_external_entity_of_a_vocabulary_is_not_read(read, tmp_path):
    secret = Path(tmp_path, "secret.txt")
    secret.write_text("geheim")
    doctype = f'<!DOCTYPE rdf [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    hostile = RDF_XML.replace("<rdf:RDF", f"{doctype}<rdf:RDF").replace("stanza di cirmolo", "stanza &s;")
    with suppress(Unreadable):
        read("v.rdf", hostile)
    assert not any("geheim" in italian for _, italian in entries())
