"""From ways to nodes: what an engine adds up.

Engines weigh a rare key more than a common one (idf). Among the ways of one word that would prefer the oddest
translation; so all of them get the rarity of what the word means, that is of its commonest sure form. Weak ways are not
lifted by that above their own rarity: a part of a compound is commoner than the compound.
"""

import math
from collections.abc import Callable

from search import fields
from search.planning.tree import All, Best, Node, Phrase, Sum, Term
from search.planning.ways import Counts, Unit, Way
from search.planning.weights import Weights

TITLES = {fields.TEXT[language]: fields.TITLE[language] for language in fields.TEXT}
LEAST = 0.05  # rarity of a key that stands everywhere


class Scale:
    """How rare keys are. Args: counts: of each place, and of the mark that stands in every entry."""

    def __init__(self, counts: Counts):
        self.counts = counts
        self.total = max(counts.get((fields.TEXT["de"], fields.EVERYWHERE), 0), 1)

    def rarity(self, count: int) -> float:
        """As both engines reckon it (BM25)."""
        return max(math.log(1 + (self.total - count + 0.5) / (count + 0.5)), LEAST)

    def has(self, way: Way) -> bool:
        return all(any(self.counts.get(place) for place in group) for group in way.groups)

    def commonest(self, way: Way) -> int:
        return max(self.counts[place] for place in way.groups[0])


def node_of(unit: Unit, scale: Scale, weights: Weights, share: Callable[[Unit], float]) -> Node | None:
    """What a unit is worth; None when the index has nothing for it.

    Args:
        share: how much of the query's matter a unit carries.
    """
    ways = [way for way in unit.ways if scale.has(way)]
    inner = [node for each in unit.inner if (node := node_of(each, scale, weights, share))]
    best = max((way.worth for way in ways), default=0)
    sure = [scale.commonest(way) for way in ways if way.is_single and way.worth >= weights.sure * best]
    rarity = scale.rarity(max(sure)) if sure else None
    nodes = [_of_way(way, scale, rarity, share(unit), way.worth >= weights.lifted) for way in ways]
    if inner:
        nodes.append(_one_or(Sum, inner))
    return _one_or(Best, nodes) if nodes else None


def in_titles(node: Node, weight: float) -> Node | None:
    """The same node in the title fields; None where it has nothing there."""
    match node:
        case Term(name, key, worth):
            return Term(TITLES[name], key, worth * weight) if name in TITLES else None
        case Phrase(name, keys, worth):
            return Phrase(TITLES[name], keys, worth * weight) if name in TITLES else None
        case _:
            nodes = [moved for each in node.nodes if (moved := in_titles(each, weight))]
            if not nodes or (isinstance(node, All) and len(nodes) < len(node.nodes)):
                return None
            return _one_or(type(node), nodes)


def _of_way(way: Way, scale: Scale, rarity: float | None, factor: float, is_lifted: bool) -> Node:
    worth = way.worth * factor / len(way.groups)
    groups = []
    for group in way.groups:
        there = [place for place in group if scale.counts.get(place)]
        terms = []
        for name, key in there:
            level = rarity / scale.rarity(scale.counts[name, key]) if rarity is not None else 1
            terms.append(Term(name, key, worth * (level if is_lifted else min(level, 1))))
        groups.append(_one_or(Best, terms))
    return _one_or(All, groups)


def _one_or(kind, nodes):
    return kind(tuple(nodes)) if len(nodes) > 1 else nodes[0]
