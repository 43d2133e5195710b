"""Works for programs: one with all that is known of it, and a search."""

from typing import Annotated

from fastapi import APIRouter, Query

from review.api.asking import Asker
from review.api.briefly import work_in_brief
from review.api.shapes import Document, FoundWorks, Whole
from review.context import Given
from review.found import ask, look
from review.needs import needs
from review.untold import untold_places
from store.searching import Order
from synthesis.query.lexing import LONGEST
from synthesis.shown import work_document

__all__ = ["router"]

router = APIRouter(tags=["works"])
_MOST = 100  # works of one answer


@router.get("/v1/works")
@needs("reader", "token")
def search(
    asker: Asker,
    context: Given,
    q: Annotated[str, Query(max_length=LONGEST, description="A query, in the query language")] = "",
    view: Annotated[Whole, Query(description="The number of a view, in place of a query")] = 0,
    order: Order = "relevance",
    start: Whole = 0,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 25,
) -> FoundWorks:
    """Find works as the page's Explore does."""
    store = context.store
    with store.at_once():
        text = store.views.get(view, asker.name).query if view else q
        query = ask(context, text, asker.name)
        found = look(context, query, asker.name, order=order, limit=limit, start=start)
    return FoundWorks(found.total, start, [work_in_brief(one.work) for one in found.hits])


@router.get("/v1/works/{work}")
@needs("reader", "token")
def one(asker: Asker, context: Given, work: str) -> Document:
    """Give one work as ``ken show --json`` does; of others' decisions, those that you may see."""
    store = context.store
    with store.at_once():
        found = store.works.get([work])[0]
        places = store.queues.of_work(found.work_id)
        now = {(store.queues.latest(stream.id), stream.id) for stream in context.workstreams}
        return work_document(
            found,
            store.annotations.of([found.work_id]).get(found.work_id, ()),
            store.links.of_work(found.work_id),
            context.teamwork.seen(
                found.work_id, store.decisions.of([found.work_id]).get(found.work_id, ()), asker.name
            ),
            untold_places(context, asker.name, places),
            now,
        )
