"""Comments on a work: saying something to the team, and withdrawing it."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Response
from fastapi.responses import RedirectResponse

from records.comment import LONGEST_COMMENT
from review.commenting import add_comment, withdraw_comment
from review.needs import needs
from review.visits import Authentic, Visitor

__all__ = ["router"]

router = APIRouter()
_Workstream = Annotated[str, Form(alias="in", max_length=60)]
# A line's end is two characters in a form.
_TYPED = 2 * LONGEST_COMMENT


@router.post("/work/{work_id}/comments", dependencies=[Authentic])
@needs("reviewer")
def say(
    visit: Visitor, work_id: str, workstream: _Workstream, text: Annotated[str, Form(max_length=_TYPED)]
) -> Response:
    """Add a comment, and go back to the thread."""
    made = add_comment(visit.context, work_id, workstream, visit.reviewer, text)
    return RedirectResponse(f"/work/{made.work}?in={made.workstream}#comment-{made.number}", 303)


@router.post("/comments/{number}/withdraw", dependencies=[Authentic])
@needs("reviewer")
def withdraw(
    visit: Visitor, number: Annotated[int, Path(ge=1, le=2**31 - 1)], workstream: _Workstream = ""
) -> Response:
    """Withdraw a comment of one's own, or as an owner any."""
    back = withdraw_comment(visit.context, number, visit.account)
    stream = visit.context.workstream(workstream or back.workstream)
    return RedirectResponse(f"/work/{back.work}?in={stream.id}#comments", 303)
