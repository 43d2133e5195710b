"""Submitting emerging practice: a form that is open to everybody."""

from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import APIRouter, Request, Response

from records.errors import NotFoundError
from records.submission import Finding
from review.context import Context, Given
from review.door import AtDoor, TooOftenError
from review.needs import for_everybody
from review.rendering import bare
from review.sent_form import Typed, TypedForm, answers_of
from review.signing import Session, new_session, token_for
from review.strangers import with_session
from review.submitting import UnsendableError, submit
from review.visits import Authentic, session_of
from synthesis.counted import counted
from synthesis.submitting.form import CONTACT, shipped_form

__all__ = ["router"]

router = APIRouter()
_TRAP: Final = "website"  # a field that people do not see; programs that fill everything in do
_MINUTE: Final = 60


@router.get("/submit")
@for_everybody
def ask(request: Request, context: Given) -> Response:
    """Show the form."""
    _check_open(context)
    return with_session(request, context, lambda session: _form(context, session, TypedForm({})))


@router.post("/submit", dependencies=[Authentic])
@for_everybody
def answer(request: Request, context: Given, door: AtDoor, typed: Typed) -> Response:
    """Take the form, or show it again with what is wrong beside each field and all that was typed."""
    _check_open(context)
    session = session_of(request, context) or new_session()
    if typed.one(_TRAP):
        told = {
            "all": "The field that people do not see was filled in. Leave it empty, and send the form again."
        }
        return _form(context, session, typed, told)
    try:
        door.send(request)
        known = [one.id for one in context.workstreams]
        sent, sure = typed.sent(shipped_form()), bool(typed.one("sure"))
        receipt = submit(context.store, known, sent, context.submitting, context.now(), sure=sure)
    except UnsendableError as error:
        return _form(context, session, typed, error.errors, error.findings)
    except TooOftenError as error:
        return _too_often(context, session, typed, error.seconds)
    found = receipt.submission
    return bare(
        "submitted.html",
        submission=found,
        code=receipt.code,
        suspect=[one for one in answers_of(found, shipped_form(), {}) if one.is_suspect],
        base=str(request.base_url).rstrip("/"),
        days=context.submitting.contacts_kept,
    )


def _check_open(context: Context) -> None:
    if not context.submitting.submissions:
        raise NotFoundError(
            "This team takes nothing in by this page at present; write to somebody whom you know there."
        )


def _too_often(context: Context, session: Session, typed: TypedForm, seconds: int) -> Response:
    wait = counted(max(1, round(seconds / _MINUTE)), "minute")
    told = (
        f"Too many forms came from where you are. Try again in {wait}; what you wrote stays here until then."
    )
    response = _form(context, session, typed, {"all": told}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _form(
    context: Context,
    session: Session,
    typed: TypedForm,
    errors: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
    status: int = 422,
) -> Response:
    by_field: dict[str, list[Finding]] = {}
    for one in findings:
        by_field.setdefault(one.field, []).append(one)
    return bare(
        "submit.html",
        status=status if errors or findings else 200,
        token=token_for(context.key, session),
        form=shipped_form(),
        streams=context.workstreams,
        typed=typed,
        errors=errors or {},
        findings=by_field,
        contact=CONTACT,
        trap=_TRAP,
        days=context.submitting.contacts_kept,
    )
