"""The application: all pages behind the guard."""

import logging

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect

from records.errors import BusyError, KenError, NotFoundError, QueryError, SettingsError
from review.accounts import KnownAccounts
from review.api.app import create_api
from review.commenting import CommentError
from review.context import Context
from review.door import Door, TooOftenError
from review.guard import HEADERS, Guard
from review.needs import marked_routes
from review.pages import (
    about,
    account,
    alike,
    allocation,
    comments,
    conflicts,
    decide,
    digest,
    duplicates,
    evidence_map,
    explore,
    exports,
    feeds,
    invitation,
    login,
    name,
    presence,
    progress,
    queue,
    runs,
    settings,
    sources,
    submissions,
    submit,
    submit_status,
    team,
    tokens,
    undo,
    views,
    week,
    work,
)
from review.rendering import STATIC, bare
from review.verdicts import VerdictError
from review.visits import KeylessError, NamelessError, RefusedError, RoleError, admit
from synthesis.counted import counted

__all__ = ["create_app"]

_log = logging.getLogger("ken.review")
_PAGES = (
    *(week, queue, decide, undo, work, explore, evidence_map, digest, runs, sources),
    *(about, name, alike, progress, conflicts, duplicates, exports, settings),
    *(login, invitation, account, tokens, team, feeds),
    *(allocation, presence, comments, views),
    *(submit, submit_status, submissions),
)
_TOLD = (
    *(KeylessError, RefusedError, RoleError, TooOftenError, KenError),
    *(HTTPException, RequestValidationError, ClientDisconnect),
)


def create_app(context: Context) -> FastAPI:
    """Make the application; between requests it keeps only who is known and who guessed.

    Raises ``UnmarkedError`` when a route does not say who may ask for it.
    """
    # The pages that describe an interface bring scripts from elsewhere.
    app = FastAPI(title="Ken", docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(admit)])
    app.state.context = context
    app.state.door = Door(KnownAccounts(context.store, context.now))
    for each in _PAGES:
        app.include_router(each.router)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.mount("/api", create_api(context, app.state.door))
    marked_routes(app)
    app.add_exception_handler(NamelessError, _ask_for_name)
    for kind in _TOLD:
        app.add_exception_handler(kind, _tell)
    app.add_exception_handler(Exception, _defect)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, hosts=context.hosts, tls=context.tls)
    return app


def _ask_for_name(request: Request, error: Exception) -> Response:
    wanted, asks = (error.wanted, error.asks) if isinstance(error, NamelessError) else ("/", "/login")
    address = f"{asks}?wanted={wanted}"
    if request.headers.get("hx-request") == "true":
        return Response(headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


def _tell(request: Request, error: Exception) -> Response:  # noqa: ARG001  what Starlette calls
    status, message = _status(error), _message(error)
    response = bare("error.html", status=status, code=status, message=message)
    if isinstance(error, BusyError):
        response.headers["Retry-After"] = "2"
    if isinstance(error, TooOftenError):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _defect(request: Request, error: Exception) -> Response:
    """Tell of what nobody expected; it is answered outside of the guard, which adds no headers to it."""
    _log.critical("a defect of Ken at %s; please report what follows", request.url.path, exc_info=error)
    message = "Something went wrong in Ken itself. What you decided before is kept; the terminal says more."
    return bare("error.html", status=500, code=500, message=message, headers=HEADERS)


def _status(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.status_code
    known: tuple[tuple[type[Exception], int], ...] = (
        (KeylessError, 401),
        (RefusedError, 403),
        (RoleError, 403),
        (TooOftenError, 429),
        (NotFoundError, 404),
        (VerdictError, 422),
        (CommentError, 422),
        (SettingsError, 422),
        (QueryError, 422),
        (RequestValidationError, 422),
        (ClientDisconnect, 413),
    )
    return next((status for kind, status in known if isinstance(error, kind)), 503)


def _message(error: Exception) -> str:
    if isinstance(error, (KenError, RoleError)):
        return str(error)
    if isinstance(error, TooOftenError):
        return f"That was tried too often; try again in {counted(error.seconds, 'second')}."
    if isinstance(error, KeylessError):
        return "This feed wants a key that holds; your account page makes its address."
    if isinstance(error, RefusedError):
        return "This form is not of your session. Go back, load the page again, and repeat what you did."
    return {404: "There is no such page.", 413: "This is more than a form can hold."}.get(
        _status(error), "This cannot be done; go back and try again."
    )
