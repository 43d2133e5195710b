"""The runs: what each scan asked, received and made, what came of it, and two of them side by side."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import RedirectResponse

from records.run import Run
from review.flow_picture import flow_picture
from review.needs import needs
from review.rendering import page
from review.run_difference import read_difference
from review.visits import Visitor
from synthesis.prisma_words import KIND_NAMES, lines, missing

__all__ = ["router"]

router = APIRouter()
_Number = Annotated[int, Path(ge=0, le=2**31 - 1)]
Scope = Literal["all", "run"]


@router.get("/runs")
@needs("reader")
def runs(visit: Visitor) -> Response:
    """List the runs, the newest first."""
    return page(visit, "runs.html", runs=visit.context.store.runs.all())


@router.get("/runs/compare")
@needs("reader")
def choose(
    visit: Visitor,  # noqa: ARG001  who may is asked at the door
    a: Annotated[int, Query(ge=0, le=2**31 - 1)],
    b: Annotated[int, Query(ge=0, le=2**31 - 1)],
) -> Response:
    """Lead to the comparison of two runs that a form names."""
    return RedirectResponse(f"/runs/{a}/compare/{b}", 303)


@router.get("/runs/{number}")
@needs("reader")
def run(visit: Visitor, number: _Number, scope: Scope = "run") -> Response:
    """Show one run, source by source, and the PRISMA flow of it or of all runs up to it."""
    context = visit.context
    with context.store.at_once():
        every = context.store.runs.all()
        found = context.store.runs.get(number)
        candidates = context.store.queues.candidates(number)
    read = context.figures.flow(number, alone=scope == "run")
    return page(
        visit,
        "run.html",
        run=found,
        candidates=candidates,
        scope=scope,
        before=_before(every, number),
        flow=read.flow,
        marked_by=read.marked_by,
        lines=lines(read.flow, context.reasons),
        missing=missing(read.flow),
        picture=flow_picture(read.flow, context.reasons),
        kinds_of_sources=KIND_NAMES,
    )


@router.get("/runs/{a}/compare/{b}")
@needs("reader")
def compare(visit: Visitor, a: _Number, b: _Number) -> Response:
    """Show what differs between two runs."""
    read = read_difference(visit.context.store, visit.context.workstreams, a, b)
    return page(visit, "compare.html", found=read.difference, titles=read.titles)


def _before(runs: tuple[Run, ...], number: int) -> int:
    """Give the run before one, 0 for the first."""
    return max((one.number for one in runs if one.number < number), default=0)
