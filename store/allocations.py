"""Allocations: who is to decide which works of a queue, and who said so."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from records.allocation import Allocating, Allocation
from store.bulk import incoming
from store.change_mark import ChangeMark
from store.database import Database
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["Allocations"]


class Allocations:
    """Reads allocations and puts others in their place; who did so is kept in a log."""

    def __init__(self, database: Database, mark: ChangeMark) -> None:
        self._database = database
        self.mark = mark

    def replace(self, allocation: Allocation, made: Allocating) -> None:
        """Put an allocation in the place of the one before it of the same queue; an empty one ends it."""
        rows = [
            (allocation.run, allocation.workstream, work, name, place)
            for work, names in allocation.reviewers.items()
            for place, name in enumerate(names, start=1)
        ]
        with self.mark.changing(self._database) as connection:
            connection.execute(
                "DELETE FROM allocations WHERE run = ? AND workstream = ?",
                [allocation.run, allocation.workstream],
            )
            if rows:
                columns = ("run", "workstream", "work_id", "reviewer", "place")
                with incoming(connection, columns, rows):
                    connection.execute(
                        "INSERT INTO allocations "
                        "SELECT run, workstream, work_id, reviewer, place FROM incoming"
                    )
            row = first_row(connection, "SELECT coalesce(max(number), 0) FROM allocatings")
            connection.execute(
                "INSERT INTO allocatings VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (row[0] if row else 0) + 1,
                    made.run,
                    made.workstream,
                    msgspec.json.encode(made.shares).decode(),
                    made.reviewer,
                    to_store(made.instant),
                ],
            )

    def of_queue(self, workstream: str, run: int) -> Allocation:
        """Give the allocation of the queue of a run, in its order; empty where nobody made one.

        Works go by the ids that they have now.
        """
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT coalesce(aliases.work_id, allocations.work_id) AS current, reviewer
                FROM allocations LEFT JOIN aliases ON alias = allocations.work_id
                LEFT JOIN (SELECT work_id, min(place) AS queued FROM ranked
                           WHERE run = $run AND workstream = $workstream GROUP BY work_id) queue
                    ON queue.work_id = allocations.work_id
                WHERE allocations.run = $run AND workstream = $workstream
                ORDER BY queued NULLS LAST, allocations.work_id, place
                """,
                {"run": run, "workstream": workstream},
            ).fetchall()
        return Allocation(run, workstream, _by_work(rows))

    def latest(self, workstream: str) -> dict[str, tuple[str, ...]]:
        """Give who is to decide each work of a workstream, by its latest run that was allocated."""
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT current, reviewer FROM (
                    SELECT coalesce(aliases.work_id, allocations.work_id) AS current, reviewer, run, place
                    FROM allocations LEFT JOIN aliases ON alias = allocations.work_id
                    WHERE workstream = ?
                    QUALIFY run = max(run) OVER (PARTITION BY current)
                )
                ORDER BY current, place
                """,
                [workstream],
            ).fetchall()
        return _by_work(rows)

    def log(self, workstream: str, most: int = 20) -> tuple[Allocating, ...]:
        """Give who allocated the queues of a workstream, the latest first."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT run, workstream, shares, reviewer, instant FROM allocatings "
                "WHERE workstream = ? ORDER BY number DESC LIMIT ?",
                [workstream, most],
            ).fetchall()
        return tuple(_allocating(*row) for row in rows)


def _by_work(rows: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for work, name in rows:
        names = found.setdefault(work, [])
        if name not in names:
            names.append(name)
    return {work: tuple(names) for work, names in found.items()}


def _allocating(run: int, workstream: str, shares: str, reviewer: str, instant: datetime) -> Allocating:
    return Allocating(
        run=run,
        workstream=workstream,
        shares=msgspec.json.decode(shares, type=dict[str, float]),
        reviewer=reviewer,
        instant=from_store(instant),
    )
