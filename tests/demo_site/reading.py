"""One answer of the site, read the way a checker needs it: links, ids, headings, languages, texts."""

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

LINKS = {
    "a": ["href"], "link": ["href"], "script": ["src"], "img": ["src", "srcset"], "source": ["src", "srcset"],
    "use": ["href"], "iframe": ["src"], "object": ["data"], "video": ["src", "poster"],
}  # fmt: skip
READ_ALOUD = ["alt", "aria-label", "placeholder", "title", "data-k"]
UNSEEN = {"script", "style", "template"}


@dataclass
class Answer:
    """What the site said to one address.

    Attributes:
        address: path with its query, as asked.
        location: where it sends the reader on, or nothing.
    """

    address: str
    status: int
    kind: str = ""
    location: str = ""
    body: bytes = b""

    @property
    def is_html(self) -> bool:
        return self.kind.startswith("text/html")

    @cached_property
    def text(self) -> str:
        return self.body.decode()

    @cached_property
    def page(self) -> "Reading":
        return read(self.text, self.address)


@dataclass
class Reading:
    """What stands on a page."""

    address: str
    language: str = ""
    title: str = ""
    h1: int = 0
    links: set = field(default_factory=set)  # (address, fragment)
    ids: list = field(default_factory=list)
    alternates: dict = field(default_factory=dict)  # language → address
    texts: set = field(default_factory=set)
    images: list = field(default_factory=list)  # their attributes
    token: str = ""  # of its forms


def read(html: str, address: str) -> Reading:
    parser = _Parser(address)
    parser.feed(html)
    parser.close()
    return parser.found


class _Parser(HTMLParser):
    def __init__(self, address):
        super().__init__()
        self.found, self.within = Reading(address), []

    def handle_starttag(self, tag, attrs):
        self.within.append(tag)
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        for name in LINKS.get(tag, []):
            if name in given:
                self._link(*(part.split()[0] for part in given[name].split(",")) if name == "srcset" else [given[name]])
        if tag == "form" and given.get("method", "get").lower() == "get":
            self._link(given.get("action", ""))
        self.found.texts |= {_one_line(given[name]) for name in READ_ALOUD if given.get(name)}

    def _note(self, tag, given):
        found = self.found
        found.h1 += tag == "h1"
        if "id" in given:
            found.ids.append(given["id"])
        if tag == "html":
            found.language = given.get("lang", "")
        elif tag == "img":
            found.images.append(given)
        elif tag == "link" and given.get("rel") == "alternate" and "hreflang" in given:
            found.alternates[given["hreflang"]] = given["href"]
        elif given.get("name") == "csrfmiddlewaretoken":
            found.token = given["value"]

    def _link(self, *addresses):
        for address in addresses:
            if not address.startswith(("data:", "mailto:", "tel:")):
                self.found.links.add(tuple(urldefrag(urljoin(self.found.address, address))))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag in self.within:
            while self.within.pop() != tag:
                pass

    def handle_data(self, data):
        if data.strip() and not UNSEEN.intersection(self.within):
            self.found.texts.add(_one_line(data))
            if self.within and self.within[-1] == "title" and "head" in self.within:
                self.found.title = _one_line(data)


def _one_line(text) -> str:
    return " ".join(text.split())
