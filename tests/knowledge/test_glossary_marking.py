"""Terms in texts: which words are marked, which are left alone, what a tip says."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from core import audience
from core.actions import set_audience
from knowledge.glossary.loading import read_terms, shipped
from knowledge.glossary.marking import Matcher, Seen, mark
from knowledge.models import Glossary, GlossaryTerm
from tests.cast import text_of, write_practice
from tests.knowledge.terms import a_term


@pytest.fixture(scope="module")
def matchers():
    """Those of the shipped terms."""
    terms = list(read_terms(shipped()).values())
    return {language: Matcher(terms, language) for language in ("de", "it")}


def marked(matchers, html, language="de") -> str:
    """The HTML with each marked word in square brackets."""
    return mark(html, matchers[language], lambda word, term: f"[{word}]", Seen())


def words(matchers, html, language="de") -> list[str]:
    found = []
    mark(html, matchers[language], lambda word, term: found.append((word, term.slug)) or word, Seen())
    return [f"{word} → {slug}" for word, slug in found]


# --- Which words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("Ausbildungsrahmenplans", "ausbildungsrahmenplan"),
        ("Handwerkskammern", "handwerkskammer"),
        ("Berufsschulen", "berufsschule"),
        ("Gesellen", "geselle"),
        ("duale Ausbildung", "duale-berufsausbildung"),
        ("Duale Ausbildungen", "duale-berufsausbildung"),
        ("dem dualen System", "duales-system"),
        ("der zuständigen Stelle", "zustaendige-stelle"),
        ("Ausbilderinnen und", "ausbilder"),
        ("die IHKs", "industrie-und-handelskammer"),
        ("zuständige\n  Stelle", "zustaendige-stelle"),
    ],
)
def test_german_inflection_is_followed(matchers, word, slug):
    assert [found.partition(" → ")[2] for found in words(matchers, f"<p>{word}</p>")] == [slug]


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("apprendisti", "auszubildende"),
        ("tutor aziendali", "tutor-aziendale"),
        ("istituti professionali", "italienisches-berufsinstitut"),
        ("piani formativi individuali", "piano-formativo-individuale"),
        ("enti bilaterali", "bilaterale-einrichtung"),
        ("dell'apprendistato professionalizzante", "apprendistato-zweite-stufe"),
        ("dell&#x27;apprendistato di primo livello", "apprendistato-erste-stufe"),
        ("centro per l&#x27;impiego", "centro-per-impiego"),
        ("centri per l’impiego", "centro-per-impiego"),
    ],
)
def test_italian_plurals_and_elisions_are_followed(matchers, word, slug):
    assert [found.partition(" → ")[2] for found in words(matchers, f"<p>{word}</p>", "it")] == [slug]


@pytest.mark.parametrize(
    "text",
    [
        "Innungsmeister und Steinmetzinnung",
        "Innungs-Fest, Bau-Innung, Innung-Süd",
        "die lehre des Lebens",
        "Kammerton &amp; Gesellschaft",
        "Der Workshop mit Protokoll und Aktivität",
    ],
)
def test_parts_of_longer_words_and_everyday_words_are_left_alone(matchers, text):
    assert words(matchers, f"<p>{text}</p>") == []


def test_the_longest_form_wins_and_hides_the_shorter_inside_it(matchers):
    assert words(matchers, "<p>der Lehrvertrag nach italienischem Recht</p>") == [
        "Lehrvertrag nach italienischem Recht → apprendistato"
    ]
    assert words(matchers, "<p>apprendistato di primo livello, poi apprendistato</p>", "it") == [
        "apprendistato di primo livello → apprendistato-erste-stufe",
        "apprendistato → apprendistato",
    ]


def test_only_the_first_occurrence_is_marked_over_all_pieces_of_a_page(matchers):
    seen = Seen()
    pieces = ["<p>Innung, Innung</p>", "<p>Die Innungen und die Kammer</p>"]
    marks = [mark(piece, matchers["de"], lambda word, term: f"[{word}]", seen) for piece in pieces]
    assert marks == ["<p>[Innung], Innung</p>", "<p>Die Innungen und die [Kammer]</p>"]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x">die Innung</a>',
        '<a href="/x"><b>die</b> Innung</a>',
        "<h2>Innung</h2>",
        "<code>Innung</code>",
        "<button>Innung</button>",
        '<p lang="it">Innung</p>',
        '<p lang="it">una <b lang="de">Innung</b></p>',
        '<span translate="no">Innung</span>',
        '<img alt="Innung"><br title="a > Innung">',
        "<!-- Innung -->",
        "<summary>Innung</summary>",
    ],
)
def test_links_headings_code_names_and_other_languages_are_left_alone(matchers, html):
    assert marked(matchers, html) == html


def test_after_what_is_left_alone_marking_goes_on(matchers):
    assert marked(matchers, '<p><a href="/x">Innung</a><br>Innung <i lang="de-DE">Kammer</i></p>') == (
        '<p><a href="/x">Innung</a><br>[Innung] <i lang="de-DE">[Kammer]</i></p>'
    )


def test_a_text_without_terms_comes_back_as_it_was(matchers):
    html = "<p>5 &lt; 6 &amp; <b>nichts</b> <br/> ü ẞ 🤝</p>"
    assert marked(matchers, html) == html


# --- On a page ---------------------------------------------------------------------------------------


def rendered(html, user, *, language="de", request=None) -> str:
    """A template's block around this HTML, as the user gets it."""
    request = request or RequestFactory().get("/")
    request.user = user
    template = Template("{% load terms %}{% glossary %}{{ html }}{% endglossary %}")
    with override(language):
        return template.render(Context({"request": request, "html": mark_safe(html)}))


