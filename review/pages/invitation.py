"""The invitation page: somebody who has a one-time code chooses a password."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response

from records.errors import SettingsError
from review.context import Context, Given
from review.door import AtDoor
from review.entering import enter
from review.needs import for_everybody
from review.passwords import LONGEST, SHORTEST, hashed, sealed
from review.rendering import bare
from review.signing import Session, new_session, token_for
from review.visits import Authentic, keep, session_of

__all__ = ["router"]

router = APIRouter()
_CODE = 100  # characters at most
_NOT_HELD = (
    "This code does not hold: it was used, took too long, or another was given. Ask an owner for a new one."
)


@router.get("/invitation")
@for_everybody
def ask(request: Request, context: Given, code: Annotated[str, Query(max_length=_CODE)] = "") -> Response:
    """Ask for the code and a password."""
    session = session_of(request, context) or new_session()
    response = _form(context, session, code)
    keep(request, response, context, session)
    return response


@router.post("/invitation", dependencies=[Authentic])
@for_everybody
def answer(
    request: Request,
    context: Given,
    door: AtDoor,
    code: Annotated[str, Form(max_length=_CODE)] = "",
    password: Annotated[str, Form(max_length=LONGEST)] = "",
    again: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Keep the password and let the person in; the code holds no more."""
    session = session_of(request, context) or new_session()
    code = code.strip()
    door.guess(request)
    invited = context.store.accounts.invited(sealed(code), context.now())
    if invited is None:
        return _form(context, session, code, _NOT_HELD)
    door.guessed(request)
    if password != again:
        return _form(context, session, code, "The two passwords are not the same.")
    try:
        kept = hashed(password, invited.name)
    except SettingsError as error:
        return _form(context, session, code, f"{error}.".capitalize())
    accepted = context.store.accounts.accept(sealed(code), kept, context.now())
    if accepted is None:
        return _form(context, session, code, _NOT_HELD)
    return enter(request, context, accepted.name, "/")


def _form(context: Context, session: Session, code: str, error: str = "") -> Response:
    return bare(
        "invitation.html",
        status=422 if error else 200,
        token=token_for(context.key, session),
        code=code,
        error=error,
        shortest=SHORTEST,
    )
