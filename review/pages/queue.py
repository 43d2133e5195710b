"""The queue page: a workstream's works in their order, each a card to decide on."""

from fastapi import APIRouter, Response

from review.needs import needs
from review.queues import read_queue
from review.rendering import page
from review.visits import Visitor

__all__ = ["router"]

router = APIRouter()


@router.get("/queue/{workstream}")
@needs("reader")
def queue(visit: Visitor, workstream: str, run: int = 0) -> Response:
    """Show the queue of a workstream, the latest or that of a run."""
    view = read_queue(visit, workstream, run)
    return page(
        visit,
        "queue.html",
        queue=view,
        stream=view.workstream,
        run=view.run,
        progress=view.progress,
        reasons=visit.context.reasons,
    )
