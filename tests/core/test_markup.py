from time import process_time

import pytest

from core.markup import plain, to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Eine Zeile\nnoch eine", "<p>Eine Zeile<br>\nnoch eine</p>\n"),
        ("Ein Absatz\n\nnoch einer", "<p>Ein Absatz</p>\n<p>noch einer</p>\n"),
        ("- eins\n- zwei", "<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>\n"),
        ("1. uno\n2. due", "<ol>\n<li>uno</li>\n<li>due</li>\n</ol>\n"),
        ("*wichtig* und **sehr**", "<p><em>wichtig</em> und <strong>sehr</strong></p>\n"),
        ("> Gesagt ist gesagt", "<blockquote>\n<p>Gesagt ist gesagt</p>\n</blockquote>\n"),
    ],
)
def test_paragraphs_lists_emphasis_and_quotations_are_kept(text, html):
    assert to_html(text).replace("<br />", "<br>") == html


def test_a_foreign_link_passes_nothing_on():
    assert to_html("[dort](https://example.org/a)") == (
        '<p><a href="https://example.org/a" rel="noopener nofollow">dort</a></p>\n'
    )


def test_links_to_this_site_and_mail_addresses_are_plain_links(settings):
    settings.SITE_URL = "https://connactions.example"
    assert to_html("[hier](https://connactions.example/de/)") == (
        '<p><a href="https://connactions.example/de/">hier</a></p>\n'
    )
    assert to_html("<a@example.org>") == '<p><a href="mailto:a@example.org">a@example.org</a></p>\n'


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onmouseover=alert(1)>fett</b>",
        "<a href='javascript:alert(1)'>hier</a>",
        "<div>\n\n<script>alert(1)</script>\n\n</div>",
        "<<script>script>alert(1)<</script>/script>",
        "<!-- <script>alert(1)</script> -->",
        "> - <iframe src=//example.org></iframe>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "*<svg/onload=alert(1)>*",
    ],
)
def test_html_stays_text(text):
    html = to_html(text)
    allowed = ("p", "/p", "ul", "/ul", "li", "/li", "blockquote", "/blockquote", "em", "/em", "br /", "br")
    tags = [part.partition(">")[0] for part in html.split("<")[1:]]
    assert [tag for tag in tags if tag not in allowed] == []


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//example.org/",
        "/de/account/logout/",
    ],
)
def test_links_lead_to_web_and_mail_addresses_only(target):
    assert "<a" not in to_html(f"[hier]({target})")
    assert "<a" not in to_html(f"<{target}>")


def test_a_link_cannot_bring_attributes_along():
    html = to_html('[hier](https://example.org/"onclick="alert(1) "Titel\\"onclick=\\"x")')
    assert 'onclick="' not in html.replace("&quot;", "")


@pytest.mark.parametrize(
    "text", ["# Titel", "Titel\n=====", "![Bild](https://example.org/x.png)", "```\ncode\n```", "    code"]
)
def test_headings_pictures_and_code_are_no_markup(text):
    html = to_html(text)
    assert not any(tag in html for tag in ("<h1", "<img", "<pre", "<code"))


def test_plain_is_one_line_without_markup():
    assert plain("*Ein* [Wort](https://example.org)\nund **noch** eins\n\n- Punkt") == "Ein Wort und noch eins Punkt"


def test_plain_cuts_at_a_word():
    assert plain("Auszubildende messen ihren Weinberg", 21) == "Auszubildende messen…"
    assert plain("Auszubildende messen ihren Weinberg", 25) == "Auszubildende messen…"
    assert plain("Auszubildende messen, was wächst", 22) == "Auszubildende messen…"
    assert plain("kurz", 4) == "kurz"
    assert plain("Donaudampfschifffahrt", 10) == "Donaudamp…"


@pytest.mark.parametrize("piece", ["[", "[a](", "*a ", "**a *b ", "<http://a", "_"])
def test_a_very_long_text_costs_no_more_than_its_length(piece):
    start = process_time()
    html = to_html(f"eins\n\nzwei\n{piece * 200_000}")
    assert html.startswith("<p>eins</p>\n<p>zwei<br")
    assert process_time() - start < 5
