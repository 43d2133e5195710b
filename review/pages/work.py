"""The work page: all that is known of one work, and deciding on it."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from records.annotation import Annotation
from records.decision import Decision
from records.ranked import Ranked
from records.work import Work
from records.workstream import Workstream
from review.cards import Card, card, mine
from review.needs import needs
from review.queues import progress
from review.rendering import page
from review.shelves import QueueShelf, WorkShelf
from review.untold import untold_cards
from review.visits import Visit, Visitor
from synthesis.said import said

__all__ = ["router"]

router = APIRouter()


@router.get("/work/{work_id}")
@needs("reader")
def work(
    visit: Visitor,
    work_id: str,
    workstream: Annotated[str, Query(alias="in")] = "",
    run: int = 0,
    after: str = "",
) -> Response:
    """Show one work in one workstream, the one asked for or the one that it fits best."""
    shelf = visit.context.shelves.work(work_id)
    shown = _shown(visit, shelf, workstream, run)
    last = _last(visit, workstream, after)
    return page(visit, "work.html", last=last, reasons=visit.context.reasons, **shown)


def _shown(visit: Visit, shelf: WorkShelf, workstream: str, run: int) -> dict[str, object]:
    """Gather all that the page shows of a work."""
    context, work = visit.context, shelf.work
    stream = _stream(visit, workstream, shelf.places, shelf.annotations)
    place = _place(shelf.places, stream, run)
    queue = context.shelves.queue(stream.id, run or (place.run if place else 0))
    decisions = context.shelves.decisions([work.work_id])[work.work_id]
    how_far = progress(visit, stream.id, queue)
    before, following = how_far.beside(work.work_id)
    context.shelves.expect([following, *how_far.left])
    teamwork = visit.context.teamwork
    seen = teamwork.seen(work.work_id, decisions, visit.reviewer)
    # How many decided is as secret as how they did.
    told = teamwork.open(work.work_id, decisions, visit.reviewer)
    shown = _card(visit, shelf, stream, place, queue).seen_by(decisions, stream.id, visit.reviewer)
    return {
        "card": untold_cards(context, visit.reviewer, [shown])[0],
        "stream": stream,
        "run": queue.run,
        "weights": queue.weights,
        "progress": how_far,
        "before": before,
        "following": following,
        "places": [one for one in shelf.places if one.workstream != stream.id],
        "links": shelf.links,
        "annotations": shelf.annotations,
        "history": seen,
        "hidden": len({one.reviewer for one in told} - {one.reviewer for one in seen}),
        "reading": teamwork.presence.others(stream.id, visit.reviewer),
        "reviewers": teamwork.plan(stream.id).reviewers.get(work.work_id, ()),
        "is_secret": not teamwork.is_complete(work.work_id, decisions, stream.id),
        "comments": teamwork.comments(work.work_id, decisions, visit.reviewer),
    }


def _card(
    visit: Visit, shelf: WorkShelf, stream: Workstream, place: Ranked | None, queue: QueueShelf
) -> Card:
    """Give the card of the queue where the work stands in it."""
    queued = (one for one in queue.cards if place and one.place == place)
    return next(queued, None) or card(
        shelf.work, place, shelf.annotations, workstream=stream.id, names=visit.context.names
    )


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


def _last(visit: Visit, workstream: str, after: str) -> tuple[Decision, Work] | None:
    """Give the reviewer's word on the work that they come from."""
    if not after:
        return None
    shelves = visit.context.shelves
    found = shelves.work(after).work
    decision = mine(shelves.decisions([found.work_id])[found.work_id], workstream, visit.reviewer)
    return (decision, found) if decision else None
