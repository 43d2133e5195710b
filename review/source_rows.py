"""The sources as people see them: whether each answers, and what it has given."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.run import Run, SourceOutcome
from records.source import Source
from store.opening import Store
from store.yields import SourceYield

__all__ = ["SourceRow", "SourceRows", "read_sources"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source, what it gave when it was last asked and in which run (0 for never), and over all runs."""

    source: Source
    outcome: SourceOutcome | None
    run: int
    gave: SourceYield

    @property
    def order(self) -> tuple[bool, bool, str]:
        """Sort what failed first, then what was asked, then the rest."""
        failed = self.outcome is not None and bool(self.outcome.error)
        return not failed, self.outcome is None, self.source.name.casefold()


@dataclass(frozen=True, slots=True)
class SourceRows:
    """The sources that are on or have given something; ``off`` counts the others of the catalogue."""

    rows: tuple[SourceRow, ...]
    off: int

    def most(self, what: str) -> int:
        """Give the largest number that any source has of ``records``, ``works`` and the like."""
        return max((int(getattr(one.gave, what)) for one in self.rows), default=0)


def read_sources(store: Store, sources: Sequence[Source]) -> SourceRows:
    """Read the health and yield of each source."""
    with store.at_once():
        runs = store.runs.all()
        gave = {one.source: one for one in store.yields.all()}
    last = _last(runs)
    rows = [
        SourceRow(
            source=source,
            outcome=last.get(source.id, (None, 0))[0],
            run=last.get(source.id, (None, 0))[1],
            gave=gave.get(source.id) or _nothing(source.id),
        )
        for source in sources
    ]
    shown = sorted((row for row in rows if _matters(row)), key=lambda row: row.order)
    return SourceRows(tuple(shown), len(rows) - len(shown))


def _nothing(source: str) -> SourceYield:
    return SourceYield(source=source, records=0, works=0, unique=0, queued=0, included=0)


def _matters(row: SourceRow) -> bool:
    is_on = row.source.enabled and row.source.kind != "manual"
    return is_on or row.outcome is not None or row.gave.records > 0


def _last(runs: tuple[Run, ...]) -> dict[str, tuple[SourceOutcome, int]]:
    """Give for each source what it gave when it was last asked, and in which run."""
    found: dict[str, tuple[SourceOutcome, int]] = {}
    for run in runs:
        for outcome in run.sources:
            found.setdefault(outcome.id, (outcome, run.number))
    return found
