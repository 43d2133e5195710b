"""Conflicts: works on which reviewers disagree, side by side, and somebody's word that settles it."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from review.conflicts import find_conflicts, settle_conflict
from review.needs import needs
from review.rendering import page
from review.verdicts import NOTE, said
from review.visits import Authentic, Visitor

__all__ = ["router"]

router = APIRouter()


@router.get("/conflicts")
@needs("analyst")
def conflicts(visit: Visitor, settled: str = "") -> Response:
    """List the works on which the words that stand differ; all who take part have decided by then."""
    with visit.context.store.at_once():
        found = find_conflicts(visit.context)
        last = visit.context.store.works.get([settled])[0] if settled else None
    return page(visit, "conflicts.html", conflicts=found, settled=last, reasons=visit.context.reasons)


@router.post("/conflicts/{workstream}", dependencies=[Authentic])
@needs("analyst")
def settle(
    visit: Visitor,
    workstream: str,
    work: Annotated[str, Form(max_length=40)],
    verdict: Annotated[str, Form(max_length=60)],
    note: Annotated[str, Form(max_length=NOTE)] = "",
) -> Response:
    """Write the word that settles a conflict into the log; it stands in the place of those before it.

    Where it is settled already, nothing is written.
    """
    stream = visit.context.workstream(workstream)
    made = settle_conflict(visit.context, said(visit, work, stream.id, verdict, note))
    return RedirectResponse(f"/conflicts?settled={made.work}", 303)
