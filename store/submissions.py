"""Submissions of emerging practice, and the log of who did what with each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from records.errors import NotFoundError
from records.submission import Consent, Finding, Happening, Status, Submission
from store.database import Connection, Database
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["Submissions"]

_COLUMNS: Final = "reference, received, changed, status, answers, consents, findings, record"


class Submissions:
    """Reads and changes submissions; whom to ask about them is not here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, submission: Submission, code: str) -> None:
        """Keep a new submission, and the hash of the code with which it can be withdrawn."""
        with self._database.open() as connection:
            connection.execute(
                "INSERT INTO submissions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    submission.reference,
                    to_store(submission.received),
                    to_store(submission.changed),
                    submission.status,
                    _json(submission.answers),
                    _json(sorted(submission.consents)),
                    _json(submission.findings),
                    code,
                    submission.record,
                ],
            )
            _log(connection, submission.reference, submission.received, "", "sent it in")

    def get(self, reference: str) -> Submission:
        """Give a submission; ``NotFoundError`` when there is none of that reference."""
        with self._database.open() as connection:
            return _get(connection, reference)

    def all(self, status: str = "", *, limit: int = 50, offset: int = 0) -> tuple[Submission, ...]:
        """List submissions, the latest first, of one status where it is given."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM submissions WHERE $status IN ('', status) "
                "ORDER BY received DESC, reference LIMIT $limit OFFSET $offset",
                {"status": status, "limit": limit, "offset": offset},
            ).fetchall()
        return tuple(_submission(*row) for row in rows)

    def counts(self) -> dict[str, int]:
        """Count the submissions of each status that there is any of."""
        with self._database.open() as connection:
            rows = connection.execute("SELECT status, count(*) FROM submissions GROUP BY status").fetchall()
        return {str(status): int(count) for status, count in rows}

    def code(self, reference: str) -> str:
        """Give the hash of the code of a submission, empty where there is no such submission."""
        with self._database.open() as connection:
            row = first_row(connection, "SELECT code FROM submissions WHERE reference = ?", [reference])
        return str(row[0]) if row else ""

    def move(
        self, reference: str, status: Status, instant: datetime, who: str, did: str, *, record: str = ""
    ) -> Submission:
        """Give a submission another status, note who did that, and the record that was made of it."""
        with self._database.open() as connection:
            _get(connection, reference)
            connection.execute(
                "UPDATE submissions SET status = $status, changed = $instant, "
                "findings = CASE WHEN $status = 'received' THEN findings ELSE '[]' END, "
                "record = CASE WHEN $record = '' THEN record ELSE $record END WHERE reference = $reference",
                {
                    "status": status,
                    "instant": to_store(instant),
                    "record": record,
                    "reference": reference,
                },
            )
            _log(connection, reference, instant, who, did)
            return _get(connection, reference)

    def mend(
        self,
        reference: str,
        answers: Mapping[str, str],
        findings: Sequence[Finding],
        instant: datetime,
        who: str,
    ) -> Submission:
        """Put other answers in the place of those that there were, which are then gone."""
        status: Status = "received" if findings else "checked"
        with self._database.open() as connection:
            _get(connection, reference)
            connection.execute(
                "UPDATE submissions SET status = ?, changed = ?, answers = ?, findings = ? "
                "WHERE reference = ?",
                [status, to_store(instant), _json(answers), _json(findings), reference],
            )
            _log(connection, reference, instant, who, "mended it")
            return _get(connection, reference)

    def withdraw(self, reference: str, instant: datetime, who: str) -> Submission:
        """Take all that was written out of a submission; that there was one, and its log, stay."""
        with self._database.open() as connection:
            found = _get(connection, reference)
            if found.status == "withdrawn":
                return found
            connection.execute(
                "UPDATE submissions SET status = 'withdrawn', changed = ?, answers = '{}', consents = '[]', "
                "findings = '[]' WHERE reference = ?",
                [to_store(instant), reference],
            )
            _log(connection, reference, instant, who, "withdrew it")
            return _get(connection, reference)

    def withdrawn(self, since: datetime) -> tuple[Submission, ...]:
        """List the submissions that were withdrawn at or after an instant, and had become a record."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM submissions "
                "WHERE status = 'withdrawn' AND record <> '' AND changed >= ? ORDER BY reference",
                [to_store(since)],
            ).fetchall()
        return tuple(_submission(*row) for row in rows)

    def note(self, reference: str, instant: datetime, who: str, did: str) -> None:
        """Note what somebody did with a submission that changed nothing of it."""
        with self._database.open() as connection:
            _log(connection, reference, instant, who, did)

    def log(self, reference: str) -> tuple[Happening, ...]:
        """Give all that was done with a submission, in order."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT instant, who, did FROM submission_log WHERE reference = ? ORDER BY number",
                [reference],
            ).fetchall()
        return tuple(Happening(from_store(instant), who, did) for instant, who, did in rows)


def _get(connection: Connection, reference: str) -> Submission:
    row = first_row(connection, f"SELECT {_COLUMNS} FROM submissions WHERE reference = ?", [reference])
    if not row:
        raise NotFoundError(f"there is no submission {reference[:40]}")
    return _submission(*row)


def _log(connection: Connection, reference: str, instant: datetime, who: str, did: str) -> None:
    row = first_row(connection, "SELECT coalesce(max(number), 0) FROM submission_log")
    number = (row[0] if row else 0) + 1
    connection.execute(
        "INSERT INTO submission_log VALUES (?, ?, ?, ?, ?)", [number, reference, to_store(instant), who, did]
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _submission(
    reference: str,
    received: datetime,
    changed: datetime,
    status: Status,
    answers: str,
    consents: str,
    findings: str,
    record: str,
) -> Submission:
    return Submission(
        reference=reference,
        received=from_store(received),
        changed=from_store(changed),
        status=status,
        answers=msgspec.json.decode(answers, type=dict[str, str]),
        consents=msgspec.json.decode(consents, type=frozenset[Consent]),
        findings=msgspec.json.decode(findings, type=tuple[Finding, ...]),
        record=record,
    )
