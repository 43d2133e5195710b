"""Undo: takes the reviewer's last decision in a workstream back, by a further entry in the log."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from review.needs import needs
from review.pages.decided import decided
from review.queues import read_place, refresh
from review.rendering import part
from review.visits import Authentic, Visitor

__all__ = ["router"]

router = APIRouter()


@router.post("/queue/{workstream}/undo", dependencies=[Authentic])
@needs("reviewer")
def undo(
    visit: Visitor,
    workstream: str,
    run: Annotated[int, Form(ge=0)] = 0,
    back: Annotated[str, Form(max_length=10)] = "queue",
) -> Response:
    """Take the last decision back, and answer with the card of its work."""
    context = visit.context
    stream = context.workstream(workstream)
    made = context.shelves.undo(visit.reviewer, stream.id, context.now())
    if made is None:
        return _nothing(visit, stream.id, run)
    _, work = made
    refresh(visit, stream.id, run)
    card, how_far = read_place(visit, stream.id, run, work)
    elsewhere = f"/work/{work}?in={stream.id}&run={run}"
    if not visit.partial:
        there = f"/queue/{stream.id}?run={run}#card-{work}" if card and back == "queue" else elsewhere
        return RedirectResponse(there, 303)
    if card is None:
        return Response(headers={"HX-Redirect": elsewhere})
    message = f"Taken back: {card.work.best.title}"
    response = decided(visit, stream, run, card, how_far, message, undone=True)
    response.headers["HX-Retarget"] = f"#{card.anchor}"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def _nothing(visit: Visitor, workstream: str, run: int) -> Response:
    if not visit.partial:
        return RedirectResponse(f"/queue/{workstream}?run={run}", 303)
    response = part(visit, "message.html", message="There is nothing left to take back.")
    response.headers["HX-Reswap"] = "none"
    return response
