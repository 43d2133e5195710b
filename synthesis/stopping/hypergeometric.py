"""The hypergeometric test: is enough found in a list that is read in order of rank?

Callaghan and Müller-Hansen 2020, Systematic Reviews 9:273, doi:10.1186/s13643-020-01521-4. Suppose that
recall is below the target. Then at least so many relevant works are unread. Any last stretch of what was
read is taken as a random sample of what was unread before it: how likely is it that the sample
holds no more relevant works than it did? The least such probability over all stretches counts.

A ranking puts relevant works first, so the stretch is better than a random sample. ``lift`` says how much
better at least: by which factor the odds of having been read are higher for a relevant work than for
another. At 1 this is the test as it was published; above, Fisher's noncentral distribution takes the place of
the hypergeometric one (biased urns, as the authors' later software offers them).

Only stretches that begin at the start or behind a relevant work need to be looked at: to lengthen a stretch
to the front by an irrelevant work makes the probability smaller. So one test takes time that grows with the
square of the number of relevant works found, whatever the length of the list; and as each further irrelevant
work makes the probability smaller too, the place where a list first passes is found by halving.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["LIFT", "Rule", "first_pass", "missing_if_below", "more_needed", "probability_below"]

LIFT: Final = 1.5
"""The lift that Ken takes for granted; ``ken bench stopping`` shows what it gains and costs."""

_CELLS: Final = 1_000_000  # numbers held at a time: 8 MB an array
_ROUNDING: Final = 1e-9  # 19 of 20 is .95, whatever floating point makes of 19 / .95


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a list has passed: recall of at least ``target``, shown with ``confidence``.

    The two are separate: the target is the share of the relevant works that are to be found, the
    confidence is 1 minus the probability, accepted beforehand, of passing a list whose recall is below
    the target. Both lie between 0 and 1, these excluded. ``lift`` is at least 1. Raises ``ValueError``
    for other values.
    """

    target: float = 0.95
    confidence: float = 0.95
    lift: float = LIFT

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not (0 < self.target < 1 and 0 < self.confidence < 1):
            raise ValueError("recall target and confidence lie between 0 and 1")
        if not 1 <= self.lift < math.inf:
            raise ValueError("a lift is 1 or more")

    def passes(self, probability: float) -> bool:
        """Tell whether a probability of being below the target is small enough."""
        return probability < 1 - self.confidence


def missing_if_below(found: int, target: float) -> int:
    """Say how many relevant works are unread, at least, if so many found make less than the target."""
    return math.floor(found / target + _ROUNDING) + 1 - found


def probability_below(rule: Rule, relevant: Sequence[bool], total: int) -> float:
    """Give the test's probability that recall is still below the target.

    ``relevant`` says for each work that was read, in this order, whether it is relevant; ``total`` counts
    read and unread works. 0 when too few are unread for recall to be below the target.
    """
    return _Urns(rule, total).probability(_places(relevant), len(relevant))


def first_pass(rule: Rule, relevant: Sequence[bool]) -> int:
    """Say after how many works a whole list, read in order, first passes when tested after each.

    At the latest it passes where too few are left for recall to be below the target.
    """
    places = _places(relevant)
    urns = _Urns(rule, len(relevant))
    ends = [*places.tolist(), len(relevant)]
    for found, end in enumerate(ends):
        behind = ends[found - 1] + 1 if found else 0
        read = urns.first_between(places[:found], behind, end)
        if read is not None:
            return read
    return len(relevant)


def more_needed(rule: Rule, relevant: Sequence[bool], total: int) -> int:
    """Say how many more works, none of them relevant, have to be read until the list passes.

    0 when it passes now. Never more than are unread.
    """
    read = _Urns(rule, total).first_between(_places(relevant), len(relevant), total)
    return total - len(relevant) if read is None else read - len(relevant)


def _places(relevant: Sequence[bool]) -> npt.NDArray[np.intp]:
    return np.flatnonzero(np.asarray(relevant, np.bool_))


class _Urns:
    """Tests on one list of ``total`` works, with the logarithms of factorials that they share."""

    def __init__(self, rule: Rule, total: int) -> None:
        from scipy.special import gammaln  # noqa: PLC0415  commands that do not test need not wait for it

        self._rule = rule
        self._total = total
        self._factorials: npt.NDArray[np.float64] = gammaln(np.arange(total + 2) + 1.0)

    def first_between(self, places: npt.NDArray[np.intp], low: int, high: int) -> int | None:
        """Give the first number of works read, from low to high, that passes if none more is relevant."""
        if not self._rule.passes(self.probability(places, high)):
            return None
        while low < high:
            middle = (low + high) // 2
            if self._rule.passes(self.probability(places, middle)):
                high = middle
            else:
                low = middle + 1
        return low

    def probability(self, places: npt.NDArray[np.intp], read: int) -> float:
        """Test after so many works, of which those at ``places`` were relevant."""
        found = len(places)
        missing = missing_if_below(found, self._rule.target)
        unread = self._total - read
        if unread < missing:
            return 0.0
        starts = np.concatenate(([0], places + 1))
        relevant = found - np.arange(found + 1) + missing  # in the urn that each stretch is drawn from
        rows = max(1, _CELLS // (found + missing + 1))
        least = (
            self._chances(self._total - starts[row : row + rows], relevant[row : row + rows], unread, missing)
            for row in range(0, found + 1, rows)
        )
        return float(min(chances.min() for chances in least))

    def _chances(
        self, urns: npt.NDArray[np.intp], relevant: npt.NDArray[np.intp], unread: int, missing: int
    ) -> npt.NDArray[np.float64]:
        """Give for each urn the probability that ``missing`` relevant works or more stay in it.

        All but ``unread`` works are drawn; k relevant works stay with a weight of
        ``C(relevant, k) C(urn - relevant, unread - k) lift ** -k``.
        """
        sizes, marked = urns[:, None], relevant[:, None]
        stay = np.arange(int(relevant.max()) + 1)[None, :]
        possible = (stay <= marked) & (stay <= unread) & (unread - stay <= sizes - marked)
        weights = (self._ways(marked, stay) + self._ways(sizes - marked, unread - stay)) - stay * math.log(
            self._rule.lift
        )
        weights = np.where(possible, weights, -np.inf)
        scaled = np.exp(weights - weights.max(axis=1, keepdims=True))
        chances: npt.NDArray[np.float64] = scaled[:, missing:].sum(axis=1) / scaled.sum(axis=1)
        return chances

    def _ways(self, things: npt.NDArray[np.intp], taken: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """Give the logarithm of the number of ways to take some of the things, where there is one."""
        known = self._factorials
        last = len(known) - 1
        chosen, others = np.clip(taken, 0, last), np.clip(things - taken, 0, last)
        ways: npt.NDArray[np.float64] = known[np.clip(things, 0, last)] - known[chosen] - known[others]
        return ways
