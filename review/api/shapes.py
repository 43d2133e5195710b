"""The shapes of what the interface takes and gives, as its document describes them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from records.decision import Decision

__all__ = [
    "Document",
    "FoundWorks",
    "Made",
    "Problem",
    "Queue",
    "QueueAtAGlance",
    "Said",
    "Verified",
    "Whole",
    "made",
]

_NOTE: Final = 4000  # characters
_ID: Final = 60
Document = dict[str, Any]
Whole = Annotated[int, Field(ge=0, le=2**31 - 1)]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in one line."""

    error: str


@dataclass(frozen=True, slots=True)
class QueueAtAGlance:
    """The latest queue of a workstream; ``decided`` counts the works with a word of yours, of ``works``.

    ``run`` is 0 as long as nothing was queued.
    """

    workstream: str
    code: str
    name: str
    run: int
    works: int
    decided: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue in its order; each place is what ``ken queue --json`` prints, without how it came in."""

    workstream: str
    run: int
    works: list[Document]


@dataclass(frozen=True, slots=True)
class FoundWorks:
    """Works that a search found: ``works`` from the ``start``-th on, of ``total``."""

    total: int
    start: int
    works: list[Document]


@dataclass(frozen=True, slots=True)
class Said:
    """A decision to be made; ``reason`` is a code, only with ``exclude``."""

    work: Annotated[str, Field(min_length=1, max_length=_ID)]
    workstream: Annotated[str, Field(min_length=1, max_length=_ID)]
    verdict: Literal["include", "exclude", "maybe"]
    reason: Annotated[str, Field(max_length=_ID)] = ""
    note: Annotated[str, Field(max_length=_NOTE)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A decision in the log; ``hash`` names it, ``resolves`` tells that it settles a disagreement."""

    work: str
    workstream: str
    stage: str
    verdict: str
    reason: str
    note: str
    reviewer: str
    instant: datetime
    undoes: str
    resolves: bool
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether the log adds up; ``first_break`` is the number of the first entry that does not, 0 for none."""

    decisions: int
    first_break: int
    last_hash: str


def made(decision: Decision) -> Made:
    """Show a decision."""
    return Made(
        work=decision.work,
        workstream=decision.workstream,
        stage=decision.stage,
        verdict=decision.verdict,
        reason=decision.reason,
        note=decision.note,
        reviewer=decision.reviewer,
        instant=decision.instant,
        undoes=decision.undoes,
        resolves=decision.resolves,
        previous=decision.previous,
        hash=decision.hash,
    )
