"""Queues: the ranked works of each run and workstream, frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from records.ranked import Ranked, Reason
from store.bulk import incoming
from store.database import Database
from store.first_row import first_row
from store.instants import to_store

__all__ = ["FrozenQueue", "Queues"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenQueue:
    """The queue of one workstream in one run, with what made it.

    ``seed`` drew the audit works. ``candidates`` counts the works that could have been placed.
    ``detail`` holds weights, caps and thresholds.
    """

    run: int
    workstream: str
    seed: int
    candidates: int
    entries: tuple[Ranked, ...] = ()
    detail: Mapping[str, object] = field(default_factory=dict)


class Queues:
    """Reads and writes queues."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def freeze(self, queues: Sequence[FrozenQueue], frozen: datetime) -> None:
        """Freeze the queues of a run together; one that is frozen already stays as it is."""
        with self._database.open() as connection:
            for queue in queues:
                known = first_row(
                    connection,
                    "SELECT 1 FROM queues WHERE run = ? AND workstream = ?",
                    [queue.run, queue.workstream],
                )
                if known:
                    continue
                detail = msgspec.json.encode(queue.detail, order="sorted").decode()
                connection.execute(
                    "INSERT INTO queues VALUES (?, ?, ?, ?, ?, ?)",
                    [queue.run, queue.workstream, to_store(frozen), queue.seed, queue.candidates, detail],
                )
                if queue.entries:
                    with incoming(connection, _COLUMNS, [_row(entry) for entry in queue.entries]):
                        connection.execute("INSERT INTO ranked SELECT * FROM incoming")

    def get(self, workstream: str, run: int) -> tuple[Ranked, ...]:
        """Give the queue of a workstream as it was frozen in a run, in order; empty when none was."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM ranked WHERE workstream = ? AND run = ? ORDER BY place",
                [workstream, run],
            ).fetchall()
        return tuple(_entry(*row) for row in rows)

    def of_work(self, work_id: str) -> tuple[Ranked, ...]:
        """Give all places that a work has had, by run and workstream."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM ranked WHERE work_id = ? ORDER BY run, workstream",
                [work_id],
            ).fetchall()
        return tuple(_entry(*row) for row in rows)

    def latest(self, workstream: str) -> int:
        """Give the last run whose queue for this workstream holds anything; 0 when there is none."""
        with self._database.open() as connection:
            row = first_row(
                connection, "SELECT coalesce(max(run), 0) FROM ranked WHERE workstream = ?", [workstream]
            )
        return int(row[0]) if row else 0

    def placed(self, workstream: str, before: int | None = None) -> frozenset[str]:
        """List the works that queues of this workstream held, in runs before this one or in all."""
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT DISTINCT coalesce(aliases.work_id, ranked.work_id)
                FROM ranked LEFT JOIN aliases ON alias = ranked.work_id
                WHERE workstream = $workstream AND ($before IS NULL OR run < $before)
                """,
                {"workstream": workstream, "before": before},
            ).fetchall()
        return frozenset(work_id for (work_id,) in rows)

    def candidates(self, run: int) -> dict[str, int]:
        """Give, for each workstream with a frozen queue in this run, how many works could be placed."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT workstream, candidates FROM queues WHERE run = ? ORDER BY workstream", [run]
            ).fetchall()
        return dict(rows)


_COLUMNS = ("run", "workstream", "place", "work_id", "score", "slot", "parts", "reasons")


def _row(entry: Ranked) -> tuple[object, ...]:
    return (
        entry.run,
        entry.workstream,
        entry.place,
        entry.work,
        entry.score,
        entry.slot,
        msgspec.json.encode(entry.parts).decode(),
        msgspec.json.encode(entry.reasons).decode(),
    )


def _entry(
    run: int, workstream: str, place: int, work_id: str, score: float, slot: str, parts: str, reasons: str
) -> Ranked:
    return msgspec.convert(
        {
            "run": run,
            "workstream": workstream,
            "place": place,
            "work": work_id,
            "score": score,
            "slot": slot,
            "parts": msgspec.json.decode(parts),
            "reasons": msgspec.json.decode(reasons, type=tuple[Reason, ...]),
        },
        Ranked,
    )
