"""A work: all records of one thing, the unit of review, and the links that hold them together."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from records.identifiers import Identifier
from records.record import Notice, Record

__all__ = ["Doubt", "Link", "Work", "work_id_for"]


@dataclass(frozen=True, slots=True)
class Link:
    """A statement that two records are of one work.

    ``rule`` names what fired (``doi``, ``title and authors``, ``person``). ``score`` is between 0 and 1.
    An undone link stays in the history and no longer holds. ``reviewer`` is the person who decided.
    """

    a: str
    b: str
    rule: str
    score: float
    decided_by: Literal["rule", "model", "person"] = "rule"
    decided: datetime | None = None
    undone: bool = False
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records that may be of one work, for a person to look at.

    ``score`` is the probability that they are, between 0 and 1; ``why`` says what agrees and what does
    not. ``a`` comes before ``b``.
    """

    a: str
    b: str
    score: float
    why: str

    @property
    def order(self) -> tuple[float, str, str]:
        """Sort the likeliest first."""
        return -self.score, self.a, self.b


@dataclass(frozen=True, slots=True)
class Work:
    """All records of one thing.

    ``records`` has at least one, ordered by record id. ``best`` is the one that is shown and read;
    ``best_why`` says why in a few words. ``notices`` are those about the work, from its own records or
    from notices elsewhere. ``first_run`` is the run that found it.
    """

    work_id: str
    records: tuple[Record, ...]
    best: Record
    best_why: str = ""
    notices: tuple[Notice, ...] = ()
    first_run: int = 0

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """List the identifiers of all its records, the best record's first, each once."""
        of_best = self.best.identifiers
        of_all = (one for record in self.records for one in record.identifiers)
        return tuple(dict.fromkeys((*of_best, *of_all)))

    @property
    def sources(self) -> tuple[str, ...]:
        """List the ids of the sources that have it, in alphabetical order."""
        return tuple(sorted({record.source for record in self.records}))

    @property
    def is_retracted(self) -> bool:
        """Tell whether a retraction or withdrawal of it is known."""
        return any(n.role == "subject" and n.kind in ("retraction", "withdrawal") for n in self.notices)


def work_id_for(record_id: str) -> str:
    """Give the id of the work that a record founds: ``w`` and 12 letters or digits.

    It depends on the founding record alone, so that the same week gives the same ids on every
    machine. 60 bits: among a million works a clash has a chance of about 4 in 10 million.
    """
    digest = hashlib.sha256(record_id.encode()).digest()
    return "w" + base64.b32encode(digest[:8]).decode()[:12].lower()
