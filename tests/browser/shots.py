"""`python -m tests.browser.shots [page …]`: the demonstration's pages as pictures in tests/shots/, to be looked at.

Each is `<page>-<width>-<language>[-dark].png`.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import start
from tests.browser.site import Site
from tests.services.processes import program

FOLDER = Path(__file__).resolve().parents[1] / "shots"
SIZES = [{"width": 390, "height": 844}, {"width": 1280, "height": 900}]
# page → the login that sees it (as `manage demo` names it) and the links that lead there from the first address.
PAGES = {
    "home": (None, "/", []),
    "network": (None, "/network/", [".net h3 a"]),
    "list": (None, "/praxis/", []),
    "search": (None, "/search/?q=Fachkr%C3%A4ftemangl&kind=practice", []),
    "nothing": (None, "/search/?q=Xylophon&kind=news", []),
    "practice": (None, "/praxis/?q=Wanderst", [".hit h3 a"]),
    "login": (None, "/account/login/", []),
    "404": (None, "/gibt-es-nicht/", []),
    "space": ("a member", "/space/", []),
    "searches": ("a member", "/space/searches/", []),
    "form": ("a member", "/space/", [".quick a.btn"]),
    "status": ("a member", "/space/", [".drafts h3 a"]),
    "people": ("a coordinator", "/space/", ["main a[href*='/people/']"]),
    "translations": ("an editor", "/space/translations/", []),
    "review": ("a coordinator", "/space/reviews/", ["main .drafts h3 a"]),
}


def main(pages):
    folder = Path(tempfile.mkdtemp(prefix="connactions-shots-"))
    FOLDER.mkdir(exist_ok=True)
    print("Building the demonstration", flush=True)
    site = Site(folder, fill="demo", DEMO="yes")
    logins = {kind: account for kind, *account in re.findall(r"^  (\w+ \w+).*?(\S+@\S+) +(\S+)", site.filled, re.M)}
    try:
        with sync_playwright() as playwright:
            browser = start(playwright, program("chromium", "chromium"))
            for language in ("de", "it"):
                for login in dict.fromkeys(login for login, _start, _links in PAGES.values()):
                    wanted = [page for page in pages if PAGES[page][0] == login]
                    photograph(browser, site, language, logins.get(login), wanted)
            browser.close()
    finally:
        site.stop()
        shutil.rmtree(folder)
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")


def photograph(browser, site, language, account, pages):
    context = browser.new_context(base_url=site.address, reduced_motion="reduce")
    tab = context.new_page()
    if account and pages:
        tab.goto(f"/{language}/account/login/")
        for field, value in zip(("login", "password"), account, strict=True):
            tab.locator(f"main [name={field}]").fill(value)
        tab.locator("main .btn").click()
    for page in pages:
        _login, start, links = PAGES[page]
        tab.goto(f"/{language}{start}")
        for link in links:
            tab.goto(tab.locator(link).first.get_attribute("href"))
        for size in SIZES:
            tab.set_viewport_size(size)
            for scheme in ("light", "dark"):
                tab.emulate_media(color_scheme=scheme)
                dark = "-dark" if scheme == "dark" else ""
                tab.screenshot(path=FOLDER / f"{page}-{size['width']}-{language}{dark}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:] or PAGES)
