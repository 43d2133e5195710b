"""Submissions for analysts: what came, what may point to a person in it, how far it got."""

from typing import Annotated, Final

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import RedirectResponse

from records.submission import STATUSES, Contact, Status, following
from review.needs import needs
from review.rendering import page
from review.sent_form import Typed, answers_of
from review.submitting import (
    UnmovableError,
    UnsendableError,
    contact_of,
    mend,
    move,
    take_in,
    withdraw,
)
from review.visits import Authentic, Visit, Visitor
from synthesis.submitting.form import shipped_form

__all__ = ["router"]

router = APIRouter()
_SHOWN: Final = 50


@router.get("/submissions")
@needs("analyst")
def submissions(
    visit: Visitor,
    status: Annotated[str, Query(max_length=20)] = "",
    start: Annotated[int, Query(ge=0, le=10**6)] = 0,
) -> Response:
    """List submissions, the latest first."""
    store = visit.context.store
    with store.at_once():
        found = store.submissions.all(status, limit=_SHOWN, offset=start)
        counts = store.submissions.counts()
    return page(
        visit,
        "submissions.html",
        found=found,
        counts=counts,
        statuses=STATUSES,
        status=status,
        start=start,
        shown=_SHOWN,
        total=counts.get(status, 0) if status else sum(counts.values()),
        opened=visit.context.submitting.submissions,
        base=str(visit.request.base_url).rstrip("/"),
    )


@router.get("/submissions/{reference}")
@needs("analyst")
def submission(visit: Visitor, reference: str) -> Response:
    """Show one with what the privacy scan found in it, and all that was done with it."""
    return _page(visit, reference)


@router.post("/submissions/{reference}/status", dependencies=[Authentic])
@needs("analyst")
def change_status(
    visit: Visitor,
    reference: str,
    status: Annotated[Status, Form()],
    passed: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Move it on; findings have to be mended or passed before."""
    context = visit.context
    try:
        move(context.store, reference, status, context.now(), visit.reviewer, passed=bool(passed))
    except UnmovableError as error:
        return _page(visit, reference, error=f"{error}.")
    return _back(reference)


@router.post("/submissions/{reference}/mend", dependencies=[Authentic])
@needs("analyst")
def mend_it(visit: Visitor, reference: str, typed: Typed) -> Response:
    """Put other words in the place of those that may point to a person."""
    context = visit.context
    known = [one.id for one in context.workstreams]
    texts = typed.texts(shipped_form())
    try:
        mend(context.store, known, reference, texts, context.now(), visit.reviewer)
    except (UnmovableError, UnsendableError) as error:
        return _page(visit, reference, error=f"{error}.")
    return _back(reference)


@router.post("/submissions/{reference}/take-in", dependencies=[Authentic])
@needs("analyst")
def take_it_in(visit: Visitor, reference: str) -> Response:
    """Make a record of it, for the next run."""
    context = visit.context
    try:
        take_in(context.store, reference, context.now(), visit.reviewer)
    except UnmovableError as error:
        return _page(visit, reference, error=f"{error}.")
    return _back(reference)


@router.post("/submissions/{reference}/withdraw", dependencies=[Authentic])
@needs("analyst")
def withdraw_it(visit: Visitor, reference: str) -> Response:
    """Withdraw it, because its sender asked for that some other way."""
    context = visit.context
    withdraw(context.store, reference, context.now(), visit.reviewer)
    context.shelves.forget()
    return _back(reference)


@router.post("/submissions/{reference}/contact", dependencies=[Authentic])
@needs("analyst")
def show_contact(visit: Visitor, reference: str) -> Response:
    """Show whom to ask, this once, and note who looked."""
    context = visit.context
    contact = contact_of(context.store, reference, context.now(), visit.reviewer)
    return _page(visit, reference, looked=True, contact=contact)


def _back(reference: str) -> Response:
    return RedirectResponse(f"/submissions/{reference}", 303)


def _page(
    visit: Visit, reference: str, *, error: str = "", looked: bool = False, contact: Contact | None = None
) -> Response:
    store, form = visit.context.store, shipped_form()
    with store.at_once():
        found = store.submissions.get(reference)
        log = store.submissions.log(reference)
        work = store.links.memberships([found.record]).get(found.record) if found.record else None
    streams = {one.id: one.name for one in visit.context.workstreams}
    response = page(
        visit,
        "submission.html",
        found=found,
        answers=answers_of(found, form, streams),
        consents=form.consents,
        following=following(found),
        log=log,
        work=work.work_id if work else "",
        error=error,
        looked=looked,
        contact=contact,
    )
    response.status_code = 422 if error else 200
    return response
