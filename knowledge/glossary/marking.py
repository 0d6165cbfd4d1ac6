"""Terms in a text: the first occurrence of each becomes a link to the glossary with a tip.

Works on rendered HTML. A word at a time is looked up among the words terms begin with; only there the longer forms are
tried, longest first. So 473 terms cost a page of 20 KB a few milliseconds.
"""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from core import generation
from core.bilingual import LANGUAGES, text_in
from knowledge.glossary.inflection import first_words, pattern
from knowledge.glossary.wording import fold, forms
from knowledge.models import GlossaryTerm, Relation

MARKUP = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
LANG = re.compile(r"\slang=[\"']?([\w-]+)")
WORD = re.compile(r"\w+")
GOES_ON = re.compile(r"[\w‑-]")  # what stands before it is the first part of a longer word
_VOID = "area base br col embed hr img input link meta source track wbr"
VOID = frozenset(_VOID.split())
# A link in a link, in a heading or in a control would be wrong; code is not prose.
_UNTOUCHED = (
    "a abbr audio button code dfn figcaption h1 h2 h3 h4 h5 h6 kbd label nav object option pre samp script select "
    "style summary svg template textarea title var video"
)
UNTOUCHED = frozenset(_UNTOUCHED.split())
# Words that in most texts mean something else than the term; the glossary lists them, texts are not marked with them.
_EVERYDAY = (
    "Aktivität Ansatz Beschluss Bewerbung Empfehlung Fehlzeiten Förderung Gemeinde Indikator Inhaber Inhaberin "
    "Koordination Maßnahme Mandat Matching Muster Praxisbeispiel Protokoll Region Screening Tagung Transfer Vorlage "
    "Workshop Zuschuss "
    "assenze attività attore camera candidatura competenza comune conferenza coordinamento delega delibera diffusione "
    "finanziamento indicatore interpretazione laboratorio mandato modulo profilazione proroga raccomandazione "
    "restituzione sperimentazione testimonianza titolare trasferimento verbale"
)
EVERYDAY = frozenset(map(fold, _EVERYDAY.split()))


@dataclass
class Form:
    """One way of writing a term in one language."""

    text: str
    language: str
    term: GlossaryTerm

    def end_in(self, text: str, start: int, end: int) -> int | None:
        """Where the form ends whose first word, looked up already, stands from start to end; None where it does not."""
        if WORD.fullmatch(self.text):
            return end if not GOES_ON.match(text, end) else None
        found = self._pattern.match(text, start)
        return found.end() if found else None

    @cached_property
    def _pattern(self) -> re.Pattern:
        return re.compile(pattern(self.text, self.language) + rf"(?!{GOES_ON.pattern})")


@dataclass
class Seen:
    """What has been marked on a page, so that each term is marked once: shared by all its blocks."""

    slugs: set[str] = field(default_factory=set)


class Matcher:
    """The terms of one language, ready to be found. Made once, then only read, by any number of threads."""

    def __init__(self, terms: Iterable[GlossaryTerm], language: str):
        self.language = language
        self.starts: dict[str, list[Form]] = {}
        for term in terms:
            for text in forms(term, language):
                if fold(text) not in EVERYDAY and text[0].isalnum():
                    self._add(Form(text, language, term))
        for found in self.starts.values():
            found.sort(key=lambda form: -len(form.text))

    def _add(self, form):
        for word in first_words(form.text, self.language):
            self.starts.setdefault(word, []).append(form)

    def find(self, text: str, seen: set[str]):
        """(start, end, term) of each term that is not among the seen, from left to right; they are seen then."""
        end = 0
        for token in WORD.finditer(text):
            if token.start() < end or not (candidates := self.starts.get(token[0])) or _continues(text, token.start()):
                continue
            for form in candidates:
                if found := form.end_in(text, *token.span()):
                    end = found  # also where it has been seen: nothing shorter inside it is marked
                    if form.term.slug not in seen:
                        seen.add(form.term.slug)
                        yield token.start(), end, form.term
                    break


def _continues(text, start):
    """Whether what begins here is the later part of a longer word, or of an entity like `&amp;`."""
    return start > 0 and text[start - 1] in "-‑&#"


def mark(html: str, matcher: Matcher, link, seen: Seen) -> str:
    """The HTML with terms marked.

    Args:
        link: (text, term) → HTML; the text is escaped already, as it stands in the page.
        seen: what has been marked on this page; grows.
    """
    parts, position, stack = [], 0, []
    for tag in MARKUP.finditer(html):
        parts.append(_mark_text(html[position : tag.start()], matcher, link, seen, stack))
        parts.append(tag[0])
        position = tag.end()
        _follow(tag, stack, matcher.language)
    parts.append(_mark_text(html[position:], matcher, link, seen, stack))
    return "".join(parts)


def _follow(tag, stack, language):
    """Keep the open elements as (name, whether its text is left alone)."""
    name = (tag[2] or "").lower()
    if not name or name in VOID or tag[3].endswith("/"):
        return
    if tag[1]:
        while stack and stack.pop()[0] != name:
            pass
        return
    closed = bool(stack) and stack[-1][1]
    lang = LANG.search(tag[3])
    foreign = bool(lang) and lang[1][:2].lower() != language
    stack.append((name, closed or foreign or name in UNTOUCHED or 'translate="no"' in tag[3]))


def _mark_text(text, matcher, link, seen, stack):
    if not text or (stack and stack[-1][1]):
        return text
    parts, position = [], 0
    for start, end, term in matcher.find(text, seen.slugs):
        parts += [text[position:start], link(text[start:end], term)]
        position = end
    return "".join([*parts, text[position:]]) if parts else text


# --- The matchers of this process --------------------------------------------------------------------

_lock = threading.Lock()
_kept: dict[str, Matcher] = {}
_kept_for: tuple | None = None  # generation, fingerprint of the terms


def matcher_for(language: str) -> Matcher:
    """The matcher of the terms as they are now; asks the database for the generation, for the terms after a change."""
    global _kept, _kept_for
    now = generation.current()
    with _lock:
        if now is None or _kept_for is None or _kept_for[0] != now:
            terms = [term for term in GlossaryTerm.objects.all() if _says_something(term)]
            fingerprint = hash(tuple(_words(term) for term in terms))
            if _kept_for is None or _kept_for[1] != fingerprint:
                _kept = {each: Matcher(terms, each) for each in LANGUAGES}
            _kept_for = (now, fingerprint)
        return _kept[language]


def _says_something(term) -> bool:
    """Texts are marked where a reader of the other country would stumble, not at every “Workshop”."""
    return term.relation != Relation.EXACT or bool(term.note_de or term.note_it)


def _words(term):
    names = ("label", "synonyms", "definition", "note")
    return (term.pk, term.slug, term.relation, *(text_in(term, name, each) for name in names for each in LANGUAGES))
