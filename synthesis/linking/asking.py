"""In which order people are asked about pairs that may be one work: by what the answer is worth."""

from collections.abc import Collection, Iterable, Mapping

from records.work import Doubt

__all__ = ["by_worth", "worth"]


def worth(doubt: Doubt, works: Mapping[str, str], read: Collection[str]) -> float:
    """Say what an answer is worth, from 0 to 3.

    The probability that the two are one work, once more for each of the two that stands in a queue or has
    a decision: there a duplicate costs somebody's time. ``works`` maps records to works, ``read`` are the
    works that people see.
    """
    return doubt.score * (1 + sum(works[record] in read for record in (doubt.a, doubt.b)))


def by_worth(doubts: Iterable[Doubt], works: Mapping[str, str], read: Collection[str]) -> list[Doubt]:
    """Sort doubts, the one whose answer is worth most first."""
    return sorted(doubts, key=lambda doubt: (-worth(doubt, works, read), doubt.order))
