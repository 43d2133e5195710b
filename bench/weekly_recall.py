"""Does the interval of weekly recall cover the truth? Sequences of invented weeks, whose truth is known.

A week has candidates in order of rank. The first 36 are placed, and 4 audit works are drawn at random from
the rest. Whether the team would keep a candidate is drawn with a probability that falls with its rank: half
for the first, soon less, and in the rest about the ``prevalence`` of the scenario, level or falling on,
the same each week or not. Of all placed works the verdict is known, except in weeks that were not read to
the end: the undecided take no part, and where an audit work is among them, nor does the week.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt

from bench.intervals import Figure
from bench.wilson import wilson
from synthesis.stopping.weekly import Week, estimate

__all__ = [
    "STRESSES",
    "Coverage",
    "Scenario",
    "SequenceOutcome",
    "coverage",
    "measure_weekly_recall",
    "scenarios",
    "simulated",
]

_PLACED: Final = 36
_AUDITS: Final = 4
_HEAD: Final = 8.0  # places in which the first candidates' probability falls to a third
_USUAL: Final = 230  # candidates of a usual week
_SEED: Final = 20261124
_UNREAD_WEEKS: Final = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """How invented weeks are.

    ``candidates`` are the fewest and the most of a week. ``prevalence`` is the share of the rest that the
    team would keep, in a usual week. ``falling`` is the number of places in which it falls to a third, 0
    where it stays level. ``varying`` is the coefficient of variation of the prevalence between weeks.
    """

    weeks: int
    candidates: tuple[int, int]
    prevalence: float
    falling: int = 0
    varying: float = 0.0


STRESSES: Final = {
    "nothing missed": Scenario(weeks=12, candidates=(60, 400), prevalence=0.0),
    "2,000 candidates": Scenario(weeks=12, candidates=(1500, 2500), prevalence=0.02, falling=500),
    "a single week": Scenario(weeks=1, candidates=(60, 400), prevalence=0.05),
    "uneven weeks": Scenario(weeks=12, candidates=(60, 400), prevalence=0.02, varying=2.0),
    "all in a few weeks": Scenario(weeks=26, candidates=(60, 400), prevalence=0.02, varying=5.0),
}
"""Scenarios beyond the others, to show where the interval says little or is wrong."""


@dataclass(frozen=True, slots=True)
class SequenceOutcome:
    """One sequence of weeks: whether the interval covered the true recall, and how wide it was."""

    scenario: Scenario
    covered: bool
    above: bool
    width: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """A group of sequences: the share that the interval covered, that lay above it, and its mean width."""

    group: str
    sequences: int
    covered: Figure
    above: float
    width: float


def scenarios() -> tuple[Scenario, ...]:
    """List the 240 scenarios of the benchmark."""
    return tuple(
        Scenario(weeks=weeks, candidates=candidates, prevalence=prevalence, falling=falling, varying=varying)
        for weeks, candidates, prevalence, falling, varying in product(
            (4, 12, 26, 52),
            ((60, 120), (60, 400), (200, 400)),
            (0.005, 0.01, 0.02, 0.05, 0.1),
            (0, 100),
            (0.0, 0.5),
        )
    )


def simulated(scenario: Scenario, sequences: int, seed: int = _SEED) -> Iterator[SequenceOutcome]:
    """Invent sequences of weeks and estimate the recall of each; those without an estimate are left out."""
    chance = np.random.default_rng((seed, *_key(scenario)))
    for _ in range(sequences):
        weeks, missed = zip(*(_week(scenario, run, chance) for run in range(scenario.weeks)), strict=True)
        found = estimate(weeks)
        if found is None or found.low is None or found.high is None:
            continue
        true = sum(one for week, one in zip(weeks, missed, strict=True) if week.counts)
        recall = found.kept / (found.kept + true)
        covered = found.low <= recall <= found.high
        yield SequenceOutcome(scenario, covered, recall > found.high, found.high - found.low)


def measure_weekly_recall(sequences: int) -> list[Coverage]:
    """Measure coverage over all scenarios, by what sets them apart, and where it is hard.

    ``sequences`` are invented in each scenario; ten times as many in each of ``STRESSES``.
    """
    found = [outcome for one in scenarios() for outcome in simulated(one, sequences)]
    groups: dict[str, list[SequenceOutcome]] = {"all": found}
    for outcome in found:
        for name in _groups(outcome.scenario):
            groups.setdefault(name, []).append(outcome)
    kinds = zip(*(_groups(one) for one in scenarios()), strict=True)
    order = ["all", *(name for kind in kinds for name in dict.fromkeys(kind))]
    hard = {name: list(simulated(one, 10 * sequences)) for name, one in STRESSES.items()}
    return [coverage(name, groups[name]) for name in order] + [
        coverage(f"apart: {name}", outcomes) for name, outcomes in hard.items()
    ]


def coverage(group: str, outcomes: Sequence[SequenceOutcome]) -> Coverage:
    """Sum up a group of sequences."""
    return Coverage(
        group,
        len(outcomes),
        wilson(sum(one.covered for one in outcomes), len(outcomes)),
        float(np.mean([one.above for one in outcomes])),
        float(np.mean([one.width for one in outcomes])),
    )


def _groups(scenario: Scenario) -> Iterator[str]:
    low, high = scenario.candidates
    yield f"{scenario.weeks} weeks"
    yield f"{low} to {high} candidates"
    yield f"{scenario.prevalence:.1%} of the rest"
    yield "level in the rest" if not scenario.falling else "falling in the rest"
    yield "weeks alike" if not scenario.varying else "weeks differ"


def _key(scenario: Scenario) -> tuple[int, ...]:
    return (
        scenario.weeks,
        *scenario.candidates,
        round(scenario.prevalence * 10_000),
        scenario.falling,
        round(scenario.varying * 100),
    )


def _week(scenario: Scenario, run: int, chance: np.random.Generator) -> tuple[Week, int]:
    """Invent a week, and say how many works that were not placed the team would keep."""
    low, high = scenario.candidates
    candidates = int(chance.integers(low, high + 1))
    keeps = chance.random(candidates) < _probabilities(scenario, candidates, chance)
    rest = chance.permutation(keeps[_PLACED:])
    audits = min(_AUDITS, len(rest))
    placed = _PLACED + audits
    # Audit works stand among the others, so that who stops early leaves some of either.
    read = placed if chance.random() >= _UNREAD_WEEKS else int(chance.integers(placed))
    shown = np.concatenate((keeps[:_PLACED], rest[:audits]))
    stand = chance.permutation(placed) < read
    week = Week(
        run=run,
        candidates=candidates,
        placed=placed,
        decided=int(stand.sum()),
        kept=int(shown[stand].sum()),
        audits=audits,
        audits_decided=int(stand[_PLACED:].sum()),
        audits_kept=int((shown & stand)[_PLACED:].sum()),
    )
    return week, int(rest[audits:].sum())


def _probabilities(
    scenario: Scenario, candidates: int, chance: np.random.Generator
) -> npt.NDArray[np.float64]:
    places = np.arange(candidates)
    tail = np.exp(-places / scenario.falling) if scenario.falling else np.ones(candidates)
    usual = np.exp(-np.arange(_PLACED, _USUAL) / scenario.falling).mean() if scenario.falling else 1.0
    prevalence = scenario.prevalence
    if scenario.varying:
        shape = scenario.varying**-2
        prevalence *= float(chance.gamma(shape, 1 / shape))
    keeps: npt.NDArray[np.float64] = np.minimum(
        0.95, 0.5 * np.exp(-places / _HEAD) + prevalence * tail / usual
    )
    return keeps
