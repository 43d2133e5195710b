"""Logging in and out, where there are accounts."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from records.errors import NotFoundError
from review.context import Context, Given
from review.door import AtDoor, TooOftenError
from review.entering import enter, leave
from review.needs import for_everybody
from review.passwords import LONGEST
from review.rendering import bare
from review.signing import Session, new_session, token_for
from review.visits import Authentic, is_open, keep, session_of, vouched_for
from review.within import within
from synthesis.counted import counted

__all__ = ["router"]

router = APIRouter()
_WRONG = "The name or the password is not right."


@router.get("/login")
@for_everybody
def ask(
    request: Request, context: Given, door: AtDoor, wanted: Annotated[str, Query(max_length=2000)] = "/"
) -> Response:
    """Ask for name and password; where there are no accounts, for a name alone.

    Whom a proxy vouches for is let in.
    """
    if is_open(context, door):
        return RedirectResponse("/name", 303)
    vouched = vouched_for(request)
    if vouched:
        return _let_in(request, context, vouched, within(wanted))
    session = session_of(request, context) or new_session()
    response = _form(context, session, wanted=wanted)
    keep(request, response, context, Session(session.id))
    return response


@router.post("/login", dependencies=[Authentic])
@for_everybody
def answer(
    request: Request,
    context: Given,
    door: AtDoor,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=LONGEST)] = "",
    wanted: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Let somebody in who gives the right password, and go on to the page that was wanted."""
    session = session_of(request, context) or new_session()
    typed = " ".join(name.split())
    try:
        known = door.knows(request, typed, password, context.store.accounts.password(typed))
    except TooOftenError as error:
        told = f"That was tried too often; try again in {counted(error.seconds, 'second')}."
        response = _form(context, session, wanted=wanted, name=name, error=told, status=429)
        response.headers["Retry-After"] = str(error.seconds)
        return response
    if not known:
        return _form(context, session, wanted=wanted, name=name, error=_WRONG, status=422)
    return enter(request, context, typed, within(wanted))


@router.post("/logout", dependencies=[Authentic])
@for_everybody
def out(request: Request, context: Given) -> Response:
    """Log out."""
    return leave(request, context)


def _let_in(request: Request, context: Context, name: str, onwards: str) -> Response:
    """Let somebody in for whom a proxy vouches, if they have an account here."""
    try:
        account = context.store.accounts.get(name)
    except NotFoundError:
        account = None
    if account is None or account.disabled:
        told = (
            f"You signed on as “{name}”, and nobody of that name may use this page. An owner can change that."
        )
        return bare("error.html", status=403, code=403, message=told)
    entered = enter(request, context, account.name, onwards)
    # Browsers send the cookie only with what our own page asks for; a redirect counts as the link before it.
    page = bare("entered.html", onwards=onwards)
    page.raw_headers.extend(one for one in entered.raw_headers if one[0] == b"set-cookie")
    return page


def _form(
    context: Context, session: Session, *, wanted: str, name: str = "", error: str = "", status: int = 200
) -> Response:
    token = token_for(context.key, session)
    return bare("login.html", status=status, token=token, name=name, wanted=within(wanted), error=error)
