"""Recall over the weeks, from the audit works drawn at random from what was not placed.

What is estimated: of all candidates of these weeks that the team would keep, the share that their queues
showed. Works that were never candidates are outside; so are placed works that nobody has decided, which are
neither found nor missed.

Each audit work of a week stands for the works of that week that were not placed, divided by its audit
works: the estimator of Horvitz and Thompson 1952 of the number missed. For the interval, its sum of unequal
weights is replaced by so many equal ones that mean and variance stay (as Fay and Feuer 1997 do for rates,
Statistics in Medicine 16:791-801), half a kept work being added with the usual weight, which is Jeffreys'
prior. The number missed among the works not placed then has a beta-binomial distribution, and the interval
cuts off equal parts at its two ends. With one weight for all weeks this is the posterior of simple random
sampling, and nothing is approximate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["ENOUGH_AUDITS", "Recall", "Week", "estimate"]

ENOUGH_AUDITS: Final = 8
"""From so many audit works on, an estimate is worth telling; with fewer, the interval is nearly all."""

_JEFFREYS: Final = 0.5
_CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What is known of one run's queue in one workstream.

    ``placed`` of the ``candidates`` stood in the queue, ``audits`` of them drawn at random from those that
    would not have been placed. ``decided`` and ``kept`` count placed works, audits included;
    ``audits_decided`` and ``audits_kept`` count audit works only.
    """

    run: int
    candidates: int
    placed: int
    decided: int
    kept: int
    audits: int
    audits_decided: int
    audits_kept: int

    @property
    def unplaced(self) -> int:
        """Count the candidates that did not stand in the queue."""
        return self.candidates - self.placed

    @property
    def audits_waiting(self) -> int:
        """Count the audit works that nobody has decided."""
        return self.audits - self.audits_decided

    @property
    def counts(self) -> bool:
        """Tell whether the week can be a part of an estimate.

        All its audit works must be decided: a list that is read from the top leaves the lowest of them,
        and the others are no random sample any more. Where all candidates were placed, none is needed.
        """
        return self.unplaced == 0 or (self.audits > 0 and self.audits_waiting == 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """An estimate of recall over the weeks of ``runs``, with its 95 % interval.

    ``kept`` works were found; ``missed`` (the median), ``missed_low`` and ``missed_high`` say how many of
    the ``unplaced`` candidates the team would have kept too. ``value``, ``low`` and ``high`` are the recall
    that follows, 0 to 1; None where nothing was kept, since 0 of nothing is no share. ``audits`` and
    ``audits_kept`` are what it rests on.
    """

    runs: tuple[int, ...]
    kept: int
    unplaced: int
    audits: int
    audits_kept: int
    missed: int
    missed_low: int
    missed_high: int

    @property
    def is_telling(self) -> bool:
        """Tell whether it rests on enough audit works, or needs none because all candidates were placed."""
        return self.unplaced == 0 or self.audits >= ENOUGH_AUDITS

    @property
    def value(self) -> float | None:
        """Give the recall that is as likely too high as too low."""
        return self._share(self.missed)

    @property
    def low(self) -> float | None:
        """Give the lower end of the interval."""
        return self._share(self.missed_high)

    @property
    def high(self) -> float | None:
        """Give the upper end of the interval."""
        return self._share(self.missed_low)

    def _share(self, missed: int) -> float | None:
        return self.kept / (self.kept + missed) if self.kept else None


def estimate(weeks: Sequence[Week]) -> Recall | None:
    """Estimate recall over the weeks that count; None when none of them does."""
    counting = [week for week in weeks if week.counts]
    if not counting:
        return None
    low, middle, high = _missed(counting)
    return Recall(
        runs=tuple(week.run for week in counting),
        kept=sum(week.kept for week in counting),
        unplaced=sum(week.unplaced for week in counting),
        audits=sum(week.audits for week in counting),
        audits_kept=sum(week.audits_kept for week in counting),
        missed=middle,
        missed_low=low,
        missed_high=high,
    )


def _missed(weeks: Sequence[Week]) -> tuple[int, int, int]:
    """Say how many of the unplaced would be kept: the lower end, the median and the upper end."""
    open_weeks = [week for week in weeks if week.unplaced]
    unplaced = sum(week.unplaced for week in open_weeks)
    if not unplaced:
        return 0, 0, 0
    stands_for = np.array([week.unplaced / week.audits for week in open_weeks])
    kept = np.array([week.audits_kept for week in open_weeks])
    usual = unplaced / sum(week.audits for week in open_weeks)
    total = float(kept @ stands_for) + _JEFFREYS * usual
    variance = float(kept @ stands_for**2) + _JEFFREYS * usual**2
    weight = variance / total
    as_if_kept = total / weight
    as_if_dropped = max(unplaced / weight + 2 * _JEFFREYS - as_if_kept, _JEFFREYS)
    below = _beta_binomial(unplaced, as_if_kept, as_if_dropped)
    tail = (1 - _CONFIDENCE) / 2
    low, middle, high = np.searchsorted(below, (tail, 0.5, 1 - tail)).tolist()
    return low, middle, min(high, unplaced)


def _beta_binomial(size: int, kept: float, dropped: float) -> npt.NDArray[np.float64]:
    """Give the probabilities of at most 0, 1, … ``size`` under a beta-binomial distribution."""
    from scipy.special import betaln, gammaln  # noqa: PLC0415  commands that do not estimate need not wait

    missed = np.arange(size + 1)
    ways = gammaln(size + 1.0) - gammaln(missed + 1.0) - gammaln(size - missed + 1.0)
    weights = np.exp(ways + betaln(missed + kept, size - missed + dropped) - betaln(kept, dropped))
    below: npt.NDArray[np.float64] = np.cumsum(weights) / weights.sum()
    return below
