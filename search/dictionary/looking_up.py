"""Which translations a word has, and from where."""

from dataclasses import dataclass

from search.dictionary.files import plain
from search.dictionary.loading import shipped
from search.models import DictionaryEntry


@dataclass(frozen=True, slots=True)
class Origin:
    german: str
    italian: str
    field: str
    note: str
    where: str
    forbidden: bool

    def __str__(self):
        sense = f" ({self.note})" if self.note else ""
        banned = "  FORBIDDEN" if self.forbidden else ""
        return f"{self.german} – {self.italian}{sense}  [{self.field}, {self.where}]{banned}"


def origins(word: str) -> list[Origin]:
    """What stands under a German or Italian word, forbidden pairs included and marked; written in whatever case."""
    wanted = plain(word)
    rows = list(DictionaryEntry.objects.values_list("german", "italian", "field", "note", "source", "forbidden"))
    banned = {(plain(german), plain(italian)) for german, italian, *_, forbidden in rows if forbidden}
    known = [(pair.german, pair.italian, pair.field, pair.note, "shipped") for pair in shipped()]
    known += [(*facts, source or "by hand") for *facts, source, forbidden in rows]
    return [
        Origin(german, italian, field, note, where, (plain(german), plain(italian)) in banned)
        for german, italian, field, note, where in known
        if wanted in (plain(german), plain(italian))
    ]
