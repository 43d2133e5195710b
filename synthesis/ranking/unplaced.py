"""Why a candidate has no place in a queue, in words."""

from collections.abc import Sequence

from records.ranked import Candidate
from synthesis.ranking.below import below
from synthesis.ranking.score import score
from synthesis.ranking.settings import RankSettings

__all__ = ["unplaced"]


def unplaced(
    work: str, candidates: Sequence[Candidate], placed: Sequence[str], settings: RankSettings
) -> tuple[str, ...]:
    """Say why a candidate has no place, and what the works above it have that it lacks.

    ``placed`` are the works of the queue in order, ``settings`` those that made it.
    """
    ordered = sorted((score(one, settings.shared_weights) for one in candidates), key=lambda one: one.order)
    number = next(place for place, one in enumerate(ordered, 1) if one.candidate.work == work)
    mine = ordered[number - 1]
    stands = f"{_ordinal(number)} of {len(ordered)} candidates by score ({mine.score:.2f})"
    lines = [f"No place: {stands}; the queue has {len(placed)} places"]
    named = [place for place, other in enumerate(placed, 1) if other in mine.candidate.near]
    if named:
        lines.append(f"It tells nearly the same as the work at place {named[0]}, and is named there")
    elif mine.candidate.relevance < settings.queue_from:
        lines.append(
            f"It fits the workstream with {mine.candidate.relevance:.1%}; "
            f"places by score begin at {settings.queue_from:.0%}"
        )
    held = frozenset(placed)
    above = [one for one in ordered[: number - 1] if one.candidate.work in held]
    return (*lines, *below([*above, mine], len(above) + 1))


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
