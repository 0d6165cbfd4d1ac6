"""Terms in a practice: the tip opens by keyboard, pointer and finger, stays while pointed at, closes, can be hidden."""

import pytest

pytestmark = pytest.mark.browser

TEXT = "Die Innung plant, der Ausbilder begleitet."


@pytest.fixture
def reader(person):
    """Gives a window at a practice of Ada's in which two terms occur."""

    def at_the_practice(**options):
        member = person(**options).sign_in("ada").follow("Write a good practice")
        member.choose("source_language", "de").fill(
            heading="Probe", summary="Kurz.", starting_point="Anfang.", approach=TEXT, results="Ende."
        )
        member.press("Save and submit")
        return member.open(f"{member.path}preview/")

    return at_the_practice


def test_the_tip_by_keyboard_and_pointer(reader):
    member = reader()
    term, tip = member.page.locator(".term").first, member.page.locator(".tip").first
    assert (member.page.locator(".term").count(), tip.is_visible()) == (2, False)
    member.look("practice with terms").page.evaluate(member.axe.script)
    term.focus()
    tip.wait_for(state="visible")
    assert member.page.evaluate("axe.run('article').then(result => result.violations.map(each => each.id))") == []
    member.page.keyboard.press("Tab")
    assert tip.is_visible()
    assert member.page.evaluate("document.activeElement.textContent") == member.word("To the glossary")
    member.page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert member.page.evaluate("document.activeElement.className") == "term"

    member.page.locator(".term").last.hover()
    second = member.page.locator(".tip").last
    second.wait_for(state="visible")
    second.hover()
    member.page.wait_for_timeout(400)
    assert second.is_visible()
    member.page.mouse.move(1, 1)
    second.wait_for(state="hidden")


def test_the_tips_are_hidden_and_shown_again_from_the_glossary(reader):
    member = reader()
    address = member.page.url
    member.page.locator(".term").first.focus()
    member.page.locator(".tip").first.get_by_role("button").click()
    assert (member.page.locator(".term").count(), member.page.locator(".tip:visible").count()) == (0, 0)
    member.open(address)
    assert member.page.locator(".term").count() == 0
    member.open("/de/glossar/").press("Show tips in texts").open(address)
    assert member.page.locator(".term").count() == 2


def test_a_finger_opens_the_tip_first_and_follows_the_second_time(reader):
    member = reader(phone=True)
    term = member.page.locator(".term").first
    term.tap()
    member.page.locator(".tip").first.wait_for(state="visible")
    width = member.page.evaluate("document.documentElement.scrollWidth")
    assert width == member.page.viewport_size["width"]
    term.tap()
    member.page.wait_for_url("**/glossar/innung/")


def test_without_scripts_a_term_is_a_link(reader):
    member = reader(javascript=False)
    assert not member.page.locator(".tip").first.is_visible()
    member.page.locator(".term").first.click()
    assert member.path == "/de/glossar/innung/"
