"""Two or three practices side by side: the same facts and texts in rows."""

from dataclasses import dataclass

from core.bilingual import language_of
from knowledge.library.reading import chapters, facts
from knowledge.models import GoodPractice

MOST = 3


@dataclass(frozen=True)
class Asked:
    """What an address asks to compare.

    Attributes:
        practices: at most three that the reader may see, in the order asked for.
        unknown: whether one was asked for that does not exist for this reader.
        too_many: whether more than three were asked for.
    """

    practices: list
    unknown: bool
    too_many: bool


def asked(user, parameters) -> Asked:
    keys = list(dict.fromkeys(parameters.getlist("id")))[:50]
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 18]
    found = GoodPractice.objects.visible_to(user).filter(pk__in=numbers).for_lists()
    known = {practice.pk: practice for practice in found.prefetch_related(*RELATIONS).select_related("translated_by")}
    practices = [known[number] for number in dict.fromkeys(numbers) if number in known]
    return Asked(practices[:MOST], len(practices) < len(keys), len(practices) > MOST)


RELATIONS = ("target_groups", "fields_of_action", "topics", "context_features")


def fact_rows(practices) -> list[dict]:
    """A row for every fact that one of them has: its label, and for each practice its fact or None."""
    columns = [{fact.key: fact for fact in facts(practice)} for practice in practices]
    order = ("responsible", "place", "period", "groups", "fields", "actions", "topics", "eqf", "maturity", "licence")
    rows = []
    for key in order:
        cells = [column.get(key) for column in columns]
        if known := [cell for cell in cells if cell]:
            rows.append({"label": max((fact.label for fact in known), key=len), "cells": _beside(practices, cells)})
    return rows


def text_rows(practices) -> list[dict]:
    """A row for every text that one of them has: its title, and for each practice the field's name or None."""
    titles, features = {}, [{} for _practice in practices]
    for number, practice in enumerate(practices):
        for chapter in chapters(practice):
            for text in chapter.texts:
                titles[text.name] = text.title
                features[number][text.name] = text.features
    rows = []
    for name in GoodPractice.searched:  # the record's order
        if name in titles:
            cells = [
                {"features": features[number].get(name, []), "written": language_of(practice, name)}
                for number, practice in enumerate(practices)
            ]
            rows.append({"name": name, "label": titles[name], "cells": _beside(practices, cells)})
    return rows


def _beside(practices, cells) -> list[dict]:
    return [{"practice": practice, "cell": cell} for practice, cell in zip(practices, cells, strict=True)]
