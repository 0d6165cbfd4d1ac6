"""How a term's words may end in a text: light inflection of German and Italian."""

import re

PIECE = re.compile(r"\w+|\s+|[^\w\s]")
APOSTROPHE = r"(?:['’]|&#x27;|&#39;)"  # as people type it and as templates escape it
_LITTLE = (
    "der die das des dem den ein eine einer einem einen und oder von vom zu zum zur mit ohne nach in im an am auf aus "
    "für bei als über per "
    "il lo la i gli le l un uno una e o di del dello della dei degli delle d da dal dalla a al allo alla ai alle nel "
    "nella nello con fra tra su sul sulla come non più"
)
LITTLE = frozenset(_LITTLE.split())
ADJECTIVE = re.compile(r"(\w{3,}?)e[rsnm]?")
ADJECTIVE_ENDINGS = ("", "e", "er", "es", "en", "em")
NOUN_ENDINGS = ("", "s", "es", "n", "en", "e", "er", "ern", "nen")
NOUN_IN_E_ENDINGS = ("e", "en", "er", "es", "")
ITALIAN_ENDINGS = (  # in the term → in a text; the longest that fits counts
    ("cia", ("cia", "cie", "ce")),
    ("gia", ("gia", "gie", "ge")),
    ("io", ("io", "i", "ia", "ie")),
    ("co", ("co", "ci", "chi", "ca", "che")),
    ("go", ("go", "ghi", "gi", "ga", "ghe")),
    ("ca", ("ca", "che")),
    ("ga", ("ga", "ghe")),
    ("o", ("o", "i", "a", "e")),
    ("a", ("a", "e", "i")),
    ("e", ("e", "i")),
)


def pattern(form: str, language: str) -> str:
    """A regular expression for the form and its inflected forms; white space, dashes and apostrophes are lenient."""
    return "".join(_piece(piece, language) for piece in PIECE.findall(form))


def first_words(form: str, language: str) -> list[str]:
    """What the form's first word may look like in a text."""
    return spellings(re.match(r"\w+", form)[0], language)


def spellings(word: str, language: str) -> list[str]:
    """A word and its inflected forms. One in small letters may begin a sentence; a noun or name keeps its capital."""
    found = _german(word) if language == "de" else _italian(word)
    if word[0].islower():
        found = [*found, *(each[0].upper() + each[1:] for each in found)]
    return list(dict.fromkeys(found))


def _piece(piece, language):
    if piece.isspace():
        return r"\s+"
    if piece in "'’":
        return APOSTROPHE
    if piece in "-–":
        return "[-–]"
    if not piece[0].isalpha():
        return re.escape(piece)
    return f"(?:{'|'.join(sorted(map(re.escape, spellings(piece, language)), key=len, reverse=True))})"


def _is_abbreviation(word):
    return sum(letter.isupper() for letter in word) > 1


def _german(word):
    if word in LITTLE:
        return [word]
    if _is_abbreviation(word):
        return [word, f"{word}s"]
    if word[0].islower():
        adjective = ADJECTIVE.fullmatch(word)
        stem = adjective[1] if adjective else word
        return [stem + ending for ending in ADJECTIVE_ENDINGS]
    if word.endswith("e"):
        return [word[:-1] + ending for ending in NOUN_IN_E_ENDINGS]
    return [word + ending for ending in NOUN_ENDINGS]


def _italian(word):
    if word in LITTLE or _is_abbreviation(word):
        return [word]
    for ending, others in ITALIAN_ENDINGS:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return [word[: -len(ending)] + other for other in others]
    return [word]
