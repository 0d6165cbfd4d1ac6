"""Without a mouse: the skip link, the menu on a phone, the way from the search to a page."""

import pytest

from tests.cast import canary

pytestmark = pytest.mark.browser


FOCUSED = """(({ activeElement: held }) =>
  held.getAttribute('href') || held.name || held.getAttribute('popovertarget') || held.id)(document)"""
VISIBLE = """(() => {
  const { activeElement } = document, box = activeElement.getBoundingClientRect()
  const outline = parseFloat(getComputedStyle(activeElement).outlineWidth)
  const ring = outline > 0 || activeElement.closest('.ask, .find')?.matches(':focus-within')
  return activeElement === document.body || (box.width > 1 && box.height > 1 && box.bottom > 0 && Boolean(ring))
})()"""


def focused(person) -> str:
    """What holds the focus: its href, name or text."""
    return person.page.evaluate(FOCUSED)


def tab_to(person, wanted):
    """Press Tab until the focus is there; every stop on the way can be seen."""
    for _press in range(40):
        person.page.keyboard.press("Tab")
        assert person.page.evaluate(VISIBLE), person.page.evaluate("document.activeElement.outerHTML")
        if focused(person) == wanted:
            return
    raise AssertionError(f"Tab does not lead to {wanted}")


def test_the_first_tab_leads_past_the_head(person):
    visitor = person().open("/de/")
    visitor.page.keyboard.press("Tab")
    assert focused(visitor) == "#main"
    visitor.page.keyboard.press("Enter")
    assert focused(visitor) == "main"
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_on_a_phone_opens_and_closes(person):
    visitor = person(phone=True).open("/de/")
    menu = visitor.page.locator("#nav")
    tab_to(visitor, "nav")
    assert not menu.is_visible()
    visitor.page.keyboard.press("Enter")
    assert menu.is_visible()
    tab_to(visitor, "/de/praxis/")
    visitor.page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert focused(visitor) == "nav"
    visitor.page.keyboard.press("Enter")
    tab_to(visitor, "/de/praxis/")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/de/praxis/")


def test_the_menu_on_a_phone_opens_without_scripts(person):
    visitor = person(phone=True, javascript=False).open("/de/")
    visitor.page.locator("button.menu").click()
    visitor.page.locator("#nav a[href='/de/network/']").click()
    visitor.page.wait_for_url("**/de/network/")


def test_from_the_search_to_a_practice_by_keys_alone(person):
    visitor = person().open("/de/")
    tab_to(visitor, "q")
    visitor.page.keyboard.type(canary("practice_public"))
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/search/**")
    path = visitor.page.get_by_role("link", name=canary("practice_public")).get_attribute("href")
    tab_to(visitor, path)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(f"**{path}")
    assert canary("practice_public") in visitor.page.locator("h1").inner_text()
