"""What somebody asks the search page for, read from an address. Nothing in an address is an error."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from core.markup import one_line
from search import facets
from search.planning.asked import LONGEST

MAX_VALUES = 20  # chosen of one facet
LONGEST_CODE = 100
LAST_PAGE = 2000
BY_DATE = "date"


@dataclass(frozen=True)
class Question:
    """Args: query: as typed, in one line; filters: facet → codes, known or not; page: from 1."""

    query: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_date: bool = False
    page: int = 1

    @classmethod
    def of(cls, parameters: QueryDict) -> "Question":
        filters = {}
        for facet in facets.known():
            codes = sorted(set(filter(_is_code, parameters.getlist(facet.key))))
            if codes:
                filters[facet.key] = tuple(codes[:MAX_VALUES])
        return cls(
            query=one_line(parameters.get("q", "")[: LONGEST * 2])[:LONGEST],
            filters=filters,
            by_date=parameters.get("sort") == BY_DATE,
            page=_page(parameters.get("page", "")),
        )

    @classmethod
    def saved(cls, address: str) -> "Question":
        """Of the query string that `address` gave."""
        return cls.of(QueryDict(address))

    @property
    def address(self) -> str:
        """The query string of this question, the same for whatever asks the same; without the page."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [(key, code) for key, codes in sorted(self.filters.items()) for code in codes]
        return urlencode(pairs + ([("sort", BY_DATE)] if self.by_date else []))

    @property
    def kept(self) -> dict[str, str]:
        """What stays when the facets change, by its name in an address (`_facets.html`)."""
        sort = BY_DATE if self.by_date else ""
        return {name: value for name, value in {"q": self.query, "sort": sort}.items() if value}

    def with_query(self, query: str) -> "Question":
        return replace(self, query=query, page=1)

    def without_filters(self) -> "Question":
        return replace(self, filters={}, page=1)


def _is_code(text: str) -> bool:
    """PostgreSQL takes no NUL, not even to look for it."""
    return 0 < len(text) <= LONGEST_CODE and text.isprintable()


def _page(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 8 else 1
