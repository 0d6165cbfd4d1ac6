"""Forms of Italian verbs: imparano, imparando and imparato lead to imparare."""

from collections.abc import Iterable, Iterator

from search.analysis import content

_ARE = [
    "o",
    "i",
    "a",
    "iamo",
    "ate",
    "ano",
    "ava",
    "avano",
    "avo",
    "ando",
    "ato",
    "ata",
    "ati",
    "ate",
    "erà",
    "eranno",
    "erebbe",
    "erebbero",
    "erò",
    "ino",
    "are",
    "arsi",
    "arla",
    "arlo",
    "arli",
    "arle",
    "andosi",
    "ò",
    "arono",
    "asse",
]
_ERE = [
    "o",
    "i",
    "e",
    "iamo",
    "ete",
    "ono",
    "eva",
    "evano",
    "endo",
    "uto",
    "uta",
    "uti",
    "ute",
    "erà",
    "eranno",
    "erebbe",
    "erò",
    "a",
    "ano",
    "ere",
    "ersi",
    "erla",
    "erlo",
    "erli",
    "erle",
    "endosi",
    "é",
    "erono",
    "esse",
]
_IRE = [
    "o",
    "i",
    "e",
    "iamo",
    "ite",
    "ono",
    "isco",
    "isci",
    "isce",
    "iscono",
    "iva",
    "ivano",
    "endo",
    "ito",
    "ita",
    "iti",
    "ite",
    "irà",
    "iranno",
    "irebbe",
    "irò",
    "a",
    "ano",
    "isca",
    "iscano",
    "ire",
    "irsi",
    "irla",
    "irlo",
    "irli",
    "irle",
    "endosi",
    "ì",
    "irono",
    "isse",
]
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
    endings = {"are": _ARE, "ere": _ERE, "ire": _IRE}.get(verb[-3:])
    if endings is None:
        return {verb}
    return {_joined(verb[:-3], ending, verb[-3:]) for ending in endings}


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
