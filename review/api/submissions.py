"""Submissions for programs: list them, send one in, move one on, take one in, withdraw one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from records.submission import Consent, Status, Submission
from review.api.asking import Asker
from review.api.shapes import Problem, Whole
from review.context import Given
from review.needs import needs
from review.submitting import move, submit, take_in, withdraw
from synthesis.submitting.checking import Sent

__all__ = ["router"]

router = APIRouter(tags=["submissions"])
_MOST = 100  # submissions of one answer
_Text = Annotated[str, Field(max_length=4000)]
_CONFLICT: dict[int | str, dict[str, object]] = {
    409: {"model": Problem, "description": "It is not where this can be done with it"}
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A filled form: ``answers`` by id of field as ``ken submit --template`` names them.

    Several ticks are joined by a comma. ``confirmed`` says that nothing in it points to a person, ``sure``
    that what the privacy scan marks does not either. ``contact`` has ``name``, ``email`` and ``phone``, and
    is kept apart.
    """

    answers: Annotated[dict[str, _Text], Field(max_length=40)]
    confirmed: bool
    consents: Annotated[list[Consent], Field(max_length=10)] = field(default_factory=list)
    contact: Annotated[dict[Literal["name", "email", "phone"], _Text], Field()] = field(default_factory=dict)
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A submission that was taken; ``code`` withdraws it, and is shown this once."""

    reference: str
    code: str
    status: Status


@dataclass(frozen=True, slots=True)
class Found:
    """Something that may point to a person: what stands in a field from ``start`` to before ``end``."""

    field: str
    kind: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A submission, without its contact; ``record`` is the id of the record made of it, empty before."""

    reference: str
    status: Status
    received: datetime
    changed: datetime
    title: str
    answers: dict[str, str]
    consents: list[Consent]
    findings: list[Found]
    record: str


@dataclass(frozen=True, slots=True)
class Step:
    """Where a submission is to go; ``passed`` says that somebody read the findings, and they name nobody."""

    status: Status
    passed: bool = False


@router.get("/v1/submissions")
@needs("analyst", "token")
def submissions(
    context: Given,
    status: Annotated[Literal[Status, ""], Query()] = "",
    start: Whole = 0,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 25,
) -> list[Sending]:
    """List submissions, the latest first."""
    return [_sending(one) for one in context.store.submissions.all(status, limit=limit, offset=start)]


@router.get("/v1/submissions/{reference}")
@needs("analyst", "token")
def one(context: Given, reference: str) -> Sending:
    """Give one submission."""
    return _sending(context.store.submissions.get(reference))


@router.post("/v1/submissions", status_code=201)
@needs("reader", "token")
def send(context: Given, form: Form) -> Taken:
    """Send emerging practice in, as the form of the page does."""
    sent = Sent(
        texts=form.answers,
        consents=form.consents,
        contact={str(name): text for name, text in form.contact.items()},
        confirmed=form.confirmed,
    )
    known = [one.id for one in context.workstreams]
    receipt = submit(context.store, known, sent, context.submitting, context.now(), sure=form.sure)
    return Taken(receipt.submission.reference, receipt.code, receipt.submission.status)


@router.post("/v1/submissions/{reference}/status", responses=_CONFLICT)
@needs("analyst", "token")
def change(asker: Asker, context: Given, reference: str, step: Step) -> Sending:
    """Move a submission on; `card` takes it in and `withdrawn` withdraws it, as the page does."""
    store, now = context.store, context.now()
    if step.status == "card":
        return _sending(take_in(store, reference, now, asker.name))
    if step.status == "withdrawn":
        gone = withdraw(store, reference, now, asker.name)
        context.shelves.forget()
        return _sending(gone)
    return _sending(move(store, reference, step.status, now, asker.name, passed=step.passed))


def _sending(found: Submission) -> Sending:
    return Sending(
        reference=found.reference,
        status=found.status,
        received=found.received,
        changed=found.changed,
        title=found.title,
        answers=dict(found.answers),
        consents=sorted(found.consents),
        findings=[Found(f.field, f.kind, f.start, f.end, f.quote) for f in found.findings],
        record=found.record,
    )
