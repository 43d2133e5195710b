"""What other weights would do to a queue that was frozen: which works would move, come in or go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from records.ranked import Candidate, Ranked
from synthesis.ranking.queue import fill
from synthesis.ranking.settings import RankSettings

__all__ = ["Move", "preview"]


@dataclass(frozen=True, slots=True)
class Move:
    """A work with its place before and after, from 1; None where it has no place."""

    work: str
    before: int | None
    after: int | None


def preview(
    entries: Sequence[Ranked],
    candidates: Sequence[Candidate],
    settings: RankSettings,
    seed: int,
    weights: Mapping[str, float],
) -> tuple[Move, ...]:
    """List the works of a frozen queue that these weights would move, by their place afterwards.

    ``settings`` and ``seed`` are those that made the queue. The audit works stay those that were drawn: a new
    draw is no effect of the weights. Those that would go out come last, by the place that they had.
    """
    drawn = {one.work for one in entries if one.slot == "audit"}
    after = fill(candidates, replace(settings, weights=weights), seed, drawn)
    now = {placed.work: place for place, placed in enumerate(after, 1)}
    was = {one.work: one.place for one in entries}
    moved = [Move(work, was.get(work), now.get(work)) for work in {*was, *now}]
    return tuple(
        sorted(
            (one for one in moved if one.before != one.after),
            key=lambda one: (one.after is None, one.after or one.before, one.work),
        )
    )
