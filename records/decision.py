"""What a reviewer decided about a work, in an append-only, hash-chained log."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, Self, get_args

import msgspec

__all__ = ["STAGES", "VERDICTS", "Decision", "Stage", "Verdict", "first_break"]

Stage = Literal["title-abstract", "full-text"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
Verdict = Literal["include", "exclude", "maybe", "withdrawn"]
# What a person can say of a work; "withdrawn" is what is left when they take back their only word.
VERDICTS: Final[tuple[Verdict, ...]] = ("include", "exclude", "maybe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of one reviewer on one work in one workstream.

    A later decision of the same reviewer on the same work, workstream and stage takes the place of
    the earlier, which stays in the log. ``instant`` is UTC. ``undoes`` is the hash of a decision that
    this one takes back, empty for all others; its verdict is then the one that stood before, or
    ``withdrawn`` where none did. ``resolves`` tells that it settles what others disagreed on: until it is
    taken back, it stands in the place of all that was said before of the same question. ``hash`` is the
    SHA-256 of ``previous`` and all other fields, so that a log that was altered no longer adds up.
    """

    work: str
    workstream: str
    verdict: Verdict
    reviewer: str
    instant: datetime
    stage: Stage = "title-abstract"
    reason: str = ""
    note: str = ""
    undoes: str = ""
    resolves: bool = False
    previous: str = ""
    hash: str = ""

    def chained(self, previous: str) -> Self:
        """Give this decision its place in the log, behind the one whose hash is ``previous``."""
        placed = replace(self, previous=previous, hash="")
        return replace(placed, hash=placed.digest())

    def digest(self) -> str:
        """Compute the hash that this decision must carry."""
        return hashlib.sha256(self.sealed()).hexdigest()

    def sealed(self) -> bytes:
        """Write what the hash covers: JSON, keys sorted, without spaces.

        ``undoes`` and ``resolves`` are only there when they say something: logs that are older than they are
        keep their hashes.
        """
        fields = msgspec.to_builtins(replace(self, hash=""))
        for name in ("undoes", "resolves"):
            if not fields[name]:
                del fields[name]
        return msgspec.json.encode(fields, order="sorted")


def first_break(log: Iterable[Decision]) -> int:
    """Give the number of the first entry of a log that does not add up, from 1; 0 when all do."""
    previous = ""
    for number, one in enumerate(log, start=1):
        if one.previous != previous or one.hash != one.digest():
            return number
        previous = one.hash
    return 0
