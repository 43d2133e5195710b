"""The evidence map for programs: how many works there are of which evidence on what, and which."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from review.api.briefly import work_in_brief
from review.api.shapes import FoundWorks, Whole
from review.context import Given
from review.map_question import MapAsked
from review.needs import needs
from store.evidence_map import Cell

__all__ = ["router"]

router = APIRouter(tags=["map"])
_MOST = 100  # works of one answer
_Name = Annotated[str, Query(max_length=60)]


@dataclass(frozen=True, slots=True)
class EvidenceCounts:
    """A map of ``works``: the places that hold any; all others are gaps. A work may be in several rows.

    A row or column named ``none`` holds the works that name nothing, or whose evidence is not known.
    """

    works: int
    cells: list[Cell]


@router.get("/v1/map")
@needs("reader", "token")
def counts(context: Given, asked: MapAsked) -> EvidenceCounts:
    """Count works by dimension of inequality or workstream, and by strength or type of evidence."""
    read = context.figures.map(asked)
    return EvidenceCounts(read.works, list(read.cells))


@router.get("/v1/map/works")
@needs("reader", "token")
def behind(
    context: Given,
    asked: MapAsked,
    row: _Name = "",
    column: _Name = "",
    start: Whole = 0,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 25,
) -> FoundWorks:
    """List the works of a place of the map, the newest first; of a whole row or column for an empty name."""
    with context.store.at_once():
        found = context.figures.behind(asked, row, column, start, limit)
        listed = context.store.works.get(found.works)
    return FoundWorks(found.total, start, [work_in_brief(work) for work in listed])
