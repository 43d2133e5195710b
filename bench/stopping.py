"""How often a list that passes the stopping rule holds too little, and how much reading is saved.

Each order is read to where the rule first says that enough is found; what was included is known, so recall
there is too. Runs on one set are much alike, so the interval over all draws whole sets again, not runs.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bench.intervals import Figure, Numbers, figures
from bench.screening_orders import ReadReview
from bench.wilson import wilson
from synthesis.stopping.hypergeometric import Rule, first_pass

__all__ = ["SetStopped", "StopFigures", "StoppedRun", "measure_stopping", "stopped_runs"]

_LEFT_OUT: Final = 0.1
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class StoppedRun:
    """One order, read until the rule passed: ``read`` of ``records``, ``found`` of ``included``."""

    set: str
    records: int
    included: int
    read: int
    found: int

    @property
    def recall(self) -> float:
        """Give the share found of what was included."""
        return self.found / self.included

    @property
    def saved(self) -> float:
        """Give the share of the records that need not be read."""
        return 1 - self.read / self.records


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStopped:
    """The runs on one set: means over them, the lowest recall, and how many fell below the target."""

    set: str
    runs: int
    records: float
    included: float
    saved: float
    recall: float
    lowest: float
    below: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopFigures:
    """A rule on all runs.

    ``below`` is the share of runs whose recall fell below the target, with Wilson's interval, which takes
    runs for independent; ``below_by_set`` is the same share with the interval over sets. ``saved`` is the
    mean share of records that need not be read, with the interval over sets.
    """

    rule: Rule
    runs: int
    below: Figure
    below_by_set: Figure
    saved: Figure
    sets: tuple[SetStopped, ...]


def stopped_runs(screened: Sequence[ReadReview], rule: Rule, draws: int = 0) -> list[StoppedRun]:
    """Read each order to where the rule passes, and as often as ``draws`` says with a tenth left out.

    Which tenth is left out is drawn from set, seed and number of the draw, so that it is the same for every
    rule and on every machine. What is left keeps its order. Draws without any included record are dropped.
    """
    return [
        _stopped(one.set, included, rule)
        for one in screened
        for included in (one.included, *_drawn(one, draws))
        if included.any()
    ]


def measure_stopping(runs: Sequence[StoppedRun], rule: Rule) -> StopFigures:
    """Compute the figures of a rule from its runs."""
    names = list(dict.fromkeys(run.set for run in runs))
    sets = tuple(_set(name, [run for run in runs if run.set == name], rule) for name in names)
    count = np.array([one.runs for one in sets], np.float64)
    saved = np.array([one.saved for one in sets]) * count
    below = np.array([one.below for one in sets], np.float64)
    over_sets = figures(
        {
            "saved": lambda draws: _mean(draws, saved, count),
            "below": lambda draws: _mean(draws, below, count),
        },
        len(sets),
    )
    return StopFigures(
        rule=rule,
        runs=len(runs),
        below=wilson(int(below.sum()), len(runs)),
        below_by_set=over_sets["below"],
        saved=over_sets["saved"],
        sets=sets,
    )


def _drawn(screened: ReadReview, draws: int) -> Iterator[npt.NDArray[np.bool_]]:
    for number in range(draws):
        chance = np.random.default_rng((zlib.crc32(screened.set.encode()), screened.seed, number))
        yield screened.included[chance.random(len(screened.included)) >= _LEFT_OUT]


def _stopped(name: str, included: npt.NDArray[np.bool_], rule: Rule) -> StoppedRun:
    read = first_pass(rule, included.tolist())
    return StoppedRun(name, len(included), int(included.sum()), read, int(included[:read].sum()))


def _set(name: str, runs: Sequence[StoppedRun], rule: Rule) -> SetStopped:
    recalls = [run.recall for run in runs]
    return SetStopped(
        set=name,
        runs=len(runs),
        records=float(np.mean([run.records for run in runs])),
        included=float(np.mean([run.included for run in runs])),
        saved=float(np.mean([run.saved for run in runs])),
        recall=float(np.mean(recalls)),
        lowest=min(recalls),
        below=sum(recall < rule.target - _ROUNDING for recall in recalls),
    )


def _mean(draws: Numbers, sums: Numbers, counts: Numbers) -> Numbers:
    mean: Numbers = (draws @ sums) / (draws @ counts)
    return mean
