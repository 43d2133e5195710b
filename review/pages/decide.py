"""Deciding: include, exclude with a reason, maybe; the answer is the card as it stands, and what is next."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from records.decision import VERDICTS, Decision, Verdict
from records.errors import KenError
from review.context import Context
from review.queues import read_place
from review.rendering import part
from review.visits import Authentic, Visitor

__all__ = ["VerdictError", "router"]

router = APIRouter()
_NOTE = 4000


class VerdictError(KenError):
    """A form said something of a work that no reviewer can say."""


@router.post("/queue/{workstream}/decide", dependencies=[Authentic])
def decide(
    visit: Visitor,
    workstream: str,
    work: Annotated[str, Form(max_length=40)],
    verdict: Annotated[str, Form(max_length=60)],
    run: Annotated[int, Form(ge=0)] = 0,
    note: Annotated[str, Form(max_length=_NOTE)] = "",
    back: Annotated[str, Form(max_length=10)] = "queue",
) -> Response:
    """Write a decision into the log, and answer when it is there."""
    context = visit.context
    stream = context.workstream(workstream)
    said, reason = _said(verdict, context)
    with context.store.at_once():
        found = context.store.works.get([work])[0].work_id
        made = context.store.decisions.append_once(
            Decision(
                work=found,
                workstream=stream.id,
                verdict=said,
                reviewer=visit.reviewer,
                instant=context.now(),
                reason=reason,
                note=note.replace("\r\n", "\n").strip(),
            )
        )
        card, how_far = read_place(visit, stream.id, run, found)
    if not visit.partial or card is None:
        return _onwards(stream.id, run, made.work, how_far.next, back)
    return part(
        visit,
        "decided.html",
        card=card,
        progress=how_far,
        stream=stream,
        run=run,
        reasons=context.reasons,
        message=f"{said.capitalize()}: {card.work.best.title}",
    )


def _said(text: str, context: Context) -> tuple[Verdict, str]:
    """Take a verdict apart, ``exclude:CODE`` or one without a code."""
    said, _, reason = text.partition(":")
    known = not reason or (said == "exclude" and reason in context.reasons)
    for verdict in VERDICTS:
        if verdict == said and known:
            return verdict, reason
    raise VerdictError("nobody can say this of a work; go back and choose again")


def _onwards(workstream: str, run: int, work: str, left: str, back: str) -> Response:
    """Go on to the first work that is left in the queue, or stay with this one."""
    if back == "work":
        address = f"/work/{left or work}?in={workstream}&run={run}&after={work}"
    else:
        address = f"/queue/{workstream}?run={run}#card-{left or work}"
    return RedirectResponse(address, 303)
