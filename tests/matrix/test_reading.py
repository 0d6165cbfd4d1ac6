"""The audience matrix: each actor × each audience × each way of reading (law 1).

Each object carries a canary word. A cell holds when the answer's bytes hold the word exactly where the table
`tests.cast.MAY_SEE` says so. A new way of reading gets a function here.
"""

from urllib.parse import quote

import pytest
from django.utils.html import escape

from core.actions import set_audience
from knowledge.models import BlockUse, BuildingBlock, Glossary, GlossaryTerm, GoodPractice
from tests.cast import ACTORS, AUDIENCES, MAY_SEE, canary, picture_of, status_of, text_of, write_practice
from tests.knowledge.terms import a_term

PRACTICES = {"public": "public", "community": "community", "network": "network_a", "draft": None, "submitted": None}
# What a practice's author, its coordinators and the team see of it before it is admitted, on their own pages only.
FOLLOWERS = {"ada", "carla", "edda", "root"}


def words(client, *addresses) -> str:
    """All bytes of the answers, bodies and headers, as text; without the address that was asked for, which comes
    back in the language switch and in login links and tells nobody anything new."""
    parts, kept = [], getattr(client, "kept", {})
    for address in addresses:
        if address not in kept:
            answer = client.get(address)
            assert answer.status_code < 500, f"{address}: {answer.status_code}"
            kept[address] = text_of(answer)
        text = kept[address]
        for echo in (address, address[3:], address[3:].partition("?")[0]):
            for written in (escape(echo), quote(echo), echo):
                text = text.replace(written, "") if len(echo) > 1 else text
        parts.append(text)
    return "\n".join(parts)


def asks_once(client):
    """The client of a test that changes nothing: what it has asked for once is not asked for again."""
    client.kept = {}
    return client


def page(language):
    return lambda house, client, name: words(client, f"/{language}{house.pages[name].get_url()[3:]}")


def redirect(house, client, name):
    return client.get(f"/alt-{name}").headers.get("Location", "")


# Ways in which a page may be read. The canary stands in its title and text, or in its address (seite-<canary>).
PAGE_WAYS = {
    "page in German": page("de"),
    "page in Italian": page("it"),
    "home": lambda house, client, name: words(client, "/de/", "/it/"),
    "contact page, bodies": lambda house, client, name: words(client, "/de/contact/", "/it/partner/"),
    "its network's page": lambda house, client, name: words(
        client, house.network_a.get_url(), house.network_b.get_url(), "/de/network/"
    ),
    "search": lambda house, client, name: words(client, "/de/search/?q=Kanarien", "/it/search/?q=Seite"),
    "sitemap": lambda house, client, name: words(client, "/sitemap.xml"),
    "feed": lambda house, client, name: words(client, "/de/feeds/practices/"),
    "redirect": redirect,
    "not found": lambda house, client, name: words(client, f"{house.pages[name].get_url()}nirgends/"),
    "preview by parameters": lambda house, client, name: words(
        client, f"{house.pages[name].get_url()}?preview=1&revision={house.pages[name].latest_revision_id}"
    ),
    "translation work list": lambda house, client, name: words(client, "/de/space/translations/"),
    "start page": lambda house, client, name: words(client, "/de/space/"),
    "file": lambda house, client, name: words(client, house.documents[name].url),
    "image": lambda house, client, name: str(status_of(client, house.images[name].file.url) == 200),
    "rendition": lambda house, client, name: str(status_of(client, house.renditions[name].url) == 200),
    "picture for sharing": lambda house, client, name: str(status_of(client, picture_of(house.pages[name])) == 200),
    "old picture for sharing": lambda house, client, name: str(
        status_of(client, f"/it/social/{house.pages[name].pk}-0.png") == 302
    ),
    "file's name in the wrong folder": lambda house, client, name: words(
        client, house.documents[name].url.replace("documents", "images"), house.documents[name].url + "/x"
    ),
}
SOMETIMES = {  # ways that show less than everything one may see (the menu, say); never more
    "not found",
    "feed",
    "file's name in the wrong folder",
    "home",
    "contact page, bodies",
    "its network's page",
    "sitemap",
    "translation work list",
    "start page",
    "search",
    "preview by parameters",
}
EXACT = set(PAGE_WAYS) - SOMETIMES


def found(way, text, name) -> bool:
    if text in {"True", "False"}:  # pictures: whether they are given out
        return text == "True"
    return canary(name).lower() in text.lower()


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("way", PAGE_WAYS)
def test_a_page_or_file_is_read_by_its_audience_only(house, way, actor):
    client = asks_once(house.client(actor))
    for name in AUDIENCES:
        text = PAGE_WAYS[way](house, client, name)
        seen = found(way, text, name)
        if seen:
            assert actor in MAY_SEE[name], f"{actor} reads {name} by {way}"
        if way in EXACT:
            assert seen == (actor in MAY_SEE[name]), f"{actor} should read {name} by {way}"


