"""Explore: all works, by the query language, and searches that people keep."""

from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from records.decision import Decision
from records.errors import QueryError
from records.query import EVERYTHING
from records.view import View
from review.found import Hits, ask, look
from review.needs import needs
from review.rendering import page
from review.visits import Visit, Visitor
from store.searching import ORDERS, Order
from synthesis.query.fields import FIELDS
from synthesis.query.lexing import LONGEST
from synthesis.query.parsing import parse
from synthesis.standing import said_by

__all__ = ["router"]

router = APIRouter()
_PAGE: Final = 25
_EXAMPLES: Final = (
    ("homeless* prison*", "both, and longer words that begin so"),
    ('"peer support" OR navigator*', "a phrase, or another word"),
    ("title:housing -is:protocol", "in the title; no protocols"),
    ("inequality:>=2 place:scotland", "reports inequality, in Scotland"),
    ("workstream:W2 undecided:W2", "of W2, and not decided by you"),
    ("decided:include by:me", "what you keep"),
    ("(carers OR dimension:carers) year:2021..", "either, from 2021 on"),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page is asked for: a text, an order, from where on, and the view that it comes from."""

    text: str
    order: Order
    start: int
    view: View | None

    def address(self, **changes: object) -> str:
        """Give the address of the same search with something changed."""
        fields = {"q": self.text, "order": self.order, "start": self.start, **changes}
        said = {name: value for name, value in fields.items() if value not in ("", 0, "relevance")}
        return f"/explore?{urlencode(said)}" if said else "/explore"

    def with_term(self, term: str) -> str:
        """Give the address of this search narrowed by a term."""
        text = f"({self.text})" if _has_or(self.text) else self.text
        return self.address(q=f"{text} {term}".strip(), start=0)


@router.get("/explore")
@needs("reader")
def explore(
    visit: Visitor,
    q: Annotated[str, Query(max_length=4 * LONGEST)] = "",
    order: Order = "relevance",
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    view: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> Response:
    """Show the works that a query finds, 25 at a time; ``view`` opens one that somebody keeps."""
    context = visit.context
    with context.store.at_once():
        views = context.store.views.seen_by(visit.reviewer)
        opened = context.store.views.get(view, visit.reviewer) if view else None
        asked = _Asked(opened.query if opened else q.strip(), order, start, opened)
        try:
            query, error = ask(context, asked.text, visit.reviewer), None
        except QueryError as wrong:
            query, error = EVERYTHING, wrong
        found = (
            Hits((), 0)
            if error
            else look(context, query, visit.reviewer, order=order, limit=_PAGE, start=start)
        )
    response = _page(visit, asked, found, views, error)
    response.status_code = 422 if error else 200
    return response


def _page(
    visit: Visit, asked: _Asked, found: Hits, views: tuple[View, ...], error: QueryError | None
) -> Response:
    own = visit.context.shelves.decisions([one.work.work_id for one in found.hits])
    stand: dict[str, tuple[Decision, ...]] = {
        work: said_by(all_of, visit.reviewer) for work, all_of in own.items()
    }
    return page(
        visit,
        "explore.html",
        asked=asked,
        found=found,
        error=error,
        pointed=_pointed(asked.text, error),
        stand=stand,
        size=_PAGE,
        orders=ORDERS,
        filters=() if error else _filters(visit, asked),
        examples=_EXAMPLES,
        fields=FIELDS,
        mine=[one for one in views if one.owner == visit.reviewer],
        shared=[one for one in views if one.owner != visit.reviewer],
        longest=LONGEST,
    )


def _pointed(text: str, error: QueryError | None) -> tuple[str, str, str]:
    """Cut a query at what is wrong with it: what stands before, the wrong piece, what stands behind."""
    if error is None:
        return text, "", ""
    at = min(error.at, len(text))
    end = next((place for place in range(at + 1, len(text)) if text[place].isspace()), len(text))
    return text[:at], text[at:end], text[end:]


def _filters(visit: Visit, asked: _Asked) -> list[tuple[str, str]]:
    """List what narrows a search by one more term: its name and the address."""
    streams = visit.context.workstreams
    year = visit.context.now().year
    terms = [
        *((f"{one.code} {one.name}", f"workstream:{one.code or one.id}") for one in streams),
        ("Reports inequality", "inequality:>=2"),
        ("Set in Scotland", "place:scotland"),
        (f"Since {year - 2}", f"year:{year - 2}.."),
        ("Was queued", "is:queued"),
        ("You have not decided", "undecided:any"),
        ("No protocols", "-is:protocol"),
    ]
    there = asked.text.split()
    return [(name, asked.with_term(term)) for name, term in terms if term not in there]


def _has_or(text: str) -> bool:
    """Tell whether a further term would bind closer than what is there."""
    return "OR" in text.split() and bool(parse(text))
