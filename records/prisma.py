"""What a PRISMA 2020 flow is counted from: records, works, and who saw which work for which question."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["FlowCounts", "Seen", "SourceRecords"]


@dataclass(frozen=True, slots=True)
class SourceRecords:
    """How many records one source gave; ``known`` are those of them that an earlier run had already."""

    source: str
    received: int
    known: int = 0

    @property
    def new(self) -> int:
        """Count those that no earlier run had."""
        return self.received - self.known


@dataclass(frozen=True, slots=True)
class Seen:
    """A work that people were to screen for a workstream.

    ``placed`` tells that it stood in a queue; else somebody decided on it of their own accord. ``records``
    counts its records.
    """

    workstream: str
    work: str
    placed: bool
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCounts:
    """What runs ``since`` to ``until`` found, and what became of it.

    ``works`` counts those that have no record of an earlier run, ``unlinked`` the records that are not part
    of a work yet, ``rejected`` what sources gave that is no record. ``unplaced`` counts, by workstream, the
    works that fitted it and that nobody saw for it; under an empty name those that fitted any and that nobody
    saw for any.
    """

    since: int
    until: int
    sources: tuple[SourceRecords, ...] = ()
    unlinked: int = 0
    works: int = 0
    rejected: int = 0
    unplaced: Mapping[str, int] = field(default_factory=dict)
    seen: tuple[Seen, ...] = ()
