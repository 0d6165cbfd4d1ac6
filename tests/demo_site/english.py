"""Our source texts are English: which of them must not stand on a German or an Italian page."""

import re

import polib

from core import catalogues

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]")
WORDS_OF_CONTENT = {"stage", "Stage"}  # Italian for Praktikum; stands alone where a search marks it
LETTERS = 12  # beside placeholders: shorter patterns would fit anything


def sources(language: str):
    """A function that says whether a text is a source text whose translation into the language differs from it."""
    (path,) = (path for path in catalogues.paths(catalogues.folder()) if f"/{language}/" in path.as_posix())
    pairs = [pair for entry in polib.pofile(str(path)) if not entry.obsolete for pair in _pairs(entry)]
    translations = {_one_line(translated).casefold() for _source, translated in pairs}
    plain, patterns = set(), []
    for source, _translated in pairs:
        source = _one_line(source)
        if source.casefold() in translations:  # a word of the language, too
            continue
        if PLACEHOLDER.search(source):
            parts = [re.escape(part) for part in re.split(r"%\(\w+\)[sd]|%[sd]", source)]
            if sum(map(len, parts)) >= LETTERS:
                patterns.append(".*".join(parts))
        else:
            plain.add(source)
            plain.add(source[:1].upper() + source[1:])
    plain -= WORDS_OF_CONTENT
    pattern = re.compile("|".join(patterns))
    return lambda text: text in plain or bool(pattern.fullmatch(text))


def _pairs(entry):
    if entry.msgid_plural:
        yield entry.msgid, entry.msgstr_plural[0]
        yield entry.msgid_plural, entry.msgstr_plural[1]
    else:
        yield entry.msgid, entry.msgstr


def _one_line(text) -> str:
    return " ".join(text.split())
