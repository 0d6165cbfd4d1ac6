"""Claims about the words on screen: both languages complete, each page in one of them, typography as each writes it."""

import html
import re
import shutil
from datetime import date

import polib
import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from core import catalogues
from core.management.commands.check_translations import stale

CATALOGUES = {path.parent.parent.name: path for path in catalogues.paths(catalogues.folder())}
ENGLISH = {
    "the",
    "and",
    "with",
    "your",
    "you",
    "this",
    "these",
    "has",
    "been",
    "search",
    "save",
    "draft",
    "members",
    "cancel",
}
GERMAN = {
    "und",
    "oder",
    "ist",
    "sie",
    "ihr",
    "ihre",
    "nicht",
    "anmelden",
    "suchen",
    "speichern",
    "mitglieder",
    "entwurf",
}
ITALIAN = {"della", "delle", "sono", "non", "accedi", "cerca", "salva", "annulla", "membri", "bozza", "reti"}
FOREIGN = {"de": ENGLISH | ITALIAN, "it": ENGLISH | GERMAN}

# Who → addresses below /de/ and /it/; the names in braces are looked up in the house.
PAGES = {
    "anonymous": [
        "network/",
        "network/steine/",
        "praxis/",
        "praxis/?q=zzz",
        "search/?q=zzz",
        "partner/",
        "contact/",
        "account/login/",
        "account/password/reset/",
        "account/password/reset/done/",
        "account/signup/",
        "invitation/zzz/",
        "zzz/",
    ],
    "ada": [
        "space/",
        "space/write/{network}/",
        "space/practices/{draft}/",
        "space/practices/{draft}/edit/",
        "space/practices/{submitted}/withdraw/",
        "space/networks/{network}/people/",
        "space/profile/",
        "account/email/",
        "account/password/change/",
        "account/2fa/",
        "account/logout/",
    ],
    "carla": ["space/", "space/reviews/", "space/reviews/{submitted}/", "space/networks/{network}/invite/"],
    "edda": ["space/", "space/translations/"],
    "stella": ["space/"],
}
ADDRESSES = [(who, address) for who, addresses in PAGES.items() for address in addresses]


# --- Catalogues --------------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("xgettext"), reason="No GNU gettext on this machine (apt install gettext).")
def test_every_text_in_use_is_in_both_catalogues_and_looking_changes_none():
    before = {code: path.read_bytes() for code, path in CATALOGUES.items()}
    assert list(stale(catalogues.folder())) == []
    assert {code: path.read_bytes() for code, path in CATALOGUES.items()} == before


def texts(code: str) -> list[str]:
    entries = [entry for entry in polib.pofile(str(CATALOGUES[code])) if not entry.obsolete]
    return [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]


def in_words(text: str) -> str:
    """A text without its tags and placeholders, whose quotes are not for readers."""
    return re.sub(r"<[^>]*>|%\(\w+\)[a-z]", "", text)


@pytest.mark.parametrize("code", ["de", "it"])
def test_quotes_and_apostrophes_are_typographic_and_nothing_shouts(code):
    wrong = re.compile({"de": r"[\"'”«»!]", "it": r"[\"'“”„!]"}[code])
    assert [text for text in texts(code) if wrong.search(in_words(text))] == []


@pytest.mark.parametrize(
    ("code", "intimate"),
    [
        ("de", r"\b(du|dir|dich|dein\w*)\b"),
        ("it", r"\b(tu|ti|tuo|tua|tuoi|tue|hai|sei(?! reti)|puoi|devi)\b"),
    ],
)
def test_texts_are_polite(code, intimate):
    assert [text for text in texts(code) if re.search(intimate, text, re.IGNORECASE)] == []


# --- Pages -------------------------------------------------------------------------------------------


def read_aloud(page: str) -> str:
    """What a reader or a screen reader gets of a page: text and the attributes that are text."""
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r'<(\w+)[^>]*\slang="\w\w"[^>]*>[^<]*</\1>', " ", page)  # marked as the other language
    said = re.findall(r'\s(?:aria-label|placeholder|alt|title|data-k)="([^"]*)"', page)
    return html.unescape(" ".join([re.sub(r"<[^>]+>", " ", page), *said]))


@pytest.mark.parametrize("code", ["de", "it"])
@pytest.mark.parametrize(("who", "address"), ADDRESSES)
def test_a_page_speaks_one_language(house, who, address, code):
    ids = {name: practice.pk for name, practice in house.practices.items()} | {"network": house.network_a.pk}
    answer = house.client(who).get(f"/{code}/{address.format(**ids)}")
    assert answer.status_code in ({404} if "zzz/" in address else {200})
    words = set(re.findall(r"[^\W\d_]+", read_aloud(answer.content.decode()).lower()))
    assert words & FOREIGN[code] == set()


# --- Dates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("de", 1, "seit 1. März 2026"),
        ("it", 1, "dal 1º marzo 2026"),
        ("it", 3, "dal 3 marzo 2026"),
        ("it", 8, "dall’8 marzo 2026"),
        ("it", 11, "dall’11 marzo 2026"),
        ("it", 18, "dal 18 marzo 2026"),
    ],
)
def test_a_date_stands_in_its_sentence_as_the_language_wants(code, day, expected):
    source = (
        "{% load look %}{% filter elided %}{% blocktranslate with date=value|day trimmed %}since {{ date }}"
        "{% endblocktranslate %}{% endfilter %}"
    )
    with translation.override(code):
        assert Template(source).render(Context({"value": date(2026, 3, day)})) == expected


def test_both_languages_are_those_of_the_site():
    assert set(CATALOGUES) == {code for code, _ in settings.LANGUAGES}
