"""The runs: what each scan asked, received and made."""

from fastapi import APIRouter, Response

from review.needs import needs
from review.rendering import page
from review.visits import Visitor

__all__ = ["router"]

router = APIRouter()


@router.get("/runs")
@needs("reader")
def runs(visit: Visitor) -> Response:
    """List the runs, the newest first."""
    return page(visit, "runs.html", runs=visit.context.store.runs.all())


@router.get("/runs/{number}")
@needs("reader")
def run(visit: Visitor, number: int) -> Response:
    """Show one run, source by source."""
    store = visit.context.store
    with store.at_once():
        found = store.runs.get(number)
        candidates = store.queues.candidates(number)
    return page(visit, "run.html", run=found, candidates=candidates)
