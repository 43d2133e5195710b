"""A place in a queue, with all that led to it, and the candidates that a queue is chosen from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from records.annotation import Quote

__all__ = ["SIGNALS", "SLOTS", "Candidate", "Ranked", "Reason", "Signal", "Slot"]

Slot = Literal["ranked", "audit", "weak-signal"]
SLOTS: Final[tuple[Slot, ...]] = get_args(Slot)
Signal = Literal["first-use", "growing-group", "change-to-stop", "harm"]
SIGNALS: Final[tuple[Signal, ...]] = get_args(Signal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A work that may be placed in a queue, with all that decides whether it is.

    ``features`` are what the parts of the score weigh, each between 0 and 1; ``workstream`` is among
    them. ``container`` is the journal or site, or empty. ``near`` are the ids of candidates that tell nearly
    the same. ``signals`` are the weak signals that it shows.
    """

    work: str
    features: Mapping[str, float]
    container: str = ""
    near: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()

    @property
    def relevance(self) -> float:
        """Give the probability that a person would file it in the workstream."""
        return self.features.get("workstream", 0.0)


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
