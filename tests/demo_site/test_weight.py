"""What the home page weighs on the wire, without what its pictures show."""

import gzip

import pytest

pytestmark = pytest.mark.sqlite_only

MOST = 150 * 1024
BESIDE_PICTURES = ("text/html", "text/css", "text/javascript", "application/javascript", "image/svg")


@pytest.mark.parametrize("address", ["/de/", "/it/"])
def test_the_home_page_weighs_little(walkers, address, record_property):
    walker = walkers["anonymous"]
    home = walker.ask(address)
    needed = [home, *(walker.ask(path) for path in sorted(fetched(walker, home)))]
    weights = {each.address: len(packed(each.body)) for each in needed if each.kind.startswith(BESIDE_PICTURES)}

    record_property("demonstration", f"{address} weighs {sum(weights.values()) / 1024:.1f} KB without its pictures")
    assert {address, "/static/css/site.css", "/static/js/site.js"} <= set(weights)
    assert sum(weights.values()) <= MOST, weights


def fetched(walker, page) -> set[str]:
    """What a browser asks for by itself."""
    return {path for address, _ in page.page.links if (path := walker.inside(address)) and path.startswith("/static/")}


def packed(body: bytes) -> bytes:
    return gzip.compress(body, 6)


def test_every_picture_says_its_size_and_waits_below_the_fold(walks):
    images = {
        (answer.address, image["src"]): image
        for answers in walks.values()
        for answer in answers.values()
        if answer.is_html and answer.status == 200 and not answer.address.startswith("/admin/")
        for image in answer.page.images
    }
    sizeless = [place for place, image in images.items() if not (image.get("width") and image.get("height"))]
    eager = {image["src"] for image in images.values() if image.get("loading") != "lazy"}
    nameless = [place for place, image in images.items() if "alt" not in image]

    assert images
    assert (sizeless, nameless) == ([], [])
    assert {address for address, src in images if src in eager and address in {"/de/", "/it/"}} == set()
