"""The demonstration in a browser: nothing scrolls sideways at any width and letter size, nothing jumps on loading."""

import pytest

from tests.browser.chromium import FLAGS
from tests.demo_site.pages import KINDS, addresses

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

WIDTHS = [320, 390, 768, 1024, 1280]
LARGE_LETTERS = "--blink-settings=defaultFontSize=32"  # what a reader sets who needs twice the size
STILL = 0.01  # the most that may move, as Chromium counts it
SHIFTS = """
window.moved = 0
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.moved += entry.value })
  .observe({ type: 'layout-shift', buffered: true })
"""


@pytest.fixture(scope="module")
def playwright(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


def opened(playwright, chromium, demo_site, kind, *flags, **context):
    """A tab with a page of this kind, in the language of its address; the login that sees it is signed in."""
    browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *flags])
    tab = browser.new_context(base_url=demo_site.address, reduced_motion="reduce", **context).new_page()
    if account := demo_site.logins.get(KINDS[kind].login):
        tab.goto("/de/account/login/")
        for field, value in zip(("login", "password"), account, strict=True):
            tab.locator(f"main [name={field}]").fill(value)
        tab.locator("main .btn").click()
    return browser, tab


def sideways(tab, address, widths) -> dict:
    """Width → width needed, where the page is wider than the window."""
    tab.goto(address)
    found = {}
    for width in widths:
        tab.set_viewport_size({"width": width, "height": 900})
        needed = tab.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            found[address, width] = needed
    return found


@pytest.mark.parametrize(
    ("flags", "widths"), [((), WIDTHS), ((LARGE_LETTERS,), [640, 768, 1280])], ids=["usual", "large"]
)
def test_no_page_scrolls_sideways(playwright, chromium, demo_site, walks, flags, widths):
    found = {}
    for login in dict.fromkeys(kind.login for kind in KINDS.values()):
        kinds = [name for name, kind in KINDS.items() if kind.login == login]
        browser, tab = opened(playwright, chromium, demo_site, kinds[0], *flags)
        for kind in kinds:
            for address in addresses(walks, kind):
                found |= sideways(tab, address, widths)
        browser.close()
    assert found == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_while_a_page_loads(playwright, chromium, demo_site, walks, width):
    browser, tab = opened(playwright, chromium, demo_site, "home", viewport={"width": width, "height": 844})
    tab.add_init_script(SHIFTS)
    moved = {}
    for kind in ["home", "network", "practice", "news", "news list", "list"]:
        for address in addresses(walks, kind):
            tab.goto(address)
            tab.wait_for_load_state("networkidle")
            tab.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            tab.wait_for_timeout(150)
            moved[address] = tab.evaluate("window.moved")
    browser.close()
    assert {address: value for address, value in moved.items() if value >= STILL} == {}
