"""The evidence map as a grid of bubbles, with its empty places."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from records.workstream import Workstream
from store.evidence_map import NONE, Cell, MapQuestion

__all__ = ["RADIUS", "TIERS", "Axis", "Bubble", "Grid", "axes", "grid"]

RADIUS: Final = 20.0
"""Of the largest bubble, in a box of 44 by 44."""
_SMALLEST: Final = 9.0  # the number stands in it
TIERS: Final = {
    "5": "5: synthesis",
    "4": "4: comparative",
    "3": "3: evaluative",
    "2": "2: descriptive",
    "1": "1: practice or opinion",
    "0": "0: no evidence",
}
"""Strengths of evidence, the strongest first."""

Axis = Mapping[str, str]
"""Names by id, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """How many works a place of the map holds: ``radius`` in the same units as ``RADIUS``, 0 for none.

    ``address`` leads to the works. The radius grows with the square root of their number.
    """

    works: int
    radius: float
    address: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A map: ``columns`` by name, and for each row its name, its bubbles and how many works they hold.

    A work may be in several rows. ``gaps`` counts the places without any work, but for those of works that
    name nothing.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Bubble, ...], int], ...]
    gaps: int


def axes(
    asked: MapQuestion,
    workstreams: Sequence[Workstream],
    names: Mapping[str, str],
    dimensions: Sequence[str],
) -> tuple[Axis, Axis]:
    """Name the rows and columns that a map may have.

    ``names`` is what is said for the ids of dimensions and types of evidence, ``dimensions`` says which of
    them are dimensions.
    """
    rows = (
        {one.id: f"{one.code} {one.name}" for one in workstreams}
        if asked.rows == "workstream"
        else {one: names.get(one, one) for one in dimensions}
    )
    columns = (
        TIERS if asked.columns == "tier" else {one: name for one, name in names.items() if one not in rows}
    )
    if asked.columns == "type":
        columns = {one: name for one, name in columns.items() if one not in dimensions}
    nothing = "in no workstream" if asked.rows == "workstream" else "names none"
    return {**rows, NONE: nothing}, {**columns, NONE: "not known"}


def grid(asked: MapQuestion, cells: Sequence[Cell], rows: Axis, columns: Axis) -> Grid:
    """Lay a map out; what is in no row or column that is named gets one of its own."""
    held = {(one.row, one.column): one.works for one in cells}
    down = {**rows, **{one.row: one.row for one in cells if one.row not in rows}}
    across = {**columns, **{one.column: one.column for one in cells if one.column not in columns}}
    most = max((works for place, works in held.items() if NONE not in place), default=0)
    lines = tuple(
        (
            name,
            tuple(_bubble(asked, row, column, held.get((row, column), 0), most) for column in across),
            sum(held.get((row, column), 0) for column in across),
        )
        for row, name in down.items()
    )
    gaps = sum((row, column) not in held for row in down for column in across if NONE not in (row, column))
    return Grid(tuple(across.values()), lines, gaps)


def _bubble(asked: MapQuestion, row: str, column: str, works: int, most: int) -> Bubble:
    query = {
        "rows": asked.rows,
        "columns": asked.columns,
        "works": asked.works,
        "workstream": asked.workstream,
        "row": row,
        "column": column,
    }
    share = min(1.0, math.sqrt(works / max(most, 1)))  # works that name nothing are often the most
    radius = _SMALLEST + (RADIUS - _SMALLEST) * share if works else 0.0
    return Bubble(works, round(radius, 1), f"/map/works?{urlencode(query)}")
