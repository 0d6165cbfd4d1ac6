"""What is wrong with the dictionary, and what somebody should look at."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from search.dictionary.false_friends import false_friends
from search.dictionary.files import COLUMNS, FIELDS, FOLDER, KINDS, Malformed, Pair, alphabetical, plain, rows

RELATED = 4  # letters that two translations begin with alike: smontare, smontaggio
Key = Callable[[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str
    text: str

    def __str__(self):
        return self.text


def faults(folder: Path = FOLDER) -> Iterator[Finding]:
    """What must not be in the shipped files, each with its place (file:line)."""
    for field in FIELDS:
        try:
            yield from _faults_of(field, folder)
        except Malformed as error:
            yield Finding("malformed", str(error))
        except (OSError, UnicodeDecodeError) as error:
            yield Finding("malformed", f"{field}.tsv cannot be read: {error}")


def _faults_of(field, folder):
    first_place, last = {}, None
    for place, columns in rows(field, folder):
        if problem := _malformed(columns):
            yield Finding("malformed", f"{place}: {problem}")
            continue
        german, italian, pos, note = columns
        pair = Pair(german, italian, pos, field, note)
        if before := first_place.get((german, italian)):
            yield Finding("repeat", f"{place}: “{german} – {italian}” stands in {before} already")
        if last and alphabetical(pair) < alphabetical(last):
            yield Finding("order", f"{place}: “{german}” comes before “{last.german}”; `search_dictionary tidy` sorts")
        first_place.setdefault((german, italian), place)
        last = pair


def _malformed(columns) -> str:
    if len(columns) != len(COLUMNS):
        return f"{len(columns)} columns, {len(COLUMNS)} expected"
    german, italian, pos, note = columns
    if not german or not italian:
        return "one side is empty"
    if pos not in KINDS:
        return f"“{pos}” is none of {', '.join(KINDS)}"
    for text in (german, italian, note):
        if text != " ".join(text.split()):
            return f"spaces too many in “{text}”"
        if "’" in text:
            return f"“{text}” has a curly apostrophe; the files have straight ones"
    return ""


def warnings(pairs: Iterable[Pair], key: Key) -> Iterator[Finding]:
    """What may be right but deserves a look. `key` gives the stems of a text in a language, as the search does."""
    known = list(pairs)
    yield from _alike(known)
    yield from _look_alike(known)
    yield from _one_sided(known)
    yield from _collisions(known, key, "de")
    yield from _collisions(known, key, "it")


def unknown(forbidden: Iterable[tuple[str, str]], pairs: Iterable[Pair]) -> Iterator[Finding]:
    """Forbidden pairs that name a word the dictionary does not have; both as `plain` writes them."""
    known = list(pairs)
    german, italian = {plain(pair.german) for pair in known}, {plain(pair.italian) for pair in known}
    for de, it in sorted(forbidden):
        for word in [*([] if de in german else [de]), *([] if it in italian else [it])]:
            yield Finding("unknown", f"“{de} – {it}” is forbidden, but the dictionary does not have “{word}”")


def _alike(pairs):
    for german, italian in sorted({(pair.german, pair.italian) for pair in pairs}):
        if plain(german) == plain(italian):
            yield Finding("alike", f"“{german} – {italian}” is the same word on both sides")


def _look_alike(pairs):
    for german, italian in sorted({(pair.german, pair.italian) for pair in pairs}):
        if friends := false_friends(german, italian):
            yield Finding("false friends", f"“{german} – {italian}”: {friends}")


def _one_sided(pairs):
    """Italian words that are no German word's first translation: their own commonest equivalent may be missing."""
    first, every, seen = set(), Counter(), set()
    for pair in pairs:
        every[pair.italian] += 1
        if pair.german not in seen:
            first.add(pair.italian)
        seen.add(pair.german)
    for italian in sorted(every.keys() - first):
        if every[italian] == 1 and " " not in italian:
            yield Finding("one-sided", f"“{italian}” stands once, as a second choice: is its commonest German there?")


def _collisions(pairs, key, language):
    """Single words that the search cannot tell apart by their stems though they have nothing to do with each other."""
    translations, words = defaultdict(set), defaultdict(set)
    for pair in pairs:
        word, other = (pair.german, pair.italian) if language == "de" else (pair.italian, pair.german)
        if " " not in word:
            translations[word] |= {stem[:RELATED] for stem in key(other, "it" if language == "de" else "de")}
            words[key(word, language)].add(word)
    words.pop((), None)  # words that say nothing, for the search
    for stems, alike in sorted(words.items()):
        strangers = [word for word in sorted(alike) if _is_stranger(word, alike, translations)]
        if strangers:
            group = f"{' / '.join(sorted(alike))}: one stem ({' '.join(stems)}), unrelated translations"
            yield Finding(f"collision {language}", group)


def _is_stranger(word, group, translations):
    return len(group) > 1 and not any(translations[word] & translations[other] for other in group - {word})
