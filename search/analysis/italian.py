"""Italian stems: rete and reti, corso and corsi, formatrice and formatore meet; camera and cameriere do not.

Lighter than Snowball, which joins one lemma in five with another one, and unlike UniNE's it does not leave short words
alone (figures in docs/search.md). Forms of verbs that the dictionary knows go to the verb.
"""

from functools import cache

from search.analysis import content, verbs_italian
from search.analysis.words import fold
from search.dictionary.loading import shipped

OVERRIDES = dict(content.rows("overrides_it.tsv"))
SHORTEST_ROOT = 5  # letters; shorter roots are nouns of their own (port-are, porta, porto)


def stem(word: str) -> str:
    """The stem of a word as written."""
    word = fold(word)
    return OVERRIDES.get(word) or of_verbs().get(word) or light(word)


def is_verb(word: str) -> bool:
    """Whether a word as written is a form of a verb and of no noun."""
    return fold(word) in of_verbs()


def light(word: str) -> str:
    """The stem of a folded word by its ending alone."""
    length = len(word)
    if length < 4:
        return word
    if length > 7 and word.endswith(("trice", "trici")):
        word = word[:-5] + "tore"
    last, before = word[-1], word[-2]
    if last in "eiao":
        word = word[:-2] if before in ("ih" if last in "ei" else "i") and length > 4 else word[:-1]
    return word.removesuffix("h") if len(word) > 4 else word


@cache
def of_verbs() -> dict[str, str]:
    """Folded form → stem, without forms that are also a noun's or an adjective's."""
    single = [pair for pair in shipped() if " " not in pair.italian]
    nominal = {light(fold(pair.italian)) for pair in single if pair.pos == "n"}
    verbs = {pair.italian for pair in single if pair.pos == "v" and pair.italian.endswith(("re", "rsi"))}
    found: dict[str, str] = {}
    for form, verb in verbs_italian.forms(sorted(verbs)):
        folded = fold(form)
        if light(folded) not in nominal:
            found.setdefault(folded, _stem_of(fold(verb)))
    return found


def _stem_of(verb: str) -> str:
    root = verbs_italian.root(verb)
    if len(root) >= SHORTEST_ROOT:
        return light(root + "o")
    return light(verb.removesuffix("si") + "e" if verb.endswith("rsi") else verb)
