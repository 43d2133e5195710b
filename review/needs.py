"""Needs: the least role that each route asks for, marked on the route itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.routing import Mount

from records.account import Role

__all__ = ["Marked", "Need", "UnmarkedError", "Way", "for_everybody", "marked_routes", "need_of", "needs"]

Way = Literal["session", "token", "key"]
_MARK: Final = "__ken_need__"
_Function = TypeVar("_Function", bound=Callable[..., object])


class UnmarkedError(TypeError):
    """A route does not say who may ask for it; such an application does not start."""


@dataclass(frozen=True, slots=True)
class Need:
    """The least role for a route, None where everybody may ask.

    ``way`` is by what people prove who they are there: the cookie of a session, a token in a header, or the
    key of a feed.
    """

    role: Role | None
    way: Way = "session"


@dataclass(frozen=True, slots=True)
class Marked:
    """One route with its need; ``path`` is whole, as it is asked for."""

    path: str
    route: APIRoute
    need: Need


def needs(role: Role, way: Way = "session") -> Callable[[_Function], _Function]:
    """Mark a route: only for this role and those above it."""

    def mark(function: _Function) -> _Function:
        setattr(function, _MARK, Need(role, way))
        return function

    return mark


def for_everybody(function: _Function) -> _Function:
    """Mark a route: for everybody, known or not."""
    setattr(function, _MARK, Need(None))
    return function


def need_of(endpoint: object) -> Need:
    """Give what a route was marked with; ``UnmarkedError`` when it was not."""
    found = getattr(endpoint, _MARK, None)
    if not isinstance(found, Need):
        name = getattr(endpoint, "__qualname__", endpoint)
        raise UnmarkedError(f"the route {name} says no role: mark it with @needs or @for_everybody")
    return found


def marked_routes(app: FastAPI) -> tuple[Marked, ...]:
    """List all routes of an application and of those mounted in it.

    Raises ``UnmarkedError`` for one without a mark, and for any kind of route that the check at the door
    would not see. Only folders of static files need none.
    """
    return tuple(_walk(app.routes, ""))


def _walk(routes: Any, prefix: str) -> Iterator[Marked]:  # noqa: ANN401  FastAPI has no common type for them
    for one in routes:
        if isinstance(one, APIRoute):
            yield Marked(prefix + one.path, one, need_of(one.endpoint))
        elif hasattr(one, "original_router"):
            yield from _walk(one.original_router.routes, prefix)
        elif isinstance(one, Mount) and isinstance(one.app, FastAPI):
            yield from _walk(one.app.routes, prefix + one.path)
        elif not (isinstance(one, Mount) and isinstance(one.app, StaticFiles)):
            raise UnmarkedError(f"{prefix}{getattr(one, 'path', one)} is no route that can say a role")
