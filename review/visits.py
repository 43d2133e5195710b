"""Visits: who asks, and proof that a form is one of ours."""

from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import Depends, Form, Request, Response

from review.context import Context, Given
from review.signing import Session, read_session, token_fits, token_for, write_session

__all__ = ["COOKIE", "Authentic", "NamelessError", "RefusedError", "Visit", "Visitor", "keep", "session_of"]

COOKIE: Final = "ken_session"
_YEAR: Final = 365 * 24 * 3600


class NamelessError(Exception):
    """The reviewer has not given a name yet; ``wanted`` is the page that they asked for."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class RefusedError(Exception):
    """A form was sent that is not one of this session's."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a reviewer; ``partial`` tells that a part of a page is asked for, not a page."""

    request: Request
    context: Context
    session: Session
    partial: bool

    @property
    def reviewer(self) -> str:
        """Give the reviewer's name."""
        return self.session.reviewer

    @property
    def token(self) -> str:
        """Make a token for a form of the page that answers."""
        return token_for(self.context.key, self.session)


def session_of(request: Request, context: Context) -> Session | None:
    """Read the session of a request; None when it has none that we wrote."""
    return read_session(context.key, request.cookies.get(COOKIE, ""))


def keep(response: Response, context: Context, session: Session) -> None:
    """Have the browser keep a session."""
    response.set_cookie(
        COOKIE, write_session(context.key, session), max_age=_YEAR, httponly=True, samesite="strict", path="/"
    )


def _visit(request: Request, context: Given) -> Visit:
    session = session_of(request, context)
    if session is None or not session.reviewer:
        query = f"?{request.url.query}" if request.url.query else ""
        raise NamelessError(quote(request.url.path + query) if request.method == "GET" else "/")
    return Visit(request, context, session, request.headers.get("hx-request") == "true")


def _authentic(request: Request, context: Given, token: Annotated[str, Form(max_length=200)] = "") -> None:
    session = session_of(request, context)
    if session is None or not token_fits(context.key, session, token):
        raise RefusedError


Visitor = Annotated[Visit, Depends(_visit)]
Authentic = Depends(_authentic)
