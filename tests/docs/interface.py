"""The reference of the HTTP interface, made from its routes."""

import inspect
from collections.abc import Iterator

from fastapi.routing import APIRoute

from review.api.app import TOPICS
from review.needs import need_of
from tests.docs.markdown import table

__all__ = ["routes"]


def routes(_: str) -> str:
    """Show what can be asked, by whom."""
    rows = [
        (f"`{method} /api{route.path}`", need_of(route.endpoint).role or "everybody", _first_line(route))
        for route in _described()
        for method in sorted(route.methods or ())
    ]
    return table(("request", "least role", "does"), rows)


def _described() -> Iterator[APIRoute]:
    for topic in TOPICS:
        for route in topic.router.routes:
            if isinstance(route, APIRoute):
                yield route


def _first_line(route: APIRoute) -> str:
    return (inspect.getdoc(route.endpoint) or "").splitlines()[0].replace("``", "`")
