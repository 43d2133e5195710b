"""What a sender can do later, with reference and code: see how far it got, mend it, withdraw it."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from records.errors import NotFoundError
from records.submission import STATUSES, Submission
from review.context import Context, Given
from review.door import AtDoor, Door, TooOftenError
from review.needs import for_everybody
from review.rendering import bare
from review.sent_form import Typed, answers_of
from review.signing import Session, new_session, token_for
from review.strangers import with_session
from review.submitting import LONGEST_SECRET, UnmovableError, UnsendableError, mend, of_sender, withdraw
from review.visits import Authentic, session_of
from synthesis.counted import counted
from synthesis.submitting.form import shipped_form

__all__ = ["router"]

router = APIRouter()
_Secret = Annotated[str, Form(max_length=LONGEST_SECRET)]


@router.get("/submit/status")
@for_everybody
def ask(request: Request, context: Given) -> Response:
    """Ask for reference and code."""
    return with_session(request, context, lambda session: _asking(context, session))


@router.post("/submit/status", dependencies=[Authentic])
@for_everybody
def answer(
    request: Request, context: Given, door: AtDoor, reference: _Secret = "", code: _Secret = ""
) -> Response:
    """Show how far a submission got to whoever has its code."""
    return _for_sender(request, context, door, (reference, code), lambda _: "")


@router.post("/submit/withdraw", dependencies=[Authentic])
@for_everybody
def answer_withdraw(
    request: Request, context: Given, door: AtDoor, reference: _Secret = "", code: _Secret = ""
) -> Response:
    """Withdraw a submission for whoever has its code."""

    def gone(found: Submission) -> str:
        withdraw(context.store, found.reference, context.now())
        context.shelves.forget()
        return "It is withdrawn: what you wrote and how to reach you are deleted."

    return _for_sender(request, context, door, (reference, code), gone)


@router.post("/submit/mend", dependencies=[Authentic])
@for_everybody
def answer_mend(
    request: Request,
    context: Given,
    door: AtDoor,
    typed: Typed,
    reference: _Secret = "",
    code: _Secret = "",
) -> Response:
    """Put other words in the place of those that may point to a person."""

    def mended(found: Submission) -> str:
        suspect = {one.field for one in found.findings}
        texts = {name: text for name, text in typed.texts(shipped_form()).items() if name in suspect}
        known = [one.id for one in context.workstreams]
        now = mend(context.store, known, found.reference, texts, context.now())
        return "Thank you, that is kept." + (
            "" if now.findings else " Nothing found in it points to a person now."
        )

    return _for_sender(request, context, door, (reference, code), mended)


def _for_sender(
    request: Request,
    context: Context,
    door: Door,
    secrets: tuple[str, str],
    do: Callable[[Submission], str],
) -> Response:
    """Do something for whoever has the code, and show what the submission is then.

    Wrong codes are counted by address, as wrong passwords are.
    """
    session = session_of(request, context) or new_session()
    reference, code = (one.strip() for one in secrets)
    try:
        door.guess(request)
        found = of_sender(context.store, reference, code)
    except TooOftenError as error:
        told = f"That was tried too often; try again in {counted(error.seconds, 'second')}."
        response = _asking(context, session, reference, told, status=429)
        response.headers["Retry-After"] = str(error.seconds)
        return response
    except NotFoundError:
        return _asking(context, session, reference, "The reference or the code is not right.", status=422)
    door.guessed(request)
    done = refused = ""
    try:
        done = do(found)
    except (UnmovableError, UnsendableError) as wrong:
        refused = f"{wrong}."
    now = context.store.submissions.get(found.reference)
    return _shown(context, session, now, code, done, refused)


def _asking(
    context: Context, session: Session, reference: str = "", error: str = "", status: int = 200
) -> Response:
    token = token_for(context.key, session)
    return bare(
        "submit_status.html", status=status, token=token, reference=reference, error=error, found=None
    )


def _shown(
    context: Context, session: Session, found: Submission, code: str, done: str, error: str
) -> Response:
    streams = {one.id: one.name for one in context.workstreams}
    return bare(
        "submit_status.html",
        status=422 if error else 200,
        token=token_for(context.key, session),
        reference=found.reference,
        code=code,
        found=found,
        answers=answers_of(found, shipped_form(), streams),
        contact=context.store.contacts.get(found.reference, context.now()),
        statuses=STATUSES[:-1],
        done=done,
        error=error,
    )
