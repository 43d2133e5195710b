"""Alike: the works most like one that the reviewer decided on in the same workstream, and how."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from records.ranked import Reason
from review.needs import needs
from review.rendering import page
from review.visits import Visit, Visitor
from synthesis.ranking.past import Past, past
from synthesis.ranking.signals import text_of
from synthesis.ranking.space import TextSpace

__all__ = ["router"]

router = APIRouter()
_SHOWN: Final = 5
_COMPARED: Final = 400  # works decided last; more would take longer than somebody waits


@router.get("/work/{work_id}/alike")
@needs("reader")
def alike(visit: Visitor, work_id: str, workstream: Annotated[str, Query(alias="in")]) -> Response:
    """Show what was decided of the works that are most like this one.

    Only works count that the reviewer has decided, too, so that nobody is led.
    """
    stream = visit.context.workstream(workstream)
    work = visit.context.shelves.work(work_id).work
    decided = _decided(visit, stream.id)
    found: tuple[Reason, ...] = ()
    if set(decided.works) - {work.work_id}:
        texts = {one.work_id: text_of(one) for one in (*decided.works.values(), work)}
        found = past(work.work_id, decided, TextSpace(texts), stream.id, _SHOWN)
    return page(visit, "alike.html", work=work, stream=stream, found=[one.text for one in found])


def _decided(visit: Visit, workstream: str) -> Past:
    store = visit.context.store
    with store.at_once():
        log = store.decisions.log()
        mine = [one.work for one in log if (one.reviewer, one.workstream) == (visit.reviewer, workstream)]
        works = {one.work_id: one for one in store.works.get(list(dict.fromkeys(reversed(mine)))[:_COMPARED])}
        decisions = store.decisions.of(list(works))
    teamwork = visit.context.teamwork
    seen = {work: teamwork.seen(work, own, visit.reviewer) for work, own in decisions.items()}
    return Past(works, seen)
