"""Decisions: an append-only log in which each entry seals the one before."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from records.decision import Decision
from records.undoing import undoing
from store.database import Connection, Database
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["Decisions"]

_COLUMNS = (
    "work_id, workstream, stage, verdict, reason, note, reviewer, instant, previous, hash, undoes, resolves"
)
_LOG = f"SELECT {_COLUMNS} FROM decisions"


class Decisions:
    """Reads the log of decisions and adds to it; nothing is ever changed or removed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, decision: Decision) -> Decision:
        """Add a decision to the log and give it back with its place in the chain."""
        with self._database.open() as connection:
            return _append(connection, decision)

    def append_once(self, decision: Decision) -> Decision:
        """Add a decision unless it is the reviewer's last word already, and give what stands in the log.

        So a request that is sent again, because its answer was lost, leaves no second entry.
        """
        with self._database.open() as connection:
            last = _last_word(connection, decision)
            if last and _says(last) == _says(decision):
                return last
            return _append(connection, decision)

    def undo(self, reviewer: str, workstream: str, instant: datetime) -> Decision | None:
        """Take back a reviewer's last decision in a workstream that is not taken back yet.

        Gives the decision that does so; None when nothing is left to take back.
        """
        with self._database.open() as connection:
            rows = connection.execute(
                f"{_LOG} WHERE reviewer = ? AND workstream = ? ORDER BY number", [reviewer, workstream]
            ).fetchall()
            back = undoing([_decision(*row) for row in rows], instant)
            return _append(connection, back) if back else None

    def of(self, work_ids: Sequence[str]) -> dict[str, tuple[Decision, ...]]:
        """Give the decisions on works, the latest last; works without any are left out.

        Decisions on a work that was joined to another show under the other, and return with it when
        the joining is undone.
        """
        with self._database.open() as connection:
            rows = connection.execute(
                f"""
                SELECT coalesce(aliases.work_id, decisions.work_id) AS current, decisions.{_COLUMNS}
                FROM decisions LEFT JOIN aliases ON alias = decisions.work_id
                WHERE list_contains($ids, coalesce(aliases.work_id, decisions.work_id)) ORDER BY number
                """,
                {"ids": list(work_ids)},
            ).fetchall()
        found: dict[str, list[Decision]] = {}
        for current, *own in rows:
            found.setdefault(current, []).append(_decision(*own))
        return {work: tuple(decisions) for work, decisions in found.items()}

    def works(self, workstream: str) -> list[str]:
        """List the works that were ever decided in a workstream, as the log names them, by id."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT DISTINCT work_id FROM decisions WHERE workstream = ? ORDER BY work_id", [workstream]
            ).fetchall()
        return [work for (work,) in rows]

    def count(self, workstream: str) -> int:
        """Count the entries of the log in a workstream."""
        with self._database.open() as connection:
            row = first_row(connection, "SELECT count(*) FROM decisions WHERE workstream = ?", [workstream])
        return int(row[0]) if row else 0

    def log(self) -> tuple[Decision, ...]:
        """Give the whole log, the oldest first."""
        with self._database.open() as connection:
            rows = connection.execute(f"{_LOG} ORDER BY number").fetchall()
        return tuple(_decision(*row) for row in rows)


def _append(connection: Connection, decision: Decision) -> Decision:
    row = first_row(connection, "SELECT number, hash FROM decisions ORDER BY number DESC LIMIT 1")
    number, previous = row or (0, "")
    placed = decision.chained(previous)
    connection.execute(
        f"INSERT INTO decisions (number, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number + 1,
            placed.work,
            placed.workstream,
            placed.stage,
            placed.verdict,
            placed.reason,
            placed.note,
            placed.reviewer,
            to_store(placed.instant),
            placed.previous,
            placed.hash,
            placed.undoes,
            placed.resolves,
        ],
    )
    return placed


def _says(decision: Decision) -> tuple[str, str, str, bool]:
    return decision.verdict, decision.reason, decision.note, decision.resolves


def _last_word(connection: Connection, decision: Decision) -> Decision | None:
    row = first_row(
        connection,
        f"{_LOG} WHERE work_id = ? AND workstream = ? AND stage = ? AND reviewer = ? "
        "ORDER BY number DESC LIMIT 1",
        [decision.work, decision.workstream, decision.stage, decision.reviewer],
    )
    return _decision(*row) if row else None


def _decision(*row: object) -> Decision:
    fields = dict(zip(_COLUMNS.split(", "), row, strict=True))
    fields["work"] = fields.pop("work_id")
    instant = fields.pop("instant")
    if not isinstance(instant, datetime):
        raise TypeError("a decision has an instant")
    return msgspec.convert({**fields, "instant": from_store(instant)}, Decision)
