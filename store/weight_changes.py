"""Changes of the weights, in an append-only log."""

from datetime import datetime

import msgspec

from records.weight_change import WeightChange
from store.database import Database
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["WeightChanges"]


class WeightChanges:
    """Reads the log of changed weights and adds to it; nothing is ever changed or removed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, change: WeightChange) -> None:
        """Add a change to the log."""
        with self._database.open() as connection:
            row = first_row(connection, "SELECT coalesce(max(number), 0) FROM weight_changes")
            connection.execute(
                "INSERT INTO weight_changes VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (row[0] if row else 0) + 1,
                    to_store(change.instant),
                    change.reviewer,
                    change.run,
                    msgspec.json.encode(change.was).decode(),
                    msgspec.json.encode(change.became).decode(),
                ],
            )

    def log(self) -> tuple[WeightChange, ...]:
        """Give the whole log, the oldest first."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT instant, was, became, reviewer, run FROM weight_changes ORDER BY number"
            ).fetchall()
        return tuple(_change(*row) for row in rows)


def _change(instant: datetime, was: str, became: str, reviewer: str, run: int) -> WeightChange:
    weights = dict[str, float]
    return WeightChange(
        instant=from_store(instant),
        was=msgspec.json.decode(was, type=weights),
        became=msgspec.json.decode(became, type=weights),
        reviewer=reviewer,
        run=run,
    )
