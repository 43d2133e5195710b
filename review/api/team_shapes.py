"""The shapes of what the interface takes and gives of a team: allocations, comments, presence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from records.allocation import Shared
from records.comment import LONGEST_COMMENT, Comment

__all__ = [
    "Beat",
    "Commented",
    "Commenting",
    "Reader",
    "Reviewer",
    "SharedQueue",
    "Sharing",
    "commented",
    "shared_queue",
]

_Id = Annotated[str, Field(min_length=1, max_length=60)]


@dataclass(frozen=True, slots=True)
class Reviewer:
    """How many works of a queue are somebody's, and how many of these they decided."""

    name: str
    works: int
    done: int


@dataclass(frozen=True, slots=True)
class SharedQueue:
    """How a queue is shared out; ``allocated`` names the reviewers of each work, if it is.

    ``mode`` is what is set; ``dual`` counts the works of two people, of ``works``.
    """

    workstream: str
    run: int
    mode: str
    works: int
    dual: int
    reviewers: list[Reviewer]
    allocated: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Sharing:
    """How to share a queue out: people with their shares, nobody for everybody again.

    ``run`` is 0 for the latest; ``mode`` is empty for what is set.
    """

    shares: Annotated[Mapping[_Id, Annotated[float, Field(gt=0, le=1000)]], Field(max_length=50)] = field(
        default_factory=dict
    )
    run: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    mode: Literal["", "single", "dual", "pilot"] = ""


@dataclass(frozen=True, slots=True)
class Commenting:
    """A comment to be made, for the question of a workstream."""

    workstream: _Id
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_COMMENT)]


@dataclass(frozen=True, slots=True)
class Commented:
    """A comment; ``withdrawn_by`` names who withdrew it, and then ``text`` is empty."""

    number: int
    work: str
    workstream: str
    author: str
    instant: datetime
    text: str
    withdrawn_by: str


@dataclass(frozen=True, slots=True)
class Beat:
    """That you are on a work, to be said again every 15 seconds; empty for none."""

    work: Annotated[str, Field(max_length=60)] = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who else is on a work now."""

    work: str
    names: list[str]


def shared_queue(found: Shared, mode: str) -> SharedQueue:
    """Show an allocation."""
    allocation = found.allocation
    return SharedQueue(
        workstream=allocation.workstream,
        run=allocation.run,
        mode=mode,
        works=found.works,
        dual=found.dual,
        reviewers=[
            Reviewer(name, len(allocation.of(name)), found.done.get(name, 0)) for name in allocation.names()
        ],
        allocated={work: list(names) for work, names in allocation.reviewers.items()},
    )


def commented(comment: Comment) -> Commented:
    """Show a comment."""
    return Commented(
        number=comment.number,
        work=comment.work,
        workstream=comment.workstream,
        author=comment.author,
        instant=comment.instant,
        text=comment.text,
        withdrawn_by=comment.withdrawn_by,
    )
