import pytest
from django.template import Context, Template
from django.utils import translation

from core.bilingual import State
from knowledge.models import GoodPractice

pytestmark = pytest.mark.django_db  # a page object looks up its type


def render(source, language, **context):
    with translation.override(language):
        return Template("{% load bilingual %}" + source).render(Context(context))


@pytest.fixture
def both():
    return GoodPractice(
        heading_de="Stein", heading_it="Pietra", approach_de="*So*", approach_it="*Così*",
        source_language="de", translation_state=State.CURRENT,
    )  # fmt: skip


@pytest.fixture
def german_only():
    return GoodPractice(
        heading_de="Stein & Holz", approach_de="*So*", source_language="de", translation_state=State.MISSING
    )


TITLE = '<h3{% lang record "heading" %}>{% text record "heading" %}</h3>'


@pytest.mark.parametrize(("language", "html"), [("de", "<h3>Stein</h3>"), ("it", "<h3>Pietra</h3>")])
def test_a_text_in_the_readers_language_needs_no_attribute(both, language, html):
    assert render(TITLE, language, record=both) == html


def test_a_text_that_falls_back_says_its_language_and_is_escaped(german_only):
    assert render(TITLE, "de", record=german_only) == "<h3>Stein &amp; Holz</h3>"
    assert render(TITLE, "it", record=german_only) == '<h3 lang="de">Stein &amp; Holz</h3>'


@pytest.mark.parametrize("language", ["de", "it"])
def test_an_empty_text_gives_nothing(german_only, language):
    assert render(TITLE.replace("heading", "summary"), language, record=german_only) == "<h3></h3>"
    assert render('{% prose record "summary" %}', language, record=german_only) == ""


def test_prose_carries_its_language(both, german_only):
    assert render('{% prose record "approach" %}', "it", record=both) == (
        '<div class="prose"><p><em>Così</em></p>\n</div>'
    )
    assert render('{% prose record "approach" %}', "it", record=german_only) == (
        '<div class="prose" lang="de"><p><em>So</em></p>\n</div>'
    )


OTHER = '{% other_text record "heading" as second %}{% if second %}{% other_language %}: {{ second }}{% endif %}'


def test_the_other_name_stands_beside_the_readers_own(both, german_only):
    assert render(OTHER, "de", record=both) == "it: Pietra"
    assert render(OTHER, "it", record=both) == "de: Stein"
    assert render(OTHER, "de", record=german_only) == ""
    assert render(OTHER, "it", record=german_only) == ""  # the Italian reader already sees the German name


def test_a_name_that_is_the_same_in_both_languages_is_not_repeated(both):
    both.heading_it = "Stein"
    assert render(OTHER, "de", record=both) == ""


@pytest.mark.parametrize("language", ["de", "it"])
@pytest.mark.parametrize(
    ("state", "kind", "emphasised"),
    [(State.CURRENT, "speaks", False), (State.MISSING, "speaks gap", True), (State.OUTDATED, "speaks old", True)],
)
def test_the_state_of_the_languages_is_said_in_words(both, language, state, kind, emphasised):
    both.translation_state = state
    html = render("{% speaks record %}", language, record=both)
    assert f'<span class="{kind}">' in html
    assert ("<em>" in html) == emphasised
    with translation.override(language):
        source, target = translation.gettext("German"), translation.gettext("Italian")
    assert html.index(source) < html.rindex(target)


def test_a_summary_loses_its_markup_and_is_escaped():
    assert render("{{ text|plain:20 }}", "de", text="**Stein** <b> & [Holz](https://example.org)") == (
        "Stein &lt;b&gt; &amp; Holz"
    )


SWITCH = "{% language_gap record as gap %}{% if gap %}{{ gap.language }} {{ gap.kind }} {{ gap.label }}{% endif %}"


@pytest.mark.parametrize(
    ("state", "said"),
    [(State.CURRENT, ""), (State.MISSING, "it gap fehlt"), (State.OUTDATED, "it old veraltet")],
)
def test_the_switch_says_where_the_other_language_is_missing_or_behind(both, state, said):
    both.translation_state = state
    assert render(SWITCH, "de", record=both) == said


def test_a_page_that_is_no_record_has_no_gap():
    assert render(SWITCH, "de", record=None) == ""
