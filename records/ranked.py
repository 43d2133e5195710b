"""A place in a queue, with all that led to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from records.annotation import Quote

__all__ = ["SLOTS", "Ranked", "Reason", "Slot"]

Slot = Literal["ranked", "audit", "weak-signal"]
SLOTS: Final[tuple[Slot, ...]] = get_args(Slot)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a work stands where it does, in words, with the quote that shows it where there is one."""

    text: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One work in the frozen queue of one run and workstream.

    ``place`` counts from 1. ``parts`` are the weighted contributions by name; their sum is ``score``,
    between 0 and 1. ``slot`` tells how the work came in: by score, as a random audit work, or as a
    weak signal.
    """

    run: int
    workstream: str
    place: int
    work: str
    score: float
    parts: Mapping[str, float]
    reasons: tuple[Reason, ...]
    slot: Slot
