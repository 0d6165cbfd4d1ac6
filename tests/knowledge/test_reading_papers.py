"""A practice on paper and as a reference: the PDF is accessible and takes every word as a word; citations are exact."""

import json
import os
from datetime import UTC, datetime
from io import BytesIO

import bibtexparser
import pytest
from django.utils.html import strip_tags
from django.utils.translation import override
from pypdf import PdfReader

from knowledge import scheduled
from knowledge.library import citing, paper
from knowledge.library.nodes import nodes
from knowledge.models import BuildingBlock, GoodPractice, PracticeFile, PracticeLink
from tests.cast import fresh, publish

HOSTILE = (
    '#eval("1+1") #import "x": * $x^2$ *fett* **dick** _unter_ @label <marke> \\alpha `code` ```raw``` '
    '// Kommentar /* noch einer */ ~ -- --- = Titel + Punkt / Begriff: x #sys.inputs #read("data.json")'
)


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def practice(house):
    practice = fresh(house.practices["public"])
    practice.heading_it = "Il pezzo itinerante"
    practice.responsible, practice.licence = house.organisations["firm"], "CC-BY-4.0"
    practice.first_published_at = datetime(2025, 11, 3, 12, tzinfo=UTC)
    practice.picture, practice.picture_text_de = house.images["public"], "Ein Stein auf Reisen"
    practice.approach_de = HOSTILE
    practice.results_de = "- eins\n- zwei\n\n> Zitat\n\n1. erst\n2. dann [hier](https://example.org/a_b#c)"
    practice.blocks = [BuildingBlock(title_de=HOSTILE[:90], text_de=HOSTILE)]
    practice.links = [PracticeLink(title_de="Film #1", url="https://example.org/film")]
    publish(practice)
    GoodPractice.objects.filter(pk=practice.pk).update(first_published_at=practice.first_published_at)
    return fresh(practice)


