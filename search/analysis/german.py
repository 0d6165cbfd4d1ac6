"""German stems: Snowball after folding, corrected where it joins what is different or parts what belongs together."""

from functools import cache

import Stemmer

from search.analysis import content, verbs_german
from search.analysis.words import fold, fold_german
from search.dictionary.loading import shipped

_snowball = Stemmer.Stemmer("german", 0)
OVERRIDES = dict(content.rows("overrides_de.tsv"))
SHORTEST_IN_ER = 5


def stem(word: str) -> str:
    """The stem of a word as written."""
    word = word.casefold()
    if word in OVERRIDES:
        return OVERRIDES[word]
    folded = fold_german(word)
    if len(folded) <= 3:
        return folded
    return _in_er(folded) or _of_verb(folded) or _stemmed(folded)


def _stemmed(folded: str) -> str:
    if folded.endswith("s") and folded[:-1] in nouns() and folded not in nouns():  # Azubis, Tipps
        folded = folded[:-1]
    return fold(_snowball.stemWord(folded))


@cache
def nouns() -> frozenset[str]:
    """The dictionary's single nouns, folded."""
    return frozenset(fold_german(pair.german) for pair in shipped() if pair.pos == "n" and pair.german.isalpha())


def is_verb(word: str) -> bool:
    """Whether a word as written is a form of a verb; nouns are written large."""
    return word[:1].islower() and bool(_of_verb(fold_german(word)))


def _of_verb(folded: str) -> str:
    """The stem of the verb, also where its participle is inflected as an adjective (übernommene)."""
    forms = of_verbs()
    if found := forms.get(folded):
        return found
    for ending in ("e", "en", "er", "es", "em"):
        base = folded.removesuffix(ending)
        if base != folded and base.endswith(("t", "en")) and base in forms:
            return forms[base]
    return ""


@cache
def nouns_in_er() -> frozenset[str]:
    """Folded: Lehrer, Kammer, Lager. Snowball takes their -er for an ending, and Lehrer for Lehre."""
    adjectives = {fold_german(pair.german) for pair in shipped() if pair.pos == "a"}
    return frozenset(
        word for word in nouns() if word.endswith("er") and len(word) >= SHORTEST_IN_ER and word[:-2] not in adjectives
    )


@cache
def of_verbs() -> dict[str, str]:
    """Folded form → stem of the infinitive; not where a dictionary has the form itself (führen, not fuhren)."""
    stems = set(map(_stemmed, nouns()))
    verbs = {pair.german.casefold() for pair in shipped() if pair.pos == "v" and pair.german.isalpha()}
    infinitives = {fold_german(verb) for verb in verbs}
    found: dict[str, str] = {}
    for form, verb in verbs_german.forms(sorted(verbs)):
        folded = fold_german(form)
        if folded not in infinitives and _stemmed(folded) not in stems:
            found.setdefault(folded, OVERRIDES.get(verb) or _stemmed(fold_german(verb)))
    return found


def _in_er(folded: str) -> str:
    """The word without inflection when it is, or ends with, one of the nouns in -er; otherwise empty."""
    for ending in ("innen", "in", "n", "s", ""):
        base = folded.removesuffix(ending) if ending else folded
        if base.endswith("er") and (ending == "" or base != folded) and _ends_with_noun(base):
            return base
    return ""


def _ends_with_noun(base: str) -> bool:
    nouns = nouns_in_er()
    return base in nouns or any(base[start:] in nouns for start in range(3, len(base) - SHORTEST_IN_ER))
