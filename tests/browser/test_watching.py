"""The watchers themselves: what is wrong on a page is noticed."""

import pytest

pytestmark = pytest.mark.browser

SPOIL = """main => main.insertAdjacentHTML(
  'beforeend',
  '<img src="https://elsewhere.invalid/a.png"><p style="color: red">red</p><p class="wide">wide</p>'
)"""


def test_a_spoiled_page_is_noticed(person):
    visitor = person().open("/de/")
    visitor.page.locator("main").evaluate(SPOIL)
    visitor.page.locator(".wide").evaluate("wide => { wide.style.width = '2000px' }")
    visitor.look("a spoiled page")
    found, visitor.complaints = "\n".join(visitor.complaints), []
    assert "console: Loading the image" in found
    assert "console: Applying inline style" in found
    assert "Images must have alternative text" in found
    assert "scrolls sideways" in found


def test_a_missing_page_and_a_script_error_are_noticed(person):
    visitor = person().open("/de/")
    visitor.page.evaluate("fetch('/de/gibt-es-nicht/')")
    visitor.page.evaluate("setTimeout(() => { throw new Error('torn') })")
    visitor.page.wait_for_load_state("networkidle")
    found, visitor.complaints = sorted(visitor.complaints), []
    assert found == [f"404: {visitor.site.address}/de/gibt-es-nicht/", "script error: torn"], found
