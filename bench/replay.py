"""Past decisions under the components as they are now, beside what was stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.decided import Decided
from bench.intervals import Figure, Measure, figures
from bench.measures import average_precision, difference, share_to_read

__all__ = ["MOVES", "Move", "Replay", "replay"]

MOVES: Final = 10
"""How many works that move most are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A decided work with its place, from 1, among those decided in the workstream, before and now."""

    decided: Decided
    stored_place: int
    now_place: int

    @property
    def places(self) -> int:
        """Count the places between the two."""
        return abs(self.now_place - self.stored_place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """One workstream: how well the decided works are ordered by what is stored, and by what is said now.

    ``stored``, ``now`` and ``difference`` (now less stored) have ``average_precision`` and
    ``read_for_95``, the share of the decided works to be read in order until 95 % of the kept are found.
    ``moves`` lists works that move, those that move most first.
    """

    workstream: str
    decided: int
    kept: int
    stored: Mapping[str, Figure]
    now: Mapping[str, Figure]
    difference: Mapping[str, Figure]
    moves: tuple[Move, ...]


def replay(works: Sequence[Decided], workstreams: Sequence[str]) -> list[Replay]:
    """Compare the two orders of each workstream in which something was decided.

    Those of ``workstreams`` come in their order, then those that are there no longer.
    """
    by_stream: dict[str, list[Decided]] = {name: [] for name in workstreams}
    for work in works:
        by_stream.setdefault(work.workstream, []).append(work)
    return [_replay(name, several) for name, several in by_stream.items() if several]


def _replay(workstream: str, works: Sequence[Decided]) -> Replay:
    truth = [work.kept for work in works]
    old = _measures(truth, [work.stored for work in works])
    new = _measures(truth, [work.now for work in works])
    growth = {name: difference(new[name], old[name]) for name in new}
    sides = {"stored": old, "now": new, "difference": growth}
    found = figures(
        {f"{side}/{name}": one for side, own in sides.items() for name, one in own.items()}, len(works)
    )
    parts = {side: {name: found[f"{side}/{name}"] for name in own} for side, own in sides.items()}
    return Replay(
        workstream=workstream,
        decided=len(works),
        kept=sum(truth),
        stored=parts["stored"],
        now=parts["now"],
        difference=parts["difference"],
        moves=_moves(works),
    )


def _measures(truth: Sequence[bool], scores: Sequence[float]) -> dict[str, Measure]:
    return {
        "average_precision": average_precision(truth, scores),
        "read_for_95": share_to_read(truth, scores),
    }


def _moves(works: Sequence[Decided]) -> tuple[Move, ...]:
    before = _places({work.work: work.stored for work in works})
    after = _places({work.work: work.now for work in works})
    moves = [Move(decided=work, stored_place=before[work.work], now_place=after[work.work]) for work in works]
    moved = [one for one in moves if one.places or one.decided.now != one.decided.stored]
    moved.sort(key=lambda one: (-one.places, -abs(one.decided.now - one.decided.stored), one.decided.work))
    return tuple(moved[:MOVES])


def _places(scores: Mapping[str, float]) -> dict[str, int]:
    """Number works from the best score down; of one score, in the order of their ids both times."""
    order = sorted(scores, key=lambda work: (-scores[work], work))
    return {work: place for place, work in enumerate(order, start=1)}
