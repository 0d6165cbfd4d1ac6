"""Somebody who follows every link of the running site, by HTTP, in both languages."""

import http.cookiejar
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict, deque

from tests.demo_site.reading import Answer

STARTS = ["/de/", "/it/", "/sitemap.xml", "/robots.txt"]
MOST = 4000  # answers of one walk: more means that links go on for ever
NOT_FOLLOWED = re.compile(r"/admin/|/files/|/static/")  # asked, but not read for further links
WAGTAILS = re.compile(r"/admin/")  # asked once per kind of address: /admin/pages/7/edit/ stands for all of them
FEW = None if os.environ.get("EVERY") else 15  # addresses of one kind in each language, like terms and lists narrowed
NUMBERED = re.compile(r"\d+(?:-[\w-]+)?|(?<=/glossar/)[\w-]+(?=/)")  # what makes an address one of many
HOST = re.compile(r"^http://localhost:\d+")  # the site has another port in each process
ADDRESS = re.compile(rb"""(?:href="|<loc>|<id>)(https?://[^"<]+)""")  # in a sitemap or feed


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_about):
        return None


class Walker:
    """A visitor with cookies of their own.

    Args:
        site: the running site (tests.browser.site.Site).
        account: e-mail and password of who is signed in; nobody otherwise.
    """

    def __init__(self, site, account=None):
        self.site = site
        self.opener = urllib.request.build_opener(_Stay, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        if account:
            self.sign_in(*account)

    def sign_in(self, email, password):
        door = "/de/account/login/"
        self.ask(door)
        answer = self.post(door, login=email, password=password)
        assert answer.status == 302, answer.status

    def ask(self, address, fields=None, **headers) -> Answer:
        """Get an address, or post fields to it; redirects are not followed."""
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(self.site.address + address, data, headers)
        try:
            with self.opener.open(request, timeout=30) as found:
                return self._answer(address, found)
        except urllib.error.HTTPError as found:
            with found:
                return self._answer(address, found)

    def post(self, address, **fields) -> Answer:
        """Send a form from its own page, as a browser without scripts does."""
        token = self.ask(address).page.token
        return self.ask(address, {"csrfmiddlewaretoken": token, **fields})

    def _answer(self, address, found):
        headers = found.headers
        return Answer(address, found.status, headers.get("Content-Type", ""), headers.get("Location", ""), found.read())

    @staticmethod
    def inside(address) -> str | None:
        """The path and query of an address of this site; None for one that leads elsewhere."""
        path = HOST.sub("", address) or "/"
        return path if path.startswith("/") and not path.startswith("//") else None

    def walk(self, starts=STARTS) -> dict[str, Answer]:
        """Every answer that links lead to, by its address."""
        answers, kinds, ahead = {}, defaultdict(set), deque(starts)
        while ahead:
            address = ahead.popleft()
            if address in answers or not admitted(address, kinds):
                continue
            assert len(answers) < MOST, f"Links go on and on: {address}"
            answers[address] = answer = self.ask(address)
            ahead.extend(sorted(self.leads_to(answer) - answers.keys()))
        return answers

    def leads_to(self, answer) -> set[str]:
        """The addresses within the site that an answer names."""
        if NOT_FOLLOWED.match(answer.address):
            return set()
        if answer.location:
            named = {urllib.parse.urljoin(answer.address, answer.location)}
        elif answer.is_html:
            named = {address for address, _fragment in answer.page.links}
        elif "xml" in answer.kind:
            named = {found.decode() for found in ADDRESS.findall(answer.body)}
        else:
            named = set()
        return {path for address in named if (path := self.inside(address))}


def admitted(address, kinds: dict[str, set]) -> bool:
    """Whether it is one of the first of its kind, in either language; `kinds` remembers which those are."""
    path, _mark, query = re.sub(r"^/(de|it)(?=/)", "", address).partition("?")
    kind = NUMBERED.sub("…", path)
    if WAGTAILS.match(address):
        first = kinds[kind] or {address}
        kinds[kind] = first
        return address in first
    narrowed = "&".join(sorted({part.partition("=")[0] for part in query.split("&")}))
    known = kinds[f"{kind}?{narrowed}"]
    if FEW is None or (kind == path and not query) or len(known) < FEW:
        known.add((path, query))
    return (path, query) in known
