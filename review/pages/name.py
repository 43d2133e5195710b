"""The name page: asks a reviewer once what to write into the log."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from review.context import Given
from review.door import AtDoor
from review.needs import for_everybody
from review.rendering import bare
from review.signing import new_session, token_for
from review.visits import Authentic, is_open, keep, session_of
from review.within import within

__all__ = ["router"]

router = APIRouter()


@router.get("/name")
@for_everybody
def ask(
    request: Request, context: Given, door: AtDoor, wanted: Annotated[str, "where to go on"] = "/"
) -> Response:
    """Ask for the reviewer's name; where there are accounts, an account has one."""
    if not is_open(context, door):
        return RedirectResponse("/account", 303)
    session = session_of(request, context) or new_session()
    response = bare(
        "name.html",
        token=token_for(context.key, session),
        name=session.reviewer,
        wanted=within(wanted),
        error="",
    )
    keep(request, response, context, session)
    return response


@router.post("/name", dependencies=[Authentic])
@for_everybody
def answer(
    request: Request,
    context: Given,
    door: AtDoor,
    name: Annotated[str, Form(max_length=200)] = "",
    wanted: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Take the name, begin a session under a new id, and go on to the page that was wanted."""
    if not is_open(context, door):
        return RedirectResponse("/login", 303)
    session = new_session("".join(ch for ch in name if ch.isprintable()))
    if not session.reviewer:
        old = session_of(request, context) or session
        token = token_for(context.key, old)
        return bare(
            "name.html", status=422, token=token, name="", wanted=within(wanted), error="Please give a name."
        )
    response = RedirectResponse(within(wanted), 303)
    keep(request, response, context, session)
    return response
