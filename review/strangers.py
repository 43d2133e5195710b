"""Strangers: forms for people whom nobody knows, with the session that proves a form to be one of ours."""

from collections.abc import Callable

from fastapi import Request, Response

from review.context import Context
from review.signing import Session, new_session
from review.visits import keep, session_of

__all__ = ["with_session"]


def with_session(request: Request, context: Context, show: Callable[[Session], Response]) -> Response:
    """Show a form to whoever asks, beginning a session where they have none; one that they have stays."""
    there = session_of(request, context)
    session = there or new_session()
    response = show(session)
    if there is None:
        keep(request, response, context, session)
    return response
