"""From text to words: the same for documents and queries, whatever the engine."""

import re
import unicodedata

APOSTROPHES = "'’ʼ`´"
WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
GENDER = re.compile(  # Lehrer:innen, Lehrer*innen, Lehrer_innen, LehrerInnen, Schüler/-innen, Lehrer(innen)
    r"(?<=[a-zäöüß])(?:[:*_·]|/-?)in(?:nen)?\b|(?<=[a-zäöüß])In(?:nen)?\b|(?<=[a-zäöüß])\(in(?:nen)?\)"
)
ELISION = re.compile(
    r"^(?:l|un|dell|all|dall|nell|sull|coll|pell|quell|quest|gl|agl|dagl|degl|negl|sugl|bell|sant|tutt|anch|com|dov"
    rf"|cos|mezz|senz|c|d|m|t|s|v|n)[{APOSTROPHES}](?=\w)",
    re.IGNORECASE,
)
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")


def words(text: str) -> list[str]:
    """The words of a text as written, without articles that are elided and without gender endings."""
    text = unicodedata.normalize("NFC", text)  # from some editors umlauts come as two characters
    return [bare(word) for word in WORD.findall(GENDER.sub("", text))]


def bare(word: str) -> str:
    """The word without an elided article, and without what follows another apostrophe: dell'azienda → azienda."""
    return _APOSTROPHE.split(ELISION.sub("", word))[0] if _APOSTROPHE.search(word) else word


def fold(word: str) -> str:
    """Small letters without accents: for Italian, and for comparing what was typed."""
    word = word.casefold()
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def fold_german(word: str) -> str:
    """As Lucene's GermanNormalizationFilter: ß is ss, ä and ae are a, ü and ue are u (not after a vowel or q)."""
    out, state = [], "plain"
    for letter in word.casefold():
        if letter == "e" and state == "umlaut":
            state = "vowel"
            continue
        if letter in "ao":
            state = "umlaut"
        elif letter == "u":
            state = "umlaut" if state == "plain" else "vowel"
        elif letter in "eiqy" or letter in "äöü":
            state = "vowel"
        else:
            state = "plain"
        out.append(letter)
    return fold("".join(out))
