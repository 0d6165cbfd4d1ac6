"""How good a ranking is, against judgments: grade 3 says it exactly, 2 substantially, 1 touches it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Measures:
    """Each from 0 to 1. Args: ndcg: at 10; recall: at 20; mrr; success: at 3."""

    ndcg: float
    recall: float
    mrr: float
    success: float


NAMES = {"ndcg": "nDCG@10", "recall": "recall@20", "mrr": "MRR", "success": "success@3"}


def measure(relevant: dict[str, int], ranking: list[str]) -> Measures:
    """Args: relevant: id → grade, all above 0; ranking: ids, best first."""
    ranking = list(dict.fromkeys(ranking))
    first = next((place for place, each in enumerate(ranking, 1) if each in relevant), 0)
    return Measures(
        ndcg=_gained(relevant.get(each, 0) for each in ranking[:10]) / _gained(_best(relevant)),
        recall=sum(each in relevant for each in ranking[:20]) / len(relevant),
        mrr=1 / first if first else 0.0,
        success=float(0 < first <= 3),
    )


def mean(measured: list[Measures]) -> Measures:
    return Measures(*(sum(getattr(each, f.name) for each in measured) / len(measured) for f in fields(Measures)))


def _best(relevant):
    return sorted(relevant.values(), reverse=True)[:10]


def _gained(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
