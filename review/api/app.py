"""The interface as an application of its own, mounted under ``/api`` of the page's."""

import logging
from typing import Any, Final

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from records.errors import BusyError, KenError, NotFoundError, QueryError, SettingsError
from review.api import (
    conflicts,
    decisions,
    described,
    duplicates,
    evidence_map,
    exports,
    progress,
    queues,
    runs,
    sources,
    submissions,
    teamwork,
    undoing,
    views,
    weights,
    works,
)
from review.api.asking import StrangerError, ask
from review.api.saying import UnsayableError
from review.api.shapes import Problem
from review.commenting import CommentError
from review.context import Context
from review.door import Door, TooOftenError
from review.submitting import UnmovableError, UnsendableError
from review.visits import RoleError

__all__ = ["TOPICS", "create_api"]

_log = logging.getLogger("ken.review")
TOPICS = (
    *(queues, works, views, decisions, undoing, conflicts, duplicates, progress, evidence_map),
    *(exports, runs, sources, weights, submissions, teamwork, described),
)
_STATUS: Final[tuple[tuple[type[Exception], int], ...]] = (
    (StrangerError, 401),
    (RoleError, 403),
    (NotFoundError, 404),
    (decisions.NotLastError, 409),
    (decisions.SecretError, 409),
    (UnmovableError, 409),
    (ClientDisconnect, 413),
    (UnsayableError, 422),
    (SettingsError, 422),
    (QueryError, 422),
    (UnsendableError, 422),
    (CommentError, 422),
    (TooOftenError, 429),
    (KenError, 503),
)
_MEANINGS: Final = {
    400: "The body is no JSON",
    401: "No token, or one that does not hold",
    403: "The role does not suffice",
    404: "There is no such thing",
    413: "The body is too large",
    422: "Something asked for cannot be meant",
    429: "Asked too often; `Retry-After` says when to go on",
    503: "The database is in use; `Retry-After` says when to try again",
}
_ABOUT: Final = (
    "Everything wants a token in the header `Authorization: Bearer …`; your account page makes one, as does "
    "`ken user token`. Cookies count for nothing here. A token may do what its owner may."
)


def create_api(context: Context, door: Door) -> FastAPI:
    """Make the application of the interface."""
    problems: dict[int | str, dict[str, Any]] = {
        status: {"model": Problem, "description": meaning} for status, meaning in _MEANINGS.items()
    }
    app = FastAPI(
        title="Ken",
        version="1",
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        servers=[{"url": "/api"}],
        root_path_in_servers=False,
        dependencies=[Depends(ask)],
        responses=problems,
    )
    app.state.context, app.state.door = context, door
    for each in TOPICS:
        app.include_router(each.router)
    for kind in (*(kind for kind, _ in _STATUS), HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _tell)
    app.add_exception_handler(Exception, _defect)
    return app


def _tell(request: Request, error: Exception) -> Response:  # noqa: ARG001  what Starlette calls
    """Say in one line what is wrong."""
    headers = {}
    if isinstance(error, StrangerError):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, BusyError):
        headers["Retry-After"] = "2"
    if isinstance(error, TooOftenError):
        headers["Retry-After"] = str(error.seconds)
    if isinstance(error, HTTPException):
        headers |= error.headers or {}
        return JSONResponse({"error": str(error.detail)}, error.status_code, headers)
    if isinstance(error, RequestValidationError):
        return JSONResponse({"error": _first(error)}, 422, headers)
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    said = {413: "the body is too large", 429: f"too often; go on in {headers.get('Retry-After')} s"}
    return JSONResponse({"error": said.get(status) or str(error)}, status, headers)


def _first(error: RequestValidationError) -> str:
    """Say what is wrong first, and where; without what was sent, which may be a secret."""
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def _defect(request: Request, error: Exception) -> Response:
    _log.critical("a defect of Ken at %s; please report what follows", request.url.path, exc_info=error)
    return JSONResponse({"error": "a defect of Ken; the terminal of the server says more"}, 500)