PRACTICE_WAYS = {
    "page in German": lambda practice: [f"/de{practice.get_url()[3:]}"],
    "page in Italian": lambda practice: [f"/it{practice.get_url()[3:]}"],
    "library": lambda practice: ["/de/praxis/", "/it/praxis/?q=Praxis"],
    "home and network": lambda practice: ["/de/", "/de/network/steine/"],
    "search": lambda practice: ["/de/search/?q=Praxis"],
    "feed and sitemap": lambda practice: ["/de/feeds/practices/", "/sitemap.xml"],
    "sheet": lambda practice: [f"/de/practices/{practice.pk}/sheet/", f"/it/practices/{practice.pk}/sheet/"],
    "citation": lambda practice: [f"/de/practices/{practice.pk}/cite.bib", f"/it/practices/{practice.pk}/cite.json"],
    "status": lambda practice: [f"/de/space/practices/{practice.pk}/"],
    "edit": lambda practice: [f"/de/space/practices/{practice.pk}/edit/"],
    "section": lambda practice: [f"/de/space/practices/{practice.pk}/sections/people/"],
    "translation": lambda practice: [f"/de/space/practices/{practice.pk}/translate/"],
    "versions": lambda practice: [
        f"/de/space/practices/{practice.pk}/versions/",
        f"/de/space/practices/{practice.pk}/versions/compare/?old={practice.latest_revision_id}"
        f"&new={practice.latest_revision_id}",
        f"/de/space/practices/{practice.pk}/versions/{practice.latest_revision_id}/",
    ],
    "preview": lambda practice: [f"/de/space/practices/{practice.pk}/preview/"],
    "review": lambda practice: [f"/de/space/reviews/{practice.pk}/", "/de/space/reviews/"],
    "start page": lambda practice: ["/de/space/"],
    "Wagtail editor": lambda practice: [
        f"/admin/pages/{practice.pk}/edit/",
        f"/admin/pages/{practice.pk}/history/",
        f"/admin/pages/{practice.pk}/view_draft/",
        f"/admin/pages/{practice.pk}/revisions/{practice.latest_revision_id}/view/",
        f"/admin/pages/{practice.get_parent().pk}/",
        f"/admin/pages/{practice.pk}/delete/",
    ],
}
EXACT_PRACTICE_WAYS = {"page in German", "page in Italian", "sheet", "citation"}
OPEN_WAYS = EXACT_PRACTICE_WAYS | {"library", "home and network", "search", "feed and sitemap"}


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("way", PRACTICE_WAYS)
def test_a_practice_is_read_by_its_audience_and_its_drafts_by_whom_they_concern(house, way, actor):
    client = asks_once(house.client(actor))
    for key, audience in PRACTICES.items():
        practice = house.practices[key]
        text = words(client, *PRACTICE_WAYS[way](practice))
        seen = canary(f"practice_{key}").lower() in text.lower()
        readers = MAY_SEE[audience] if audience else set()
        if seen and way in OPEN_WAYS:
            assert actor in readers, f"{actor} reads {key} by {way}"
        elif seen:
            assert actor in readers | FOLLOWERS, f"{actor} reads {key} by {way}"
        if way in EXACT_PRACTICE_WAYS:
            assert seen == (actor in readers), f"{actor} should read {key} by {way}"
        if way in {"status", "preview"}:
            assert seen == (actor in FOLLOWERS), f"{actor} should follow {key} by {way}"


