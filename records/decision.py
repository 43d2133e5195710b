"""What a reviewer decided about a work, in an append-only, hash-chained log."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, Self, get_args

import msgspec

__all__ = ["STAGES", "VERDICTS", "Decision", "Stage", "Verdict"]

Stage = Literal["title-abstract", "full-text"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
Verdict = Literal["include", "exclude", "maybe"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of one reviewer on one work in one workstream.

    A later decision of the same reviewer on the same work, workstream and stage takes the place of
    the earlier, which stays in the log. ``instant`` is UTC. ``hash`` is the SHA-256 of ``previous``
    and all other fields, so that a log that was altered no longer adds up.
    """

    work: str
    workstream: str
    verdict: Verdict
    reviewer: str
    instant: datetime
    stage: Stage = "title-abstract"
    reason: str = ""
    note: str = ""
    previous: str = ""
    hash: str = ""

    def chained(self, previous: str) -> Self:
        """Give this decision its place in the log, behind the one whose hash is ``previous``."""
        placed = replace(self, previous=previous, hash="")
        return replace(placed, hash=placed.digest())

    def digest(self) -> str:
        """Compute the hash that this decision must carry."""
        bare = replace(self, hash="")
        return hashlib.sha256(msgspec.json.encode(bare, order="sorted")).hexdigest()
