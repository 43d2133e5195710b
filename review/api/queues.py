"""Queues for programs."""

from fastapi import APIRouter

from records.decision import Decision
from review.api.asking import Asker
from review.api.shapes import Document, Queue, QueueAtAGlance, Whole
from review.cards import mine
from review.context import Context, Given
from review.needs import needs
from review.untold import untold_documents
from synthesis.said import said
from synthesis.shown import queue_document

__all__ = ["router"]

router = APIRouter(tags=["queues"])


@router.get("/v1/queues")
@needs("reader", "token")
def queues(asker: Asker, context: Given) -> list[QueueAtAGlance]:
    """List the workstreams, each with its latest queue and how much of it you have decided."""
    with context.store.at_once():
        return [_at_a_glance(context, stream.id, asker.name) for stream in context.workstreams]


@router.get("/v1/queues/{workstream}")
@needs("reader", "token")
def queue(asker: Asker, context: Given, workstream: str, run: Whole = 0) -> Queue:
    """Give the queue of a workstream, the latest or that of a run, in its order."""
    stream = context.workstream(workstream)
    with context.store.at_once():
        if run:
            context.store.runs.get(run)
        number = run or context.store.queues.latest(stream.id)
        documents = list(context.store.queues.cards(stream.id, number)) or _composed(
            context, stream.id, number
        )
    # How a work came in stays unsaid, so that an audit work is judged like any other.
    works = [{name: value for name, value in one.items() if name != "slot"} for one in documents]
    return Queue(stream.id, number, untold_documents(context, asker.name, stream.id, works))


def _at_a_glance(context: Context, workstream: str, reviewer: str) -> QueueAtAGlance:
    store, stream = context.store, context.workstream(workstream)
    run = store.queues.latest(stream.id)
    works = store.works.current([place.work for place in store.queues.get(stream.id, run)])
    decisions = store.decisions.of(works)
    none: tuple[Decision, ...] = ()
    decided = [one for one in works if mine(decisions.get(one, none), stream.id, reviewer)]
    return QueueAtAGlance(stream.id, stream.code, stream.name, run, len(works), len(decided))


def _composed(context: Context, workstream: str, run: int) -> list[Document]:
    """Put together the places of a queue that an older version froze without its documents."""
    places = context.store.queues.get(workstream, run)
    ids = [place.work for place in places]
    annotations = context.store.annotations.of(ids)
    return [
        queue_document(place, work, said(annotations.get(work.work_id, ())))
        for place, work in zip(places, context.store.works.get(ids), strict=True)
    ]
