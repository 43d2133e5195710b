"""The evidence map: how much evidence of which kind there is on what, where there is none, and the works."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from review.map_grid import axes, grid
from review.map_question import MapAsked
from review.needs import needs
from review.rendering import page
from review.visits import Visitor
from store.evidence_map import COLUMNS, ROWS, WORKS

__all__ = ["router"]

router = APIRouter()
_PAGE: Final = 25
_Name = Annotated[str, Query(max_length=60)]


@router.get("/map")
@needs("reader")
def show(visit: Visitor, asked: MapAsked) -> Response:
    """Show the map."""
    context = visit.context
    read = context.figures.map(asked)
    named = axes(asked, context.workstreams, context.names, context.dimensions)
    return page(
        visit,
        "map.html",
        asked=asked,
        grid=grid(asked, read.cells, *named),
        total=read.works,
        choices={"rows": ROWS, "columns": COLUMNS, "works": WORKS},
    )


@router.get("/map/works")
@needs("reader")
def behind(
    visit: Visitor,
    asked: MapAsked,
    row: _Name = "",
    column: _Name = "",
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """List the works behind a place of the map, 25 at a time."""
    context = visit.context
    named = axes(asked, context.workstreams, context.names, context.dimensions)
    with context.store.at_once():
        found = context.figures.behind(asked, row, column, start, _PAGE)
        listed = context.store.works.get(found.works)
    return page(
        visit,
        "map_works.html",
        asked=asked,
        place=(row, column),
        called=(named[0].get(row, row), named[1].get(column, column)),
        found=found,
        works=listed,
        start=start,
        size=_PAGE,
    )
