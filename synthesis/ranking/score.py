"""The score of a work in a workstream: a weighted sum of parts between 0 and 1, all of them shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from records.source import Source
from records.work import Work
from synthesis.ranking.settings import RankSettings
from synthesis.said import Said

__all__ = ["Candidate", "Scored", "score"]

_FULL_LEARNING: Final = 0.5  # of the sentences; an abstract that says more than this is as good
_PRIORITY: Final = {1: 1.0, 2: 0.6, 3: 0.3}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that might be placed, with all that is known of it.

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
        return round(sum(self.parts.values()), 4)


def score(
    candidate: Candidate,
    workstream: str,
    settings: RankSettings,
    sources: Mapping[str, Source],
    nearness: Mapping[str, float],
) -> Scored:
    """Weigh a candidate for one workstream.

    ``sources`` are by id. ``nearness`` says how close each nation is to Scotland, from 0 to 1; it speaks
    for a work that names no place but comes from a national source.
    """
    known = candidate.said
    mine = known.in_workstream(workstream)
    features = {
        "workstream": mine.score if mine else 0.0,
        "inequality": known.grade / 3,
        "place": _closeness(candidate.work, known, sources, nearness),
        "evidence": (known.tier or 0) / 5,
        "learning": min(1.0, known.density / _FULL_LEARNING),
        "novelty": candidate.novelty,
        "source": max(_priority(sources.get(one)) for one in candidate.work.sources),
    }
    return Scored(
        candidate, {name: round(settings.weights[name] * value, 4) for name, value in features.items()}
    )


def _priority(source: Source | None) -> float:
    return _PRIORITY.get(source.priority, 0.0) if source else _PRIORITY[3]


def _closeness(
    work: Work, known: Said, sources: Mapping[str, Source], nearness: Mapping[str, float]
) -> float:
    if known.closeness is not None:
        return known.closeness
    nations = (sources[one].nation for one in work.sources if one in sources)
    return max((nearness.get(nation, 0.0) for nation in nations), default=0.0)
