"""Explore: all works, searched by words and narrowed by workstream and verdict."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from records.decision import VERDICTS
from review.needs import needs
from review.rendering import page
from review.visits import Visitor
from store.searching import UNDECIDED
from synthesis.standing import said_by

__all__ = ["router"]

router = APIRouter()
_PAGE = 25


@router.get("/explore")
@needs("reader")
def explore(
    visit: Visitor,
    q: Annotated[str, Query(max_length=200)] = "",
    workstream: str = "",
    verdict: str = "",
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Show the works that hold all words, 25 at a time."""
    context = visit.context
    if workstream:
        context.workstream(workstream)
    chosen = verdict if verdict in (*VERDICTS, UNDECIDED) else ""
    with context.store.at_once():
        found = context.store.search.works(
            q.split(),
            workstream=workstream,
            verdict=chosen,
            reviewer=visit.reviewer,
            limit=_PAGE,
            offset=start,
        )
        works = context.store.works.get(found.works)
        decisions = context.store.decisions.of(found.works)
    stand = {work: said_by(all_of, visit.reviewer) for work, all_of in decisions.items()}
    return page(
        visit,
        "explore.html",
        q=q,
        workstream=workstream,
        verdict=chosen,
        verdicts=(*VERDICTS, UNDECIDED),
        found=found,
        works=works,
        stand=stand,
        start=start,
        size=_PAGE,
    )
