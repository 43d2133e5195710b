"""The counts of a workstream's runs as a table for a terminal."""

from collections.abc import Sequence
from typing import Final

from ken.commands.aligned import aligned
from synthesis.stopping.progress import Progress
from synthesis.stopping.weekly import Week

__all__ = ["counts_part"]

_HEAD: Final = ("run", "candidates", "placed", "decided", "kept", "of the audit works")


def counts_part(progress: Progress) -> list[str]:
    """Count by run and in all what could be placed, was placed, decided and kept."""
    if not progress.weeks:
        return ["No queue held anything yet; `ken scan` fills the queues."]
    rows = [_counts(str(week.run), [week]) for week in progress.weeks]
    if len(rows) > 1:
        rows.append(_counts("all", progress.weeks))
    return aligned(_HEAD, rows).splitlines()


def _counts(name: str, weeks: Sequence[Week]) -> tuple[str, ...]:
    sums = (
        sum(week.candidates for week in weeks),
        sum(week.placed for week in weeks),
        sum(week.decided for week in weeks),
        sum(week.kept for week in weeks),
    )
    audits, decided = sum(week.audits for week in weeks), sum(week.audits_decided for week in weeks)
    kept = sum(week.audits_kept for week in weeks)
    return (name, *(f"{one:,}" for one in sums), f"{decided} of {audits} decided, {kept} kept")
