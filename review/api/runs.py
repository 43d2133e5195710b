"""Runs for programs: what each scan asked, received and made, its PRISMA flow, and two compared."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from records.run import Run
from review.api.shapes import Document
from review.context import Given
from review.needs import needs
from review.run_difference import read_difference
from synthesis.prisma_words import flow_document
from synthesis.run_difference_document import difference_document
from synthesis.run_document import run_document

__all__ = ["router"]

router = APIRouter(tags=["runs"])
_Number = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/v1/runs")
@needs("reader", "token")
def runs(context: Given) -> list[Document]:
    """List the runs, the newest first, as ``ken runs --json`` does."""
    return [_document(one) for one in context.store.runs.all()]


@router.get("/v1/runs/{number}")
@needs("reader", "token")
def run(context: Given, number: _Number) -> Document:
    """Give one run, source by source."""
    return _document(context.store.runs.get(number))


@router.get("/v1/runs/{number}/prisma")
@needs("reader", "token")
def prisma(
    context: Given,
    number: _Number,
    scope: Annotated[Literal["run", "all"], Query(description="This run, or all runs up to it")] = "run",
) -> Document:
    """Give the numbers of the PRISMA 2020 flow, as ``ken prisma --json`` does."""
    read = context.figures.flow(number, alone=scope == "run")
    return flow_document(read.flow, read.marked_by)


@router.get("/v1/runs/{a}/compare/{b}")
@needs("reader", "token")
def compare(context: Given, a: _Number, b: _Number) -> Document:
    """Say what differs between two runs, as ``ken runs --compare --json`` does."""
    read = read_difference(context.store, context.workstreams, a, b)
    return difference_document(read.difference, read.titles)


def _document(one: Run) -> Document:
    return {**run_document(one), "started": one.started, "finished": one.finished}