@pytest.mark.parametrize("actor", ACTORS)
def test_a_practice_is_compared_and_drawn_for_its_audience_only(house, actor, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    client = house.client(actor)
    beside = house.practices["public"]
    for key, audience in PRACTICES.items():
        practice, reads = house.practices[key], audience is not None and actor in MAY_SEE[audience]
        drawn = status_of(client, f"/de/practices/{practice.pk}/practice.pdf")
        assert drawn == (200 if reads else 404), f"{actor} should get the PDF of {key}: {reads}"
        if practice != beside:
            text = words(client, f"/de/compare/?id={beside.pk}&id={practice.pk}")
            assert (canary(f"practice_{key}") in text) == reads, f"{actor} should compare {key}: {reads}"


BLOCK_WAYS = {
    "page in German": lambda block: [f"/de/blocks/{block.pk}/"],
    "page in Italian": lambda block: [f"/it/blocks/{block.pk}/"],
    "list": lambda block: ["/de/blocks/", "/it/blocks/?q=Baustein"],
    "its practice's page": lambda block: [block.practice.get_url()],
    "a practice that uses it": lambda block: [f"/de/network/reben/{USER}/", f"/it/network/reben/{USER}/"],
}
USER = "nutzt-bausteine"


@pytest.fixture
def blocks(house):
    """A block of each practice, all of them used by a practice that everybody may read."""
    found = {}
    user = write_practice(house, "Nutzt", parent=house.network_b, author=house.berta)
    GoodPractice.objects.filter(pk=user.pk).update(slug=USER, url_path=f"{house.network_b.url_path}{USER}/")
    for key, practice in house.practices.items():
        word = canary(f"block_{key}")
        found[key] = BuildingBlock.objects.create(practice=practice, title_de=f"Baustein {word}", text_de=word)
        BlockUse.objects.create(practice=user, block=found[key], note_de=f"Anders {word}")
    return found


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("way", BLOCK_WAYS)
def test_a_building_block_is_read_with_its_practice_only(house, blocks, way, actor):
    client = asks_once(house.client(actor))
    for key, audience in PRACTICES.items():
        text = words(client, *BLOCK_WAYS[way](blocks[key]))
        reads = audience is not None and actor in MAY_SEE[audience]
        assert (canary(f"block_{key}") in text) == reads, f"{actor} should read the block of {key} by {way}: {reads}"


NEWS_WAYS = {
    "page in German": lambda piece: [f"/de{piece.get_url()[3:]}"],
    "page in Italian": lambda piece: [f"/it{piece.get_url()[3:]}"],
    "list": lambda piece: ["/de/news/", "/it/news/?year=" + str(piece.date.year), "/de/news/?network=steine"],
    "home": lambda piece: ["/de/", "/it/"],
    "its network's page": lambda piece: ["/de/network/steine/"],
    "search": lambda piece: ["/de/search/?q=Nachricht"],
    "feed": lambda piece: ["/de/feeds/news/", "/it/feeds/news/"],
    "sitemap": lambda piece: ["/sitemap.xml"],
    "translation work list": lambda piece: ["/de/space/translations/?type=news"],
    "Wagtail editor": lambda piece: [
        f"/admin/pages/{piece.pk}/edit/",
        f"/admin/pages/{piece.pk}/history/",
        f"/admin/pages/{piece.pk}/revisions/{piece.latest_revision_id}/view/",
        f"/admin/pages/{piece.get_parent().pk}/",
    ],
}
# Ways that show everything one may see; home and network show the newest only, feed and sitemap what is public.
EXACT_NEWS_WAYS = {"page in German", "page in Italian", "list", "search"}


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("way", NEWS_WAYS)
def test_news_are_read_by_their_audience_only(house, way, actor):
    client = asks_once(house.client(actor))
    for name in AUDIENCES:
        text = words(client, *NEWS_WAYS[way](house.news[name]))
        seen = canary(f"news_{name}").lower() in text.lower()
        if way == "Wagtail editor" and actor in {"edda", "root"}:
            continue  # the team writes all news
        if seen:
            assert actor in MAY_SEE[name], f"{actor} reads news for {name} by {way}"
        if way in EXACT_NEWS_WAYS:
            assert seen == (actor in MAY_SEE[name]), f"{actor} should read news for {name} by {way}"
        if way in {"feed", "sitemap"}:
            assert seen == (name == "public"), f"{way} should hold news for {name}: {name == 'public'}"


GLOSSARY_WAYS = {
    "index": ["/de/glossar/", "/it/glossar/?q=kanarien"],
    "term": ["/de/glossar/probe/", "/it/glossar/probe/"],
    "exports": ["/de/glossar/export.ttl", "/it/glossar/export.tbx"],
    "search": ["/de/search/?q=Kanarien", "/it/search/?q=definizione"],
    "tip in a practice": ["{practice}"],
    "sitemap": ["/sitemap.xml"],
    "admin": ["/admin/glossaryterm/", "/admin/glossaryterm/edit/{term}/", "/admin/glossaryterm/usage/{term}/"],
}


@pytest.mark.parametrize("name", ["public", "community", "committee"])
@pytest.mark.parametrize("way", GLOSSARY_WAYS)
def test_terms_are_read_by_the_audience_of_the_glossary_only(house, way, name):
    word = canary(f"term_{name}")
    GlossaryTerm.objects.all().delete()
    term = a_term("probe", f"Begriff {word}", f"definizione {word}", relation="close")
    practice = write_practice(house, "tip", wished="public")
    GoodPractice.objects.filter(pk=practice.pk).update(approach_de=f"Der Begriff {word} hilft.")
    address = f"/de{practice.get_url()[3:]}"
    if name != "public":
        set_audience(Glossary.objects.get(), house.token(name), by=house.edda)
    for actor in ACTORS:
        addresses = [each.format(term=term.pk, practice=address) for each in GLOSSARY_WAYS[way]]
        text = words(house.client(actor), *addresses)
        seen = {"tip in a practice": 'id="term-probe"', "sitemap": "glossar/probe"}.get(way, word) in text
        expected = {"sitemap": name == "public", "admin": actor in {"edda", "root"}}.get(way, actor in MAY_SEE[name])
        assert seen == expected, f"{actor} by {way}"


def test_the_matrix_covers_every_audience_and_actor():
    assert set(MAY_SEE) == set(AUDIENCES)
    assert len(ACTORS) * (len(PAGE_WAYS) * len(AUDIENCES) + len(PRACTICE_WAYS) * len(PRACTICES)) > 1500
