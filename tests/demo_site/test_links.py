"""Every address of the demonstration, reached by its links in both languages by a visitor, a member and an editor."""

import re
from collections import Counter, defaultdict

import pytest

from tests.demo_site.english import sources
from tests.demo_site.walk import Walker

pytestmark = pytest.mark.sqlite_only  # once is enough: nothing here depends on the database

SENDS_ON = re.compile(  # to ask for the password again; to the versions, where none has been chosen to compare
    r"/(de|it)/account/2fa/|/(de|it)/account/reauthenticate/|/(de|it)/space/practices/\d+/versions/compare/$"
)
OWN = re.compile(r"/(de|it)/")
SPACE = re.compile(r"/(?:de|it)/(space|account)/")  # the rooms of a person: their pages need no title of their own each


def pages(answers):
    """The site's own pages among the answers of a walk."""
    return [
        answer for answer in answers.values() if answer.is_html and answer.status == 200 and OWN.match(answer.address)
    ]


@pytest.fixture(params=["anonymous", "member", "editor"])
def answers(request, walks):
    return walks[request.param]


def test_no_link_is_broken(answers, request, record_property):
    links = sum(len(page.page.links) for page in pages(answers))
    visitor = request.node.callspec.params["answers"]
    record_property("demonstration", f"{visitor}: {links} links on {len(pages(answers))} pages, {len(answers)} answers")

    broken = {
        answer.address: (answer.status, answer.location)
        for answer in answers.values()
        if answer.status != 200 and not (answer.status == 302 and SENDS_ON.match(answer.address))
    }
    assert broken == {}
    assert len(pages(answers)) > 250


def test_every_fragment_exists(answers):
    ids = {answer.address: set(answer.page.ids) for answer in pages(answers)}
    missing = {
        (page.address, f"{path}#{fragment}")
        for page in pages(answers)
        for address, fragment in page.page.links
        if fragment and (path := Walker.inside(address)) in ids and fragment not in ids[path]
    }
    assert missing == set()


def test_every_page_has_one_first_heading_and_says_its_language(answers):
    wrong = [
        (answer.address, answer.page.h1, answer.page.language)
        for answer in pages(answers)
        if (answer.page.h1, answer.page.language) != (1, answer.address[1:3])
    ]
    assert wrong == []


def test_no_id_stands_twice_on_a_page(answers):
    twice = {
        answer.address: [each for each, count in Counter(answer.page.ids).items() if count > 1]
        for answer in pages(answers)
    }
    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_no_two_pages_of_a_language_have_the_same_title(answers):
    titles = defaultdict(set)
    for answer in pages(answers):
        if not SPACE.match(answer.address):
            path = answer.address.partition("?")[0]
            titles[path[:4], answer.page.title].add(path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_every_page_names_itself_and_its_twin_and_the_twin_the_same(answers):
    found, inside = {answer.address: answer.page for answer in pages(answers)}, Walker.inside
    wrong = {}
    for address, page in found.items():
        named = {language: inside(alternate) for language, alternate in page.alternates.items()}
        twin = found.get(named.get({"de": "it", "it": "de"}[page.language]))
        if named and (named.get(page.language) != address or not twin or twin.alternates != page.alternates):
            wrong[address] = named
    assert wrong == {}


def test_the_sitemap_and_the_feeds_lead_to_pages_of_the_walk(walks, walkers):
    answers, walker = walks["anonymous"], walkers["anonymous"]
    named = {kind: set() for kind in ("sitemap", "feed")}
    for answer in answers.values():
        if "xml" in answer.kind:
            named["sitemap" if "sitemap" in answer.address else "feed"] |= walker.leads_to(answer)

    assert len(named["sitemap"]) > 100
    assert len(named["feed"]) > 20
    statuses = {path: answers[path].status for path in answers}
    assert {
        path for found in named.values() for path in found if (statuses.get(path) or walker.ask(path).status) != 200
    } == set()


@pytest.mark.parametrize("language", ["de", "it"])
def test_no_source_text_is_left_untranslated(answers, language):
    is_source = sources(language)
    found = defaultdict(set)
    for answer in pages(answers):
        if answer.address.startswith(f"/{language}/"):
            for text in answer.page.texts:
                found[text].add(answer.address)
    assert {text: sorted(where)[0] for text, where in found.items() if is_source(text)} == {}
