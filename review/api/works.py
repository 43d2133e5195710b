"""Works for programs: one with all that is known of it, and a search."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from review.api.asking import Asker
from review.api.shapes import Document, FoundWorks, Whole
from review.context import Given
from review.needs import needs
from review.visible import visible
from synthesis.shown import first_identifiers, work_document

__all__ = ["router"]

router = APIRouter(tags=["works"])
_MOST = 100  # works of one answer


@router.get("/v1/works")
@needs("reader", "token")
def search(
    asker: Asker,
    context: Given,
    q: Annotated[str, Query(max_length=200, description="Words in title or abstract")] = "",
    workstream: Annotated[str, Query(max_length=60)] = "",
    verdict: Annotated[
        Literal["", "include", "exclude", "maybe", "undecided"], Query(description="Your own word")
    ] = "",
    start: Whole = 0,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 25,
) -> FoundWorks:
    """Find works as the page's search does, those with all words in their titles first."""
    if workstream:
        context.workstream(workstream)
    store = context.store
    with store.at_once():
        found = store.search.works(
            q.split(), workstream=workstream, verdict=verdict, reviewer=asker.name, limit=limit, offset=start
        )
        works = store.works.get(found.works)
    return FoundWorks(
        found.total,
        start,
        [
            {
                "work": work.work_id,
                "title": work.best.title,
                "abstract": work.best.abstract,
                "published": str(work.best.published) if work.best.published else None,
                "container": work.best.container,
                "sources": list(work.sources),
                "identifiers": first_identifiers(work.identifiers),
                "retracted": work.is_retracted,
            }
            for work in works
        ],
    )


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
            visible(store.decisions.of([found.work_id]).get(found.work_id, ()), asker.name),
            places,
            now,
        )
