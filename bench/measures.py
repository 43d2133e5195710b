"""What can be measured of answers beside labels, each as a function of how often each document counts.

See :mod:`bench.intervals` for why. A figure is NaN where it cannot be said: precision where nothing was
found, recall and average precision where nothing is sought.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from bench.intervals import Measure, Numbers

__all__ = ["RECALL", "average_precision", "difference", "kappa", "rates", "share_to_read", "within"]

RECALL: Final = 0.95
"""The share of what is sought that is to be found by reading in order."""
_ALMOST: Final = 1e-9  # 0.95 × 60 may come out a little above 57
_GRADES: Final = 4


def rates(true: npt.ArrayLike, found: npt.ArrayLike, both: npt.ArrayLike) -> dict[str, Measure]:
    """Give precision, recall and F1 from how many true, found and truly found things each document has."""
    real, given, right = (np.asarray(one, np.float64) for one in (true, found, both))
    return {
        "precision": lambda weights: (weights @ right) / (weights @ given),
        "recall": lambda weights: (weights @ right) / (weights @ real),
        "f1": lambda weights: 2 * (weights @ right) / (weights @ real + weights @ given),
    }


def average_precision(truth: npt.ArrayLike, scores: npt.ArrayLike) -> Measure:
    """Give the average precision of an order by scores; those of one score count together."""
    order = _Order(truth, scores)

    def measure(weights: Numbers) -> Numbers:
        read, found = order.counts(weights)
        gained = np.diff(found, axis=1, prepend=0.0)
        # Documents that were not drawn add nothing, but may stand first.
        precision = np.divide(found, read, out=np.zeros_like(found), where=read > 0)
        total: Numbers = (gained * precision).sum(axis=1) / found[:, -1]
        return total

    return measure


def share_to_read(truth: npt.ArrayLike, scores: npt.ArrayLike, recall: float = RECALL) -> Measure:
    """Give the share of documents, best first, that is read until the recall is reached.

    Of documents with one score the worst is assumed: all of them are read.
    """
    order = _Order(truth, scores)

    def measure(weights: Numbers) -> Numbers:
        read, found = order.counts(weights)
        wanted = np.ceil(recall * found[:, -1] - _ALMOST)
        enough = np.argmax(found >= wanted[:, None], axis=1)
        share = read[np.arange(len(read)), enough] / read[:, -1]
        return np.where(wanted > 0, share, np.nan)

    return measure


def kappa(truth: npt.ArrayLike, given: npt.ArrayLike) -> Measure:
    """Give Cohen's kappa of grades 0 to 3, quadratically weighted (Cohen 1968)."""
    cells = np.asarray(truth, np.intp) * _GRADES + np.asarray(given, np.intp)
    places = np.eye(_GRADES * _GRADES)[cells]
    grades = np.arange(_GRADES)
    distance = np.subtract.outer(grades, grades) ** 2

    def measure(weights: Numbers) -> Numbers:
        table = (weights @ places).reshape(-1, _GRADES, _GRADES)
        seen = (table * distance).sum(axis=(1, 2))
        rows, columns = table.sum(axis=2), table.sum(axis=1)
        by_chance = np.einsum("di,dj,ij->d", rows, columns, distance) / table.sum(axis=(1, 2))
        total: Numbers = 1 - seen / by_chance
        return total

    return measure


def within(rows: npt.ArrayLike, measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """Measure on some of the documents only, named by their places."""
    places = np.asarray(rows, np.intp)
    return {name: _within(places, measure) for name, measure in measures.items()}


def difference(new: Measure, old: Measure) -> Measure:
    """Give by how much a figure grew, on the same documents."""
    return lambda weights: new(weights) - old(weights)


def _within(places: npt.NDArray[np.intp], measure: Measure) -> Measure:
    return lambda weights: measure(weights[:, places])


class _Order:
    """Documents by score, the best first; those of one score together."""

    def __init__(self, truth: npt.ArrayLike, scores: npt.ArrayLike) -> None:
        values = np.asarray(scores, np.float64)
        self._order = np.argsort(-values, kind="stable")
        ordered = values[self._order]
        self._true = np.asarray(truth, np.float64)[self._order]
        last = np.append(ordered[1:] != ordered[:-1], np.ones(min(1, len(ordered)), bool))
        self._ends = np.flatnonzero(last)

    def counts(self, weights: Numbers) -> tuple[Numbers, Numbers]:
        """Count, for each draw and to the end of each score, what was read and what was found."""
        if not len(self._ends):
            return np.zeros((len(weights), 1)), np.zeros((len(weights), 1))
        ordered = weights[:, self._order]
        read = np.cumsum(ordered, axis=1)[:, self._ends]
        found = np.cumsum(ordered * self._true, axis=1)[:, self._ends]
        return read, found
