"""The work page: all that is known of one work, and deciding on it."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from records.annotation import Annotation
from records.decision import Decision
from records.ranked import Ranked
from records.work import Work
from records.workstream import Workstream
from review.cards import card, mine
from review.queues import progress
from review.rendering import page
from review.visits import Visit, Visitor
from synthesis.said import said
from synthesis.standing import standing

__all__ = ["router"]

router = APIRouter()


@router.get("/work/{work_id}")
def work(
    visit: Visitor,
    work_id: str,
    workstream: Annotated[str, Query(alias="in")] = "",
    run: int = 0,
    after: str = "",
) -> Response:
    """Show one work in one workstream, the one asked for or the one that it fits best."""
    with visit.context.store.at_once():
        shown = _read(visit, visit.context.store.works.get([work_id])[0], workstream, run)
        last = _last(visit, workstream, after)
    return page(visit, "work.html", last=last, reasons=visit.context.reasons, **shown)


def _read(visit: Visit, work: Work, workstream: str, run: int) -> dict[str, object]:
    """Read all that the page shows of a work."""
    store = visit.context.store
    annotations = store.annotations.of([work.work_id]).get(work.work_id, ())
    decisions = store.decisions.of([work.work_id]).get(work.work_id, ())
    places = store.queues.of_work(work.work_id)
    stream = _stream(visit, workstream, places, annotations)
    place = _place(places, stream, run)
    queue = run or (place.run if place else store.queues.latest(stream.id))
    how_far = progress(visit, {stream.id: store.queues.get(stream.id, queue)})[stream.id]
    before, following = how_far.beside(work.work_id)
    visible = _visible(decisions, visit.reviewer)
    return {
        "card": card(
            work,
            place,
            annotations,
            decisions,
            workstream=stream.id,
            reviewer=visit.reviewer,
            names=visit.context.names,
        ),
        "stream": stream,
        "run": queue,
        "progress": how_far,
        "before": before,
        "following": following,
        "places": [one for one in places if one.workstream != stream.id],
        "links": store.links.of_work(work.work_id),
        "annotations": annotations,
        "history": visible,
        "hidden": len({one.reviewer for one in decisions} - {one.reviewer for one in visible}),
    }


def _stream(
    visit: Visit, asked: str, places: Sequence[Ranked], annotations: Sequence[Annotation]
) -> Workstream:
    if asked:
        return visit.context.workstream(asked)
    known = {stream.id: stream for stream in visit.context.workstreams}
    queued = [place.workstream for place in reversed(places)]
    fitting = [one.label for one in said(annotations).workstreams]
    return next((known[one] for one in (*queued, *fitting) if one in known), visit.context.workstreams[0])


def _place(places: Sequence[Ranked], stream: Workstream, run: int) -> Ranked | None:
    own = [place for place in places if place.workstream == stream.id and run in (0, place.run)]
    return own[-1] if own else None


def _visible(decisions: Sequence[Decision], reviewer: str) -> list[Decision]:
    """List the decisions that a reviewer may see.

    What others decided shows only where the reviewer has decided too, so that nobody is led.
    """
    own = {one.workstream for one in standing(decisions) if one.reviewer == reviewer}
    return [one for one in decisions if one.reviewer == reviewer or one.workstream in own]


def _last(visit: Visit, workstream: str, after: str) -> tuple[Decision, Work] | None:
    """Give the reviewer's word on the work that they come from."""
    if not after:
        return None
    store = visit.context.store
    decision = mine(store.decisions.of([after]).get(after, ()), workstream, visit.reviewer)
    return (decision, store.works.get([after])[0]) if decision else None