def pdf_of(practice, house, language="de", actor="anonymous"):
    answer = house.client(actor).get(f"/{language}/practices/{practice.pk}/practice.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.content))


def words_of(pdf) -> str:
    """The text of all pages, words that were divided at a line's end made whole."""
    return " ".join("".join(each.extract_text() for each in pdf.pages).replace("\xad", "").split())


def elements(node, found):
    """Every element of a PDF's tree of tags."""
    if isinstance(node, list):
        for each in node:
            elements(each, found)
    elif hasattr(node, "get_object") and isinstance(node.get_object(), dict):
        node = node.get_object()
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            elements(node["/K"], found)
    return found


def test_the_pdf_says_that_it_is_accessible(house, practice):
    pdf = pdf_of(practice, house)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "de"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    assert (pdf.metadata.title, pdf.metadata.author) == (practice.heading_de, "Steinmetz Probe")


def test_the_pdf_is_tagged_with_headings_lists_links_and_the_text_for_the_picture(house, practice):
    found = elements(pdf_of(practice, house).trailer["/Root"]["/StructTreeRoot"]["/K"], [])
    kinds = {str(each["/S"]) for each in found}
    assert kinds >= {"/H1", "/H2", "/P", "/L", "/LI", "/Link", "/Figure", "/BlockQuote"}
    assert [str(each["/Alt"]) for each in found if each["/S"] == "/Figure"] == ["Ein Stein auf Reisen"]


def test_the_pdf_has_a_bookmark_for_every_section(house, practice):
    top = [mark.title for mark in pdf_of(practice, house).outline if not isinstance(mark, list)]
    assert top == [
        "Angaben", "Ausgangslage", "Vorgehen", "Ergebnisse", "Wer, wo und wann",
        "Was schwierig war und was geholfen hat", "Bausteine", "Material", "Zitieren als",
    ]  # fmt: skip


def test_a_text_in_the_other_language_says_so_in_the_pdf(house, practice):
    pdf = pdf_of(practice, house, "it")
    assert pdf.trailer["/Root"]["/Lang"] == "it"
    assert pdf.metadata.title == "Il pezzo itinerante"
    languages = {
        str(each["/Lang"]) for each in elements(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"], []) if "/Lang" in each
    }
    assert "de" in languages


def test_what_people_wrote_is_never_read_as_typst(house, practice):
    words = words_of(pdf_of(practice, house)).replace(" ", "")
    for piece in (
        '#eval("1+1")',
        '#import"x":*',
        "$x^2$",
        "@label<marke>\\alpha`code````raw```",
        "//Kommentar",
        "#sys",
    ):
        assert piece in words, piece
    assert "Film#1" in words


@pytest.mark.parametrize("field", ["heading_de", "summary_de", "approach_de", "picture_text_de"])
@pytest.mark.parametrize(
    "text", [HOSTILE[:200], "\\", '"', "#", "[", "]) #panic()", "日本 🤝 \u200d\u202e", "\x00\x1b"]
)
def test_no_text_breaks_the_drawing(house, practice, field, text):
    setattr(practice, field, text)
    with override("de"):
        assert paper.paper(practice, "https://example.org/").startswith(b"%PDF-1.7")


def test_a_paper_is_drawn_once_for_a_version_and_language(house, practice, monkeypatch, tmp_path):
    drawn = []
    draw = paper.draw
    monkeypatch.setattr(paper, "draw", lambda *args: drawn.append(args) or draw(*args))
    for language in ("de", "de", "it", "de"):
        pdf_of(practice, house, language)
    assert len(drawn) == 2
    assert len(list((tmp_path / "papers").glob("*.pdf"))) == 2
    practice.approach_de = "Neu"
    publish(practice)
    assert "Neu" in words_of(pdf_of(practice, house))


def test_the_oldest_papers_go_first(practice, monkeypatch, tmp_path):
    monkeypatch.setattr(paper.papers, "most", 2)
    for number in range(4):
        paper.papers.keep(tmp_path / "papers" / f"{number}.pdf", b"x")
    assert (tmp_path / "papers" / "3.pdf").exists()
    assert len(list((tmp_path / "papers").glob("*.pdf"))) <= 3


def test_while_another_paper_is_drawn_one_is_asked_to_come_back(house, practice, monkeypatch):
    monkeypatch.setattr(paper.papers, "patience", 0.01)
    with paper.papers.drawing:
        answer = house.client("anonymous").get(f"/de/practices/{practice.pk}/practice.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_the_contact_stands_on_no_paper(house, practice):
    practice.contact = "Ilka 0351-4711"
    publish(practice)
    assert "Ilka" not in words_of(pdf_of(practice, house, actor="ada"))


@pytest.mark.parametrize("text", ["*a " * 400 + "a*" * 400, "**a *b " * 400 + "c* d** " * 400, "> - " * 400 + "a"])
def test_no_depth_of_markup_breaks_the_drawing(house, practice, text):
    GoodPractice.objects.filter(pk=practice.pk).update(approach_de=text)
    assert pdf_of(practice, house).pages


def test_files_that_not_every_reader_may_see_stand_on_no_paper(house, practice):
    document = house.documents["public"]
    practice.attachments = [PracticeFile(document=document, caption_de="Plan")]
    publish(practice)
    assert paper.written(fresh(practice), "")["picture"]
    type(document).objects.filter(pk=document.pk).update(token="committee")
    type(practice.picture).objects.filter(pk=practice.picture_id).update(token="committee")
    data = paper.written(fresh(practice), "")
    assert (data["picture"], [each["text"] for each in data["material"]]) == (None, ["Film #1"])


def test_light_markup_becomes_plain_data():
    assert nodes("Ein *Wort* und [hier](https://example.org), [nicht](javascript:x)\n\n- a") == [
        {
            "t": "p",
            "c": [
                {"t": "text", "s": "Ein "},
                {"t": "em", "c": [{"t": "text", "s": "Wort"}]},
                {"t": "text", "s": " und "},
                {"t": "link", "u": "https://example.org", "c": [{"t": "text", "s": "hier"}]},
                {"t": "text", "s": ", [nicht](javascript:x)"},
            ],
        },
        {"t": "ul", "c": [{"t": "li", "c": [{"t": "p", "c": [{"t": "text", "s": "a"}]}]}]},
    ]


# --- References -------------------------------------------------------------------------------------


def cited(practice, language):
    with override(language):
        return strip_tags(citing.sentence(practice, "https://example.org/x/"))


def test_a_practice_is_cited_as_each_language_does(house, practice):
    practice.heading_de = "Das Wanderstück"
    number = practice.pk
    assert cited(practice, "de") == (
        f"Steinmetz Probe (2025): Das Wanderstück. ConnActions, Gute Praxis Nr. {number}. "
        "https://example.org/x/. CC BY 4.0."
    )
    assert cited(practice, "it") == (
        f"Steinmetz Probe, Il pezzo itinerante, ConnActions, buona pratica n. {number}, 2025, "
        "https://example.org/x/. CC BY 4.0."
    )


def test_without_an_organisation_the_person_is_the_author(house, practice):
    practice.responsible = None
    assert cited(practice, "de").startswith("Beispiel, Ada (2025): ")
    assert cited(practice, "it").startswith("A. Beispiel, ")
    practice.owner = None
    assert cited(practice, "de").startswith("Praxis Kanarienvogel")


def entry_of(practice):
    library = bibtexparser.parse_string(citing.bibtex(practice, "https://example.org/a_b/"))
    assert library.failed_blocks == []
    return library.entries[0]


def test_bibtex_is_read_by_a_parser(house, practice):
    practice.heading_de = "Das Wanderstück"
    with override("de"):
        entry = entry_of(practice)
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("misc", f"connactions-{practice.pk}")
    assert fields == {
        "author": "{Steinmetz Probe}",
        "title": "{Das Wanderstück}",
        "year": "2025",
        "month": "nov",
        "howpublished": "ConnActions",
        "number": str(practice.pk),
        "url": "https://example.org/a_b/",
        "langid": "ngerman",
        "note": "CC BY 4.0",
    }


@pytest.mark.parametrize("text", ["50 % & mehr_ #1 $x$", "a{b", "a}b", "a\\b~c^d", "} , note = {x}", '"@misc{x,'])
def test_special_characters_stay_within_their_field(house, practice, text):
    practice.heading_de = text
    with override("de"):
        assert {field.key for field in entry_of(practice).fields} >= {"author", "title", "note", "url"}
    written = citing.escaped(text)
    assert written.count("{") == written.count("}")
    assert citing.escaped("50 % & a_b #1 {x} \\ ~^") == (
        r"50 \% \& a\_b \#1 \textbraceleft{}x\textbraceright{} \textbackslash{} \textasciitilde{}\textasciicircum{}"
    )


def test_csl_json_names_author_title_date_and_licence(house, practice):
    answer = house.client("anonymous").get(f"/de/practices/{practice.pk}/cite.json")
    assert answer["Content-Disposition"] == f'attachment; filename="connactions-{practice.pk}.json"'
    (item,) = json.loads(answer.content)
    assert item["id"] == f"connactions-{practice.pk}"
    assert (item["type"], item["language"], item["container-title"]) == ("webpage", "de", "ConnActions")
    assert item["author"] == [{"literal": "Steinmetz Probe"}]
    assert item["issued"] == {"date-parts": [[2025, 11, 3]]}
    assert item["URL"].endswith(practice.get_url())
    assert item["note"] == "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"


def test_what_was_drawn_a_week_ago_is_removed_and_drawn_anew_when_it_is_asked_for(practice, house, tmp_path):
    pdf_of(practice, house)
    pdf_of(practice, house, "it")
    (old, young) = sorted((tmp_path / "papers").iterdir())
    week = 8 * 24 * 60 * 60
    os.utime(old, (old.stat().st_mtime - week, old.stat().st_mtime - week))
    (tmp_path / "papers" / "half.123").write_bytes(b"%PDF")
    os.utime(tmp_path / "papers" / "half.123", (0, 0))
    assert scheduled.forget_old_papers() == 2
    assert list((tmp_path / "papers").iterdir()) == [young]
    pdf_of(practice, house)
    pdf_of(practice, house, "it")
    assert sorted((tmp_path / "papers").iterdir()) == [old, young]


def test_nothing_was_ever_drawn_and_nothing_is_removed(tmp_path):
    assert scheduled.forget_old_papers() == 0
