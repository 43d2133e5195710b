"""Decisions: an append-only log in which each entry seals the one before, and its copy for SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

import msgspec

from records.decision import Decision, first_break
from records.errors import LogError
from records.undoing import undoing
from store.bulk import incoming
from store.database import Connection, Database
from store.decision_log import DecisionLog
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["Decisions"]

_COLUMNS = (
    "work_id, workstream, stage, verdict, reason, note, reviewer, instant, previous, hash, undoes, resolves"
)
_LAST = "SELECT number, hash FROM decisions"


class Decisions:
    """Reads the log of decisions and adds to it; nothing is ever changed or removed.

    The log is a file of its own, and nobody who decides waits for the database. The table ``decisions`` is a
    copy of it, which :meth:`copy` brings up to date for those who ask in SQL.
    """

    def __init__(self, database: Database, log: DecisionLog) -> None:
        self._database = database
        self._log = log

    def append(self, decision: Decision) -> Decision:
        """Add a decision to the log and give it back with its place in the chain."""
        return self._log.add(lambda: [decision])[0]

    def append_once(self, decision: Decision) -> Decision:
        """Add a decision unless it is the reviewer's last word already, and give what stands in the log.

        So a request that is sent again, because its answer was lost, leaves no second entry.
        """
        standing: list[Decision] = []

        def new() -> list[Decision]:
            last = next((one for one in reversed(self._log.on(decision.work)) if _asks(one, decision)), None)
            if last is None or _says(last) != _says(decision):
                return [decision]
            standing.append(last)
            return []

        return (*self._log.add(new), *standing)[0]

    def undo(self, reviewer: str, workstream: str, instant: datetime, only: str = "") -> Decision | None:
        """Take back a reviewer's last decision in a workstream that is not taken back yet.

        Gives the decision that does so; None when nothing is left to take back, or when the last one has
        another hash than ``only``, where that is given.
        """

        def back() -> list[Decision]:
            found = undoing(self._log.by(reviewer, workstream), instant)
            return [found] if found and only in ("", found.undoes) else []

        return next(iter(self._log.add(back)), None)

    def of(self, work_ids: Sequence[str]) -> dict[str, tuple[Decision, ...]]:
        """Give the decisions on works, the latest last; works without any are left out.

        Decisions on a work that was joined to another show under the other, and return with it when
        the joining is undone.
        """
        with self._database.open() as connection, incoming(connection, ("work_id",), [*zip(work_ids)]):
            rows = connection.execute("SELECT work_id, alias FROM aliases SEMI JOIN incoming USING (work_id)")
            former = rows.fetchall()
            joined = connection.execute(
                "SELECT alias FROM aliases JOIN incoming ON alias = incoming.work_id"
            ).fetchall()
        names = {work: [work] for work in work_ids if (work,) not in joined}
        for work, alias in former:
            names[work].append(alias)
        return {work: found for work, found in self.under(names).items() if found}

    def under(self, names: Mapping[str, Sequence[str]]) -> dict[str, tuple[Decision, ...]]:
        """Give the decisions on works, the latest last, by all the ids that each has or had.

        The database is not asked.
        """
        return {work: tuple(one for _, one in self._log.numbered(ids)) for work, ids in names.items()}

    @property
    def path(self) -> Path:
        """Name the file of the log."""
        return self._log.path

    def is_unwritten(self) -> bool:
        """Tell whether nobody ever decided anything, as far as the log knows."""
        return not self.path.exists() or self.path.stat().st_size == 0

    def works(self, workstream: str) -> list[str]:
        """List the works that were ever decided in a workstream, as the log names them, by id."""
        return sorted({one.work for one in self._log.all() if one.workstream == workstream})

    def count(self, workstream: str) -> int:
        """Count the entries of the log in a workstream."""
        return sum(one.workstream == workstream for one in self._log.all())

    def log(self, *, anew: bool = False) -> tuple[Decision, ...]:
        """Give the whole log, the oldest first; ``anew`` as the file is, whatever is known of it."""
        return self._log.all(anew=anew)

    def copy(self) -> None:
        """Bring the copy in the database up to date.

        Where the log lacks what the copy has, it gets it from there: the log of a workspace from before there
        was a file, or one that was lost. Raises ``LogError`` when the two do not go together.
        """
        with self._database.open() as connection:
            log = self._log.all()
            number, sealed = first_row(connection, f"{_LAST} ORDER BY number DESC LIMIT 1") or (0, "")
            if number > len(log):
                self._log.restore(lambda: _missing(connection, self._log.all()))
            elif number and log[number - 1].hash != sealed:
                raise LogError(_parted(number))
            else:
                _add(connection, log, number)

    def mend_copy(self) -> int:
        """Compare the whole copy with the log; give the first entry that differed, 0 for none.

        One that was altered is written anew. Raises ``LogError`` when it is no copy of this log, and adds up.
        """
        with self._database.open() as connection:
            log = self._log.all()
            rows = connection.execute(f"SELECT number, {_COLUMNS} FROM decisions ORDER BY number").fetchall()
            copied = [(number, _decision(*row)) for number, *row in rows]
            wanted = [*enumerate(log, 1)]
            at = next((at for at, pair in enumerate(zip_longest(copied, wanted), 1) if len({*pair}) > 1), 0)
            if not at:
                return 0
            if not first_break(one for _, one in copied):
                raise LogError(_parted(at))
            connection.execute("DELETE FROM decisions")
            _add(connection, log, 0)
            return at


def _missing(connection: Connection, log: Sequence[Decision]) -> list[Decision]:
    """Give what the copy has behind the end of the log."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM decisions ORDER BY number").fetchall()
    copied = [_decision(*row) for row in rows]
    if log and copied[len(log) - 1].hash != log[-1].hash:
        raise LogError(_parted(len(log)))
    return copied[len(log) :]


def _parted(number: int) -> str:
    return (
        f"the log of decisions and its copy in the database differ at entry {number}: they are of different "
        "backups, or one was altered; put both back from the same backup"
    )


def _add(connection: Connection, log: Sequence[Decision], start: int) -> None:
    rows = [(place, *_row(one)) for place, one in enumerate(log[start:], start + 1)]
    if rows:
        columns = ("number", *_COLUMNS.split(", "))
        with incoming(connection, columns, rows):
            connection.execute(f"INSERT INTO decisions ({', '.join(columns)}) FROM incoming")


def _row(one: Decision) -> tuple[object, ...]:
    said = (one.work, one.workstream, one.stage, one.verdict, one.reason, one.note, one.reviewer)
    return *said, to_store(one.instant), one.previous, one.hash, one.undoes, one.resolves


def _asks(one: Decision, other: Decision) -> bool:
    return (one.workstream, one.stage, one.reviewer) == (other.workstream, other.stage, other.reviewer)


def _says(decision: Decision) -> tuple[str, str, str, bool]:
    return decision.verdict, decision.reason, decision.note, decision.resolves


def _decision(*row: object) -> Decision:
    fields = dict(zip(_COLUMNS.split(", "), row, strict=True))
    fields["work"] = fields.pop("work_id")
    instant = fields.pop("instant")
    if not isinstance(instant, datetime):
        raise TypeError("a decision has an instant")
    return msgspec.convert({**fields, "instant": from_store(instant)}, Decision)
