"""The picture of a page where it is shared: what is drawn, and that it is drawn once."""

import threading
from io import BytesIO

import pytest
from PIL import Image

from core import colours, social
from core.drawn import Busy
from core.social import BOTTOM, LEFT, PANEL, RIGHT, TOP, Card, draw, fit, picture, wrap

SPECIAL = "äöüÄÖÜß àèéìòù ÀÈÉÌÒÙ „Zitat“ «citazione» ‚so‘ – — ’ … € · ½ № ç ñ č š ž"
TITLES = {
    "short": "Reben",
    "special": SPECIAL,
    "long": ("Fachkräfteeinwanderungsgesetz-Verordnung: perché l’alternanza è più „dual“ – " * 4)[:200],
    "one word": "ß" * 200,
    "markup": "<script>alert(1)</script>\x00\u202e\n\t&amp; {{ x }}",
    "nothing": "",
    "blank": " \u00ad ",
}


def opened(png) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "social"


@pytest.mark.parametrize("name", TITLES)
def test_any_title_gives_a_small_picture_of_the_right_size_with_its_margins_free(name):
    png = draw(Card(TITLES[name], "Gute Praxis", TITLES[name], "stein-und-zukunft", 8))
    image = opened(png)
    assert image.size == (1200, 630)
    assert len(png) < 60_000
    margins = [(0, 0, LEFT - 4, 630), (RIGHT + 2, 0, PANEL, 630), (0, 600, PANEL, 630)]
    for box in margins:
        assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), (249, 245, 236))]


def test_every_letter_of_both_languages_is_in_the_font():
    face = social.font("Regular", 40)
    missing = bytes(face.getmask("\ufffe"))
    assert [c for c in SPECIAL if c != " " and bytes(face.getmask(c)) == missing] == []


@pytest.mark.parametrize("name", ["short", "special", "long"])
def test_a_title_is_whole_and_so_is_each_of_its_words(name):
    face, lines = fit(TITLES[name], "Regular", social.SIZES, RIGHT - LEFT, BOTTOM - TOP)
    words = "-".join(" ".join(lines).split("- ")).split()
    assert words == TITLES[name].split()
    assert max(map(face.getlength, lines)) <= RIGHT - LEFT


def test_a_longer_title_is_set_smaller():
    sizes = [fit("Lehre und Praxis " * n, "Regular", social.SIZES, 680, 310)[0].size for n in (1, 4, 8, 12)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 2


def test_only_a_word_wider_than_the_picture_is_divided():
    face, lines = fit("ß" * 200, "Regular", social.SIZES, 680, 310)
    assert "".join(lines) == "ß" * 200
    assert max(map(face.getlength, lines)) <= 680


def test_what_does_not_fit_at_all_ends_in_an_ellipsis():
    _face, lines = fit("Wort " * 400, "Regular", social.SIZES, 680, 310)
    assert lines[-1].endswith("Wort …")


def test_lines_are_of_about_one_length_and_no_more_than_needed():
    title = "Was in einem Land gelingt, soll im anderen Schule machen."
    face, lines = fit(title, "Regular", [76], 680, 370)
    greedy = wrap([f"{word} " for word in title.split()], face, 680)
    assert len(lines) == len(greedy)
    assert max(map(face.getlength, lines)) < max(map(face.getlength, greedy))
    assert min(map(face.getlength, lines)) > 0.6 * max(map(face.getlength, lines))


def test_the_picture_has_the_ink_of_its_network():
    red, blue = (opened(draw(Card("Reben", "", "", "reben", hue))) for hue in (0, 8))
    assert red.tobytes() != blue.tobytes()
    assert _rgb(red.getpixel((1195, 5))) == colours.tint(0)
    assert _rgb(blue.getpixel((1195, 5))) == colours.tint(8)


def _rgb(pixel) -> str:
    return "#{:02x}{:02x}{:02x}".format(*pixel)


def test_the_version_changes_with_each_thing_that_is_drawn():
    card = Card("a", "b", "c", "d", 1)
    others = [Card("x", "b", "c", "d", 1), Card("a", "x", "c", "d", 1), Card("a", "b", "x", "d", 1)]
    others += [Card("a", "b", "c", "x", 1), Card("a", "b", "c", "d", 2), Card("ab", "", "c", "d", 1)]
    assert len({each.version for each in [card, *others]}) == 7
    assert Card("a", "b", "c", "d", 1).version == card.version


def test_a_picture_is_drawn_once(folder, monkeypatch):
    first = picture(Card("Einmal"))
    monkeypatch.setattr(social, "draw", lambda card: pytest.fail("drawn twice"))
    assert picture(Card("Einmal")) == first
    assert [file.name for file in folder.iterdir()] == [f"{Card('Einmal').version}.png"]


def test_old_pictures_make_room_for_new_ones(folder, monkeypatch):
    monkeypatch.setattr(social.pictures, "most", 20)
    monkeypatch.setattr(social, "draw", lambda card: card.title.encode())
    for number in range(60):
        picture(Card(str(number)))
        assert len(list(folder.iterdir())) <= 20
    assert (folder / f"{Card('59').version}.png").exists()


def test_one_drawing_at_a_time(folder, monkeypatch):
    begun, end = threading.Event(), threading.Event()

    def slowly(card):
        begun.set()
        end.wait(10)
        return b"drawn"

    monkeypatch.setattr(social, "draw", slowly)
    monkeypatch.setattr(social.pictures, "patience", 0.05)
    first = threading.Thread(target=picture, args=[Card("eins")])
    first.start()
    begun.wait(10)
    with pytest.raises(Busy):
        picture(Card("zwei"))
    end.set()
    first.join()
    assert picture(Card("eins")) == b"drawn"


def test_the_colours_are_those_of_the_sheet():
    assert colours.to_hex(colours.from_hex("#0b5157")) == "#0b5157"
    assert colours.ink(None) == "#0b5157"
    assert colours.ink(8) == "#335b95"  # oklch(.47 .105 258), as browsers compute it
    assert len({colours.ink(number) for number in range(12)}) == 12
