"""This week: each workstream's queue with progress and its first works, and what failed."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Response

from records.run import Run
from records.work import Work
from records.workstream import Workstream
from review.deeds import Happened
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
        happened=_happened(visit),
    )


def _row(visit: Visit, stream: Workstream) -> _Row:
    shelf = visit.context.shelves.queue(stream.id)
    how_far = progress(visit, stream.id, shelf)
    return _Row(
        workstream=stream,
        run=shelf.run,
        candidates=shelf.candidates,
        progress=how_far,
        heads=tuple(one.work for one in shelf.cards if one.work.work_id in how_far.works)[:_HEADS],
    )


def _happened(visit: Visit) -> Happened:
    """Tell what the run brought; that somebody keeps a work is told only where it is no secret."""
    found, teamwork = visit.context.shelves.happened(), visit.context.teamwork
    decisions = visit.context.shelves.decisions([one.work.work_id for one in found.news])
    news = tuple(
        one
        for one in found.news
        if teamwork.keeps(one.work.work_id, decisions[one.work.work_id], visit.reviewer)
    )
    return replace(found, news=news)


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