def test_a_tip_shows_both_labels_the_difference_and_the_way_to_the_glossary(house):
    html = rendered("<p>Die Berufsschule, ja</p>", house.user("anonymous"))
    assert (
        '<a class="term" href="/de/glossar/berufsschule/" aria-describedby="term-berufsschule">Berufsschule</a>' in html
    )
    assert "<b>Berufsschule</b>" in html
    assert '<b lang="it">scuola professionale del sistema duale</b>' in html
    assert "Nicht mit „istituto professionale“ übersetzen" in html
    assert html.endswith("</span>, ja</p>")


def test_in_italian_the_tip_is_in_italian(house):
    html = rendered("<p>La bottega scuola</p>", house.user("anonymous"), language="it")
    assert 'href="/it/glossar/bottega-scuola/"' in html
    assert "Non tradurre con «Meisterbetrieb»" in html
    assert "Vai al glossario" in html


def test_a_term_that_says_nothing_of_a_difference_is_not_marked(house):
    GlossaryTerm.objects.all().delete()
    a_term("stein", "Stein", "pietra")
    assert rendered("<p>Ein Stein</p>", house.user("anonymous")) == "<p>Ein Stein</p>"


def test_without_a_note_in_the_reader_s_language_the_other_one_is_marked_as_such(house):
    GlossaryTerm.objects.all().delete()
    a_term("stein", "Stein", "pietra", relation="close", note_it="Attenzione.")
    assert '<span class="say" lang="it">Attenzione.</span>' in rendered("<p>Ein Stein</p>", house.user("anonymous"))


def test_a_hostile_term_is_escaped(house):
    GlossaryTerm.objects.all().delete()
    a_term("stein", "Stein", "<script>x</script>", relation="close", note_de='"><img src=x onerror=y>')
    html = rendered("<p>Ein Stein</p>", house.user("anonymous"))
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;script&gt;x&lt;/script&gt;" in html


def test_a_changed_term_is_marked_as_it_is_now(house):
    reader = house.user("anonymous")
    assert "term" in rendered("<p>Innung</p>", reader)
    GlossaryTerm.objects.filter(slug="innung").update(label_de="Zunft")
    assert rendered("<p>Innung</p>", reader) == "<p>Innung</p>"
    assert "term-innung" in rendered("<p>Zunft</p>", reader)


def test_several_blocks_of_a_page_mark_a_term_once(house):
    request, reader = RequestFactory().get("/"), house.user("anonymous")
    first, second = (rendered("<p>Innung</p>", reader, request=request) for _ in range(2))
    assert ("term-innung" in first, second) == (True, "<p>Innung</p>")


def test_where_the_glossary_is_closed_nothing_is_marked(house):
    set_audience(Glossary.objects.get(), audience.COMMUNITY, by=house.edda)
    assert rendered("<p>Innung</p>", house.user("anonymous")) == "<p>Innung</p>"
    assert "term-innung" in rendered("<p>Innung</p>", house.user("ada"))


def test_who_has_switched_the_tips_off_in_the_profile_gets_none(house):
    client = house.client("ada")
    given = {"first_name": "Ada", "last_name": "Beispiel", "language": "de"}
    client.post("/de/space/profile/", given)
    assert rendered("<p>Innung</p>", house.user("ada")) == "<p>Innung</p>"
    client.post("/de/space/profile/", given | {"term_tips": "on"})
    assert "term-innung" in rendered("<p>Innung</p>", house.user("ada"))


def test_a_practice_s_texts_are_marked_in_the_page_s_language(house, client):
    practice = write_practice(house, "Innung", wished="public")
    for language, count in (("de", 1), ("it", 0)):  # it is written in German, so in Italian it stays unmarked
        text = text_of(client.get(f"/{language}{practice.get_url()[3:]}"))
        assert text.count('id="term-innung"') == count, language
