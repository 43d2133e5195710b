"""This week: each workstream's queue with progress and its first works, and what failed."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from records.run import Run
from records.work import Work
from records.workstream import Workstream
from review.needs import needs
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
@needs("reader")
def week(visit: Visitor) -> Response:
    """Show the week at a glance."""
    shelves = visit.context.shelves
    runs = shelves.runs()
    rows = [_row(visit, stream) for stream in visit.context.workstreams]
    return page(
        visit,
        "week.html",
        run=runs[0] if runs else None,
        summary=_summary(runs),
        rows=rows,
        happened=shelves.happened(),
    )


def _row(visit: Visit, stream: Workstream) -> _Row:
    shelf = visit.context.shelves.queue(stream.id)
    return _Row(
        workstream=stream,
        run=shelf.run,
        candidates=shelf.candidates,
        progress=progress(visit, stream.id, shelf),
        heads=tuple(one.work for one in shelf.cards[:_HEADS]),
    )


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
