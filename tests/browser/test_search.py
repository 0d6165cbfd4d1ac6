"""The search in a browser: suggestions by keys, filters that answer in place, the way back; and all of it without
scripts."""

import re

import pytest

from tests.cast import canary

pytestmark = pytest.mark.browser

WORD = canary("practice_public")


@pytest.fixture
def indexed(person):
    """The consumer has made the index."""
    person().open("/de/").search(WORD, finds=WORD)


def field(visitor, where="header"):
    return visitor.page.locator(f"{where} [role=combobox]")


def typed(visitor, text, where="header"):
    field(visitor, where).fill("")
    field(visitor, where).press_sequentially(text, delay=20)
    visitor.page.locator(f"{where} [role=option]").first.wait_for()
    return visitor


def test_a_suggestion_is_chosen_by_keys(person, indexed):
    visitor = typed(person().open("/de/"), WORD[:-3].lower())
    box = field(visitor)
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = visitor.page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    assert box.input_value() == WORD.lower()
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == WORD[:-3].lower()
    box.press("ArrowDown")
    visitor.page.locator("header [role=option]").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    visitor.page.wait_for_url(f"**/de/search/?q={WORD.lower()}")


def test_suggestions_that_are_open_are_accessible(person, indexed):
    visitor = typed(person().open("/de/search/?q=nirgends&kind=news"), "prax", "main")
    field(visitor, "main").press("ArrowDown")
    visitor.look("suggestions")


def test_the_title_of_a_page_leads_there(person, indexed):
    visitor = typed(person(phone=True).open("/it/search/"), WORD[:-3].lower(), "main")
    visitor.page.locator("main [role=option]", has_text=f"Praxis {WORD}").click()
    visitor.page.wait_for_url("**/it/network/steine/*/")


def test_enter_asks_for_what_was_typed_when_nothing_is_chosen(person, indexed):
    visitor = typed(person().open("/de/"), "prax")
    field(visitor).press("Enter")
    visitor.page.wait_for_url("**/search/?q=prax")


def test_a_filter_answers_in_place_keeps_the_focus_and_can_be_gone_back_from(person, indexed):
    visitor = person().open("/de/search/")
    before = visitor.page.locator("#total").inner_text()
    visitor.page.evaluate("window.sameDocument = true")
    box = visitor.page.locator("#kind-practice")
    box.focus()
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_url("**kind=practice")
    visitor.page.locator(".chip").wait_for()
    assert visitor.page.evaluate("window.sameDocument")
    assert visitor.page.evaluate("document.activeElement.id") == "kind-practice"
    assert "Treffer" in visitor.page.locator("#said").inner_text()
    assert visitor.page.locator("a[hreflang=it]").first.get_attribute("href").endswith("/it/search/?kind=practice")
    visitor.look("search narrowed in place")
    visitor.page.go_back()
    visitor.page.locator(".chip").wait_for(state="detached")
    assert visitor.page.locator("#total").inner_text() == before
    assert not visitor.page.locator("#kind-practice").is_checked()


def test_on_a_phone_the_sheet_stays_open_while_one_chooses(person, indexed):
    visitor = person(phone=True).open("/it/search/")
    visitor.page.locator(".facets-open").click()
    visitor.page.locator("#kind-practice").check()
    visitor.page.wait_for_url("**kind=practice")
    assert visitor.page.evaluate("document.getElementById('facets').matches(':popover-open')")
    visitor.look("filters of the search on a phone")
    visitor.page.locator("#facets-foot .btn").first.click()
    visitor.page.locator(".chip").wait_for()


def test_without_scripts_filters_are_a_form(person, indexed):
    visitor = person(javascript=False).open("/de/search/?q=Praxis")
    visitor.page.locator("#kind-practice").check()
    visitor.page.locator("#facets-foot .btn").first.click()
    visitor.page.wait_for_url(re.compile(r"\?q=Praxis&kind=practice$"))
    visitor.page.locator(".chip").click()
    visitor.page.wait_for_url(re.compile(r"\?q=Praxis$"))
