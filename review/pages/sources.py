"""The sources: whether each answers, what it has given, what to do about one that fails."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from records.run import Run, SourceOutcome
from records.source import Source
from review.needs import needs
from review.rendering import page
from review.visits import Visitor
from store.yields import SourceYield

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    source: Source
    outcome: SourceOutcome | None
    run: int
    gave: SourceYield | None

    @property
    def order(self) -> tuple[bool, bool, str]:
        """Sort what failed first, then what was asked, then the rest."""
        failed = self.outcome is not None and bool(self.outcome.error)
        return not failed, self.outcome is None, self.source.name.casefold()


@router.get("/sources")
@needs("reader")
def sources(visit: Visitor) -> Response:
    """Show the health and yield of each source."""
    store = visit.context.store
    with store.at_once():
        runs = store.runs.all()
        gave = {one.source: one for one in store.yields.all()}
    last = _last(runs)
    rows = [
        _Row(
            source=source,
            outcome=last.get(source.id, (None, 0))[0],
            run=last.get(source.id, (None, 0))[1],
            gave=gave.get(source.id),
        )
        for source in visit.context.sources
    ]
    shown = sorted((row for row in rows if _matters(row)), key=lambda row: row.order)
    return page(visit, "sources.html", rows=shown, off=len(rows) - len(shown))


def _matters(row: _Row) -> bool:
    is_on = row.source.enabled and row.source.kind != "manual"
    return is_on or row.outcome is not None or row.gave is not None


def _last(runs: tuple[Run, ...]) -> dict[str, tuple[SourceOutcome, int]]:
    """Give for each source what it gave when it was last asked, and in which run."""
    found: dict[str, tuple[SourceOutcome, int]] = {}
    for run in runs:
        for outcome in run.sources:
            found.setdefault(outcome.id, (outcome, run.number))
    return found
