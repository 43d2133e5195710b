"""Stretches of text, as start and end, and how they lie to one another."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from sys import maxsize

__all__ = ["Stretch", "merged", "overlaps"]

Stretch = tuple[int, int]


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Put stretches in order and join those that touch."""
    ordered: list[Stretch] = []
    for start, end in sorted(stretches):
        if ordered and start <= ordered[-1][1]:
            ordered[-1] = (ordered[-1][0], max(end, ordered[-1][1]))
        else:
            ordered.append((start, end))
    return tuple(ordered)


def overlaps(stretches: Sequence[Stretch], start: int, end: int) -> bool:
    """Tell whether a stretch shares text with one of ``stretches``, which must be as :func:`merged` gives."""
    place = bisect_right(stretches, (start, maxsize))
    return (place > 0 and stretches[place - 1][1] > start) or (
        place < len(stretches) and stretches[place][0] < end
    )
