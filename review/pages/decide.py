"""Deciding: include, exclude with a reason, maybe; the answer is the card as it stands, and what is next."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from review.needs import needs
from review.pages.decided import decided
from review.queues import read_place, refresh
from review.verdicts import NOTE, said
from review.visits import Authentic, Visitor

__all__ = ["router"]

router = APIRouter()


@router.post("/queue/{workstream}/decide", dependencies=[Authentic])
@needs("reviewer")
def decide(
    visit: Visitor,
    workstream: str,
    work: Annotated[str, Form(max_length=40)],
    verdict: Annotated[str, Form(max_length=60)],
    run: Annotated[int, Form(ge=0)] = 0,
    note: Annotated[str, Form(max_length=NOTE)] = "",
    back: Annotated[str, Form(max_length=10)] = "queue",
) -> Response:
    """Write a decision into the log, and answer when it is there."""
    context = visit.context
    stream = context.workstream(workstream)
    made = context.shelves.decide(said(visit, work, stream.id, verdict, note))
    refresh(visit, stream.id, run)
    card, how_far = read_place(visit, stream.id, run, made.work)
    context.shelves.expect(how_far.left)
    if not visit.partial or card is None:
        return _onwards(stream.id, run, made.work, how_far.next, back)
    return decided(visit, stream, run, card, how_far, f"{made.verdict.capitalize()}: {card.work.best.title}")


def _onwards(workstream: str, run: int, work: str, left: str, back: str) -> Response:
    """Go on to the first work that is left in the queue, or stay with this one."""
    if back == "work":
        address = f"/work/{left or work}?in={workstream}&run={run}&after={work}"
    else:
        address = f"/queue/{workstream}?run={run}#card-{left or work}"
    return RedirectResponse(address, 303)
