"""The queue page: a workstream's works in their order, each a card to decide on."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from review.needs import needs
from review.queues import read_queue
from review.rendering import page
from review.visits import Visitor

__all__ = ["router"]

router = APIRouter()


@router.get("/queue/{workstream}")
@needs("reader")
def queue(
    visit: Visitor, workstream: str, run: int = 0, show: Annotated[str, Query(max_length=10)] = ""
) -> Response:
    """Show the queue of a workstream, the latest or that of a run: one's own part of it, or ``all``."""
    view = read_queue(visit, workstream, run, everything=show == "all")
    visit.context.shelves.expect(view.progress.left)
    return page(
        visit,
        "queue.html",
        queue=view,
        stream=view.workstream,
        run=view.run,
        progress=view.progress,
        everything=show == "all",
        reading=visit.context.teamwork.presence.others(view.workstream.id, visit.reviewer),
        reasons=visit.context.reasons,
    )
