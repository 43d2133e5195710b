"""Who is to decide which works of a queue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["Allocating", "Allocation", "Shared"]


@dataclass(frozen=True, slots=True)
class Allocation:
    """How the queue of a run is shared out: ``reviewers`` are those of each work, by its id.

    A work that is left out is anybody's.
    """

    run: int
    workstream: str
    reviewers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, reviewer: str) -> tuple[str, ...]:
        """List the works of one reviewer, in the order of the queue."""
        return tuple(work for work, names in self.reviewers.items() if reviewer in names)

    def names(self) -> tuple[str, ...]:
        """List the reviewers, by the alphabet."""
        return tuple(sorted({name for names in self.reviewers.values() for name in names}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocating:
    """One sharing out of a queue: by whom, when (UTC), and to whom with which shares.

    ``shares`` are empty where the works were left to everybody again.
    """

    run: int
    workstream: str
    shares: Mapping[str, float]
    reviewer: str
    instant: datetime


@dataclass(frozen=True, slots=True)
class Shared:
    """An allocation with how far each reviewer is: ``done`` counts the works of theirs that they decided.

    ``works`` counts those of the queue, ``dual`` those that two are to decide.
    """

    allocation: Allocation
    works: int
    dual: int = 0
    done: Mapping[str, int] = field(default_factory=dict)
