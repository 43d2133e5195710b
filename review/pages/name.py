"""The name page: asks a reviewer once what to write into the log."""

from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from review.context import Given
from review.rendering import bare
from review.signing import new_session, token_for
from review.visits import Authentic, keep, session_of

__all__ = ["router"]

router = APIRouter()


@router.get("/name")
def ask(request: Request, context: Given, wanted: Annotated[str, "where to go on"] = "/") -> Response:
    """Ask for the reviewer's name."""
    session = session_of(request, context) or new_session()
    response = bare(
        "name.html",
        token=token_for(context.key, session),
        name=session.reviewer,
        wanted=_within(wanted),
        error="",
    )
    keep(response, context, session)
    return response


@router.post("/name", dependencies=[Authentic])
def answer(
    request: Request,
    context: Given,
    name: Annotated[str, Form(max_length=200)] = "",
    wanted: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Take the name, begin a session under a new id, and go on to the page that was wanted."""
    session = new_session("".join(ch for ch in name if ch.isprintable()))
    if not session.reviewer:
        old = session_of(request, context) or session
        token = token_for(context.key, old)
        return bare(
            "name.html", status=422, token=token, name="", wanted=_within(wanted), error="Please give a name."
        )
    response = RedirectResponse(_within(wanted), 303)
    keep(response, context, session)
    return response


def _within(wanted: str) -> str:
    """Give an address only if it leads to a page of this host."""
    plain = unquote(wanted)
    within = plain.startswith("/") and not plain.startswith(("//", "/\\")) and plain.isprintable()
    return wanted if within and wanted.startswith("/") else "/"
