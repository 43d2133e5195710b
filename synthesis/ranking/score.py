"""The score of a work in a workstream: a weighted sum of features between 0 and 1, all of them shown."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from records.ranked import Candidate
from records.source import Source
from records.work import Work
from synthesis.ranking.settings import DECISIONS, PARTS
from synthesis.said import Said

__all__ = ["Known", "Scored", "features", "score"]

_FULL_LEARNING: Final = 0.5  # of the sentences; an abstract that says more than this is as good
_PRIORITY: Final = {1: 1.0, 2: 0.6, 3: 0.3}


@dataclass(frozen=True, slots=True)
class Known:
    """A work with all that is known of it.

    ``novelty`` is 1 for a work unlike anything the team has seen in this workstream, 0 for a copy.
    """

    work: Work
    said: Said
    novelty: float = 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the weighted parts of its score; the score is their sum."""

    candidate: Candidate
    parts: Mapping[str, float]

    @property
    def score(self) -> float:
        """Give the sum of the parts, rounded as the parts are."""
        return round(math.fsum(self.parts.values()), 4)

    @property
    def order(self) -> tuple[float, str]:
        """Sort the highest score first; at the same score the ids decide."""
        return -self.score, self.candidate.work


def score(candidate: Candidate, weights: Mapping[str, float]) -> Scored:
    """Weigh the features of a candidate; one that it lacks counts 0."""
    order = (PARTS[0], DECISIONS, *PARTS[1:])
    named = (*(name for name in order if name in weights), *sorted(set(weights) - set(order)))
    return Scored(
        candidate, {name: round(weights[name] * candidate.features.get(name, 0.0), 4) for name in named}
    )


def features(
    known: Known, workstream: str, sources: Mapping[str, Source], nearness: Mapping[str, float]
) -> dict[str, float]:
    """Say how far a work has what each part of the score asks for, from 0 to 1, by the name of the part.

    ``sources`` are by id. ``nearness`` says how close each nation is to Scotland, from 0 to 1; it speaks
    for a work that names no place but comes from a national source.
    """
    said = known.said
    mine = said.in_workstream(workstream)
    found = {
        "workstream": mine.score if mine else 0.0,
        "inequality": said.grade / 3,
        "place": _closeness(known.work, said, sources, nearness),
        "evidence": (said.tier or 0) / 5,
        "learning": min(1.0, said.density / _FULL_LEARNING),
        "novelty": known.novelty,
        "source": max(_priority(sources.get(one)) for one in known.work.sources),
    }
    return {name: round(value, 6) for name, value in found.items()}


def _priority(source: Source | None) -> float:
    return _PRIORITY.get(source.priority, 0.0) if source else _PRIORITY[3]


def _closeness(
    work: Work, known: Said, sources: Mapping[str, Source], nearness: Mapping[str, float]
) -> float:
    if known.closeness is not None:
        return known.closeness
    nations = (sources[one].nation for one in work.sources if one in sources)
    return max((nearness.get(nation, 0.0) for nation in nations), default=0.0)
