"""Figures with intervals: the percentile bootstrap (Efron and Tibshirani 1993, chapter 13).

The documents are drawn again, with replacement, and every figure is computed on each draw. A draw is a row of
numbers: how often each document was drawn. So a figure that can be computed from such weights is
computed on many draws at once.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["DRAWS", "Figure", "Measure", "Numbers", "figures"]

Numbers = npt.NDArray[np.float64]
Measure = Callable[[Numbers], Numbers]
"""From weights (draws by documents) to one figure a draw; NaN where a draw has none."""

DRAWS: Final = 1000
_SEED: Final = 20261124
_LOW: Final = 2.5  # percentiles of a 95 % interval
_HIGH: Final = 97.5
_AT_ONCE: Final = 1_000_000  # weights that are held at a time: 8 MB


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval; None where it cannot be said, as recall where nothing is sought."""

    value: float | None
    low: float | None
    high: float | None


def figures(measures: Mapping[str, Measure], documents: int) -> dict[str, Figure]:
    """Compute figures on all documents, each with its interval; the same draws serve them all.

    Draws on which a figure cannot be computed take no part in its interval. The seed is fixed: the same
    documents give the same intervals.
    """
    drawn: dict[str, list[Numbers]] = {name: [] for name in measures}
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = {name: measure(np.ones((1, documents)))[0] for name, measure in measures.items()}
        for weights in _draws(documents):
            for name, measure in measures.items():
                drawn[name].append(measure(weights))
    return {name: _figure(float(whole[name]), np.concatenate(drawn[name])) for name in measures}


def _figure(value: float, drawn: Numbers) -> Figure:
    sure = drawn[np.isfinite(drawn)]
    if not math.isfinite(value) or not len(sure):
        return Figure(None, None, None)
    low, high = np.percentile(sure, (_LOW, _HIGH))
    return Figure(value, float(low), float(high))


def _draws(documents: int) -> Iterator[Numbers]:
    chance = np.random.default_rng(_SEED)
    step = max(1, min(DRAWS, _AT_ONCE // max(1, documents)))
    for start in range(0, DRAWS, step):
        rows = min(step, DRAWS - start)
        drawn = chance.integers(documents, size=(rows, documents))
        drawn += np.arange(rows)[:, None] * documents
        counts = np.bincount(drawn.ravel(), minlength=rows * documents)
        yield counts.reshape(rows, documents).astype(np.float64)
