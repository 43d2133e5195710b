"""Entering: what follows a right password, for whoever comes in by one."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from review.context import Context
from review.passwords import sealed
from review.signing import new_session
from review.visits import LASTS, keep, session_of

__all__ = ["enter", "leave"]


def enter(request: Request, context: Context, name: str, onwards: str) -> Response:
    """Log somebody in under a new random id, end the session before, and lead them on.

    An id that somebody else knew or planted before the password was given is worth nothing after it.
    """
    now, session = context.now(), new_session()
    with context.store.at_once():
        _end(request, context)
        context.store.sessions.begin(sealed(session.id), name, now, now + LASTS)
    response = RedirectResponse(onwards, 303)
    keep(request, response, context, session)
    return response


def leave(request: Request, context: Context) -> Response:
    """Log somebody out: the session ends here, not only in the browser."""
    _end(request, context)
    response = RedirectResponse("/login", 303)
    keep(request, response, context, new_session())
    return response


def _end(request: Request, context: Context) -> None:
    before = session_of(request, context)
    if before:
        context.store.sessions.end(sealed(before.id))
