"""Comments: what people say of works to each other, in a log that only grows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from records.comment import Comment
from records.errors import NotFoundError
from store.change_mark import ChangeMark
from store.database import Connection, Database
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["Comments"]

_MOST: Final = 500  # of one work; the oldest are left out
_COMMENT: Final = """
    SELECT said.number, coalesce(aliases.work_id, said.work_id) AS current, said.workstream, said.author,
           said.instant, CASE WHEN back.number IS NULL THEN said.text ELSE '' END AS text,
           coalesce(back.author, '') AS withdrawn_by
    FROM comments said LEFT JOIN comments back ON back.withdraws = said.number
    LEFT JOIN aliases ON alias = said.work_id
    WHERE said.withdraws = 0
"""


class Comments:
    """Reads comments and adds to them; one that is withdrawn stays in the log and is shown to nobody."""

    def __init__(self, database: Database, mark: ChangeMark) -> None:
        self._database = database
        self.mark = mark

    def add(self, work: str, workstream: str, author: str, text: str, instant: datetime) -> Comment:
        """Add a comment and give it; ``NotFoundError`` when there is no such work.

        The same words of the same author as the last on that work are sent twice, and kept once.
        """
        with self.mark.changing(self._database) as connection:
            if not first_row(connection, "SELECT 1 FROM works WHERE work_id = ?", [work]):
                raise NotFoundError(f"there is no work {work}")
            last = first_row(
                connection,
                f"SELECT * FROM ({_COMMENT}) WHERE current = ? ORDER BY number DESC LIMIT 1",
                [work],
            )
            if last and (last[2], last[3], last[5]) == (workstream, author, text):
                return _comment(*last)
            number = _append(connection, (work, workstream, author, to_store(instant), text, 0))
            return _get(connection, number)

    def withdraw(self, number: int, by: str, instant: datetime) -> Comment:
        """Withdraw a comment and give what is left of it; once withdrawn, it stays so.

        Raises ``NotFoundError`` when there is none of this number.
        """
        with self.mark.changing(self._database) as connection:
            found = _get(connection, number)
            if not found.withdrawn_by:
                _append(connection, (found.work, found.workstream, by, to_store(instant), "", number))
            return _get(connection, number)

    def get(self, number: int) -> Comment:
        """Give a comment by its number; ``NotFoundError`` when there is none."""
        with self._database.open() as connection:
            return _get(connection, number)

    def works(self) -> frozenset[str]:
        """List the works, by their ids of now, on which there is any comment."""
        with self._database.open() as connection:
            rows = connection.execute(f"SELECT DISTINCT current FROM ({_COMMENT})").fetchall()
        return frozenset(work for (work,) in rows)

    def of(self, works: Sequence[str]) -> dict[str, tuple[Comment, ...]]:
        """Give the comments on works, the oldest first, 500 of each at most; none for works without any."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"""
                SELECT * FROM ({_COMMENT}) WHERE list_contains($works, current)
                QUALIFY row_number() OVER (PARTITION BY current ORDER BY number DESC) <= $most ORDER BY number
                """,
                {"works": list(works), "most": _MOST},
            ).fetchall()
        found: dict[str, list[Comment]] = {}
        for row in rows:
            found.setdefault(row[1], []).append(_comment(*row))
        return {work: tuple(own) for work, own in found.items()}


def _append(connection: Connection, row: tuple[object, ...]) -> int:
    last = first_row(connection, "SELECT coalesce(max(number), 0) FROM comments")
    number = int(last[0] if last else 0) + 1
    connection.execute("INSERT INTO comments VALUES (?, ?, ?, ?, ?, ?, ?)", [number, *row])
    return number


def _get(connection: Connection, number: int) -> Comment:
    row = first_row(connection, f"SELECT * FROM ({_COMMENT}) WHERE number = ?", [number])
    if not row:
        raise NotFoundError(f"there is no comment {number}")
    return _comment(*row)


def _comment(
    number: int, work: str, workstream: str, author: str, instant: datetime, text: str, withdrawn_by: str
) -> Comment:
    return Comment(
        number=number,
        work=work,
        workstream=workstream,
        author=author,
        instant=from_store(instant),
        text=text,
        withdrawn_by=withdrawn_by,
    )
