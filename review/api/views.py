"""Views for programs: list, keep and delete searches."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path
from pydantic import Field

from records.view import LONGEST_VIEW_NAME, View
from review.api.asking import Asker
from review.context import Given
from review.found import ask
from review.needs import needs
from synthesis.query.lexing import LONGEST

__all__ = ["router"]

router = APIRouter(tags=["views"])
_MOST: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class NewView:
    """A search to be kept; ``shared`` lets the whole team see it."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_VIEW_NAME)]
    query: Annotated[str, Field(max_length=LONGEST)]
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """A search that somebody keeps; ``number`` names it."""

    number: int
    owner: str
    name: str
    query: str
    shared: bool
    created: datetime


@router.get("/v1/views")
@needs("reader", "token")
def views(asker: Asker, context: Given) -> list[KeptView]:
    """List your own views and those that others share."""
    return [_shown(one) for one in context.store.views.seen_by(asker.name)]


@router.post("/v1/views", status_code=201)
@needs("reviewer", "token")
def keep(asker: Asker, context: Given, view: NewView) -> KeptView:
    """Keep a search; one of the same name of yours is changed, and keeps its number."""
    ask(context, view.query, asker.name)
    store = context.store
    return _shown(
        store.views.keep(asker.name, view.name, view.query.strip(), context.now(), shared=view.shared)
    )


@router.delete("/v1/views/{number}")
@needs("reviewer", "token")
def delete(asker: Asker, context: Given, number: Annotated[int, Path(ge=0, le=_MOST)]) -> KeptView:
    """Delete a view of yours, and give it a last time."""
    return _shown(context.store.views.delete(number, asker.name))


def _shown(view: View) -> KeptView:
    return KeptView(
        number=view.number,
        owner=view.owner,
        name=view.name,
        query=view.query,
        shared=view.shared,
        created=view.created,
    )
