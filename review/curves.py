"""Curves: how many works were kept after so many were read, as points of a drawing."""

from dataclasses import dataclass
from typing import Final

from synthesis.stopping.progress import LatestList

__all__ = ["HEIGHT", "WIDTH", "Curve", "curve"]

WIDTH: Final = 320
HEIGHT: Final = 120


@dataclass(frozen=True, slots=True)
class Curve:
    """The list of a run as it was read: ``points`` of a line in a box of ``WIDTH`` by ``HEIGHT``.

    The line goes from left to right with each work read, and up with each one kept.
    """

    run: int
    read: int
    kept: int
    points: str


def curve(listed: LatestList) -> Curve | None:
    """Draw what was read of a list; None while nothing was."""
    read, kept = len(listed.relevant), sum(listed.relevant)
    if not read:
        return None
    so_far = 0
    points = [(0.0, float(HEIGHT))]
    for number, is_kept in enumerate(listed.relevant, start=1):
        so_far += is_kept
        points.append((WIDTH * number / read, HEIGHT - HEIGHT * so_far / max(kept, 1)))
    return Curve(listed.run, read, kept, " ".join(f"{x:.1f},{y:.1f}" for x, y in points))
