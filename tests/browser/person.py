"""Somebody with a browser: opens, reads, fills in, presses; and notes what the browser complained about."""

from urllib.parse import urlsplit

from django.utils import translation
from django.utils.translation import gettext, pgettext

from tests.browser.axe import DESK, PHONE
from tests.cast import PASSWORD
from tests.services.processes import wait_until


def word(language, text, context=None, **values) -> str:
    """A text of the interface or of a mail in a language."""
    with translation.override(language):
        found = pgettext(context, text) if context else gettext(text)
    return found % values if values else found


class Person:
    """A window of its own (cookies, language), in which one person is or is not signed in.

    Args:
        language: of the interface, "de" or "it".
        phone: 390 pixels wide and touched, instead of a desk's 1280.
        javascript: no for who has switched it off.
    """

    def __init__(self, browser, site, axe, *, language="de", phone=False, javascript=True):
        self.browser, self.site, self.axe, self.language, self.javascript = browser, site, axe, language, javascript
        self.complaints, self.refused = [], set()
        self.context = browser.new_context(
            base_url=site.address,
            viewport=PHONE if phone else DESK,
            has_touch=phone,
            java_script_enabled=javascript,
            locale={"de": "de-DE", "it": "it-IT"}[language],
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(20_000)
        self.watch(self.context)
        self.page = self.context.new_page()

    # --- What must never happen on any page ------------------------------------------------------

    def watch(self, context):
        context.on("request", self._stays_at_home)
        context.on("response", self._works)
        context.on("console", self._is_quiet)
        context.on("weberror", lambda error: self.complaints.append(f"script error: {error.error}"))

    def _stays_at_home(self, request):
        if not request.url.startswith((self.site.address + "/", "data:", "blob:")):
            self.complaints.append(f"left the site: {request.url}")

    def _works(self, response):
        if response.status >= 400 and response.url not in self.refused:
            self.complaints.append(f"{response.status}: {response.url}")

    def _is_quiet(self, message):
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    # --- Words in this person's language ---------------------------------------------------------

    def word(self, text, context=None, **values) -> str:
        """A text of the interface as this person reads it."""
        return word(self.language, text, context, **values)

    # --- Acts ------------------------------------------------------------------------------------

    def open(self, address, *, status=200, kind=None):
        """Go to an address or path; with `kind`, have axe look at the page."""
        if status >= 400:
            self.refused.add(address if "://" in address else self.site.address + address)
        answer = self.page.goto(address)
        assert (answer.status, urlsplit(answer.url).path) == (status, urlsplit(address).path), answer.url
        return self.look(kind)

    def sign_in(self, name):
        self.open(f"/{self.language}/account/login/")
        self.fill(login=f"{name}@example.org" if "@" not in name else name, password=PASSWORD)
        self.press("Sign in", within="main form")
        assert self.path == f"/{self.language}/space/", self.text
        return self

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").fill(value)
        return self

    def choose(self, name, value):
        self.page.locator(f"main [name={name}][value='{value}']").check()
        return self

    def press(self, text, *, within="main", kind=None, refused=False):
        """Press the button with this text of the interface and wait for the answer."""
        if refused:
            self.refused.add(self._action(text, within))
        self.button(text, within).click()
        self.page.wait_for_load_state()
        return self.look(kind)

    def _action(self, text, within):
        return self.button(text, within).evaluate("button => button.form.action")

    def button(self, text, within="main"):
        return self.page.locator(within).get_by_role("button", name=self.word(text), exact=True).first

    def follow(self, text, *, within="main", kind=None):
        """Follow the link with this text of the interface."""
        self.page.locator(within).get_by_role("link", name=self.word(text)).first.click()
        self.page.wait_for_load_state()
        return self.look(kind)

    def search(self, words, *, finds="", kind=None):
        """Use the search box in the head; until a link of this name is found, for the index follows a moment later."""
        self.page.locator("header [name=q]").fill(words)
        self.page.locator("header [name=q]").press("Enter")
        self.page.wait_for_url("**/search/**")
        wait_until(lambda: not finds or self._finds(finds), f"“{words}” does not find {finds}.")
        return self.look(kind)

    def _finds(self, name) -> bool:
        there = self.page.locator("main").get_by_role("link", name=name).count() > 0
        if not there:
            self.page.reload()
        return there

    # --- What there is to see --------------------------------------------------------------------

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def look(self, kind):
        """Have axe look at the page, once per kind. A window without scripts hands it to one that has them.

        What is handed over is the very page, so that one which answers a form is seen as it is.
        """
        if kind is None or kind in self.axe.seen:
            return self
        if self.javascript:
            self.complaints += self.axe.problems(self.page, kind)
            return self
        twin = self.browser.new_context(
            storage_state=self.context.storage_state(), reduced_motion="reduce", viewport=DESK
        )
        self.watch(twin)
        page, address, body = twin.new_page(), self.page.url.partition("#")[0], self.page.content()
        page.route(address, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        page.goto(address)
        self.complaints += self.axe.problems(page, kind)
        twin.close()
        return self
