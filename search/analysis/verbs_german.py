"""Forms of German verbs: lernt, lernte and gelernt lead to lernen; Snowball knows none of them."""

from collections.abc import Iterable, Iterator

from search.analysis import content

SEPARABLE = tuple(content.listed("prefixes_de.txt"))
INSEPARABLE = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer")
_STRONG = {infinitive: forms for infinitive, *forms in content.rows("strong_de.tsv")}


def forms(infinitives: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(form, infinitive) of each verb, small letters, as written."""
    for infinitive in infinitives:
        for form in _forms(infinitive):
            yield form, infinitive


def _forms(verb: str) -> set[str]:
    prefix, base = _split(verb)
    simple, participle = _strong(base) or _weak(base)
    joined = base.startswith(INSEPARABLE) or base.endswith("ieren") or prefix in ("über", "unter", "durch", "um")
    found = {prefix + form for form in simple} | {prefix + participle}
    found.add(prefix + "zu" + base)
    if joined:
        found.add(prefix + participle.removeprefix("ge"))
    if not prefix:
        return found
    return found | {prefix + "zu" + base}


def _split(verb: str) -> tuple[str, str]:
    """A separable prefix and the rest, as ausbilden: aus, bilden; no prefix where the rest would be no verb."""
    for prefix in SEPARABLE:
        rest = verb.removeprefix(prefix)
        if rest != verb and len(rest) >= 5 and rest.endswith(("en", "ern", "eln")):
            return prefix, rest
    return "", verb


def _strong(base: str):
    for inseparable in ("", *INSEPARABLE):
        rest = base.removeprefix(inseparable) if inseparable else base
        if rest in _STRONG and (not inseparable or rest != base):
            now, past, participle = _STRONG[rest]
            if inseparable:
                participle = participle.removeprefix("ge")
            ending = "n" if past.endswith("e") else "en"
            return {inseparable + now, inseparable + past, inseparable + past + ending}, inseparable + participle
    return None


def _weak(base: str):
    stem = base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")
    middle = "e" if stem.endswith(("t", "d", "chn", "ffn", "gn", "tm", "dm")) else ""
    simple = {stem + middle + ending for ending in ("t", "te", "ten", "tet")}
    own = base.startswith(INSEPARABLE) or base.endswith("ieren")
    return simple, ("" if own else "ge") + stem + middle + "t"
