"""This week: each workstream's queue with progress and its first works, and what failed."""

from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter, Response

from records.run import Run
from records.work import Work
from records.workstream import Workstream
from review.queues import Progress, progress
from review.rendering import page
from review.visits import Visit, Visitor

__all__ = ["router"]

router = APIRouter()
_HEADS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    workstream: Workstream
    run: int
    candidates: int
    progress: Progress
    heads: tuple[Work, ...]


@router.get("/")
def week(visit: Visitor) -> Response:
    """Show the week at a glance."""
    store = visit.context.store
    with store.at_once():
        runs = store.runs.all()
        rows = _rows(visit)
    return page(visit, "week.html", run=runs[0] if runs else None, summary=_summary(runs), rows=rows)


def _rows(visit: Visit) -> list[_Row]:
    store, streams = visit.context.store, visit.context.workstreams
    latest = {stream.id: store.queues.latest(stream.id) for stream in streams}
    candidates = {run: store.queues.candidates(run) for run in sorted({*latest.values()})}
    queues = {stream: store.queues.get(stream, run) for stream, run in latest.items()}
    how_far = progress(visit, queues)
    heads = iter(store.works.get([place.work for places in queues.values() for place in places[:_HEADS]]))
    return [
        _Row(
            workstream=stream,
            run=latest[stream.id],
            candidates=candidates[latest[stream.id]].get(stream.id, 0),
            progress=how_far[stream.id],
            heads=tuple(islice(heads, min(_HEADS, len(queues[stream.id])))),
        )
        for stream in streams
    ]


def _summary(runs: tuple[Run, ...]) -> dict[str, int]:
    if not runs:
        return {}
    last = runs[0]
    return {
        "records": sum(one.records for one in last.sources),
        "complete": len(last.sources) - len(last.failed),
        "sources": len(last.sources),
        "new": last.works_new,
        "changed": last.works_changed,
    }
