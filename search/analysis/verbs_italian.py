"""Forms of Italian verbs: imparano, imparando and imparato lead to imparare."""

from collections.abc import Iterable, Iterator

from search.analysis import content

_ENDINGS = {conjugation: endings.split() for conjugation, endings in content.rows("endings_it.tsv")}
_IRREGULAR = {infinitive: forms.split() for infinitive, forms in content.rows("irregular_it.tsv")}


def forms(infinitives: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(form, infinitive) of each verb, small letters, as written."""
    for infinitive in infinitives:
        verb = infinitive.removesuffix("si") + "e" if infinitive.endswith(("arsi", "ersi", "irsi")) else infinitive
        for form in _regular(verb) | _irregular(verb):
            yield form, infinitive


def root(verb: str) -> str:
    return verb[:-4] if verb.endswith(("arsi", "ersi", "irsi")) else verb[:-3]


def _regular(verb: str) -> set[str]:
    return {_joined(verb[:-3], ending, verb[-3:]) for ending in _ENDINGS.get(verb[-3:], ())} or {verb}


def _joined(stem: str, ending: str, conjugation: str) -> str:
    """Root and ending: cercare, cerchi; viaggiare, viaggi; mangiare, mangerà."""
    soft = ending[0] in "eièé"
    if conjugation == "are" and soft:
        if stem.endswith(("c", "g")):
            return stem + "h" + ending
        if stem.endswith("i") and (ending[0] == "i" or stem.endswith(("ci", "gi"))):
            return stem[:-1] + ending
    return stem + ending


def _irregular(verb: str) -> set[str]:
    for base, found in _IRREGULAR.items():
        if verb.endswith(base) and (len(base) > 4 or verb == base):
            prefix = verb[: len(verb) - len(base)]
            return {prefix + form for form in found}
    return set()
