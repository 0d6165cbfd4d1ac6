"""How a text is cleaned before it is kept."""

import pytest

from search.extraction.gathering import Full, Gathering, clean
from search.extraction.limits import Limits


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("Fach-\nkräfte", "Fachkräfte"),
        ("Fach\ufffekräfte Fach\x02kräfte", "Fachkräfte Fachkräfte"),
        ("Aus-\nund Weiterbildung", "Aus- und Weiterbildung"),
        ("pre-\ne post", "pre- e post"),
        ("Nord-\nItalien 2025-\n2026", "Nord-Italien 2025-2026"),
        ("Auftrag\n- erstens", "Auftrag\n- erstens"),
        ("Be\xadtrieb Be\u200btrieb", "Betrieb Betrieb"),
        ("ﬁnden Auﬂage", "finden Auflage"),
        ("u\u0308ber", "über"),
        ("a\x00b \x1bc\ue000d \ud800e", "a b c d e"),
        (" a\xa0\t b \r\n\r\n\n\n c\x0cd ", "a b\n\nc\nd"),
        ("\u202eabc", "abc"),
    ],
)
def test_a_text_is_cleaned(text, clear):
    assert clean(text) == clear


def test_what_is_full_takes_nothing_more():
    into = Gathering(Limits(characters=6, pages=1))
    into.page()
    into.add("abc")
    with pytest.raises(Full):
        into.add("defg")
    assert into.text == "abc\nde"
    with pytest.raises(Full):
        into.page()


def test_a_line_of_nothing_but_hyphens_taken_away_is_joined():
    """With the square of the time this would take minutes."""
    assert clean("a\ufffe" * 500_000 + "a") == "a" * 500_001
