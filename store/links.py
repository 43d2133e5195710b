"""Links: which records were found to be of one work, and the works they make."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final

import msgspec

from records.record import Notice
from records.work import Link
from store.bulk import incoming
from store.database import Connection, Database
from store.instants import from_store, to_store
from store.search_words import mark_due

__all__ = ["Links", "Membership", "WorkRow"]


_COLUMNS: Final = tuple(field.name for field in fields(Link))
_LINK: Final = ", ".join(_COLUMNS)


@dataclass(frozen=True, slots=True)
class Membership:
    """The work that a record belongs to, and the run that first ranked it (a large number before)."""

    work_id: str
    age: int


@dataclass(frozen=True, slots=True)
class WorkRow:
    """What linking says of one work: its best record, why, and the notices about it.

    ``first_run`` is the run that ranked it first, for a work that comes back out of another; a new work
    has none.
    """

    work_id: str
    best: str
    best_why: str
    notices: tuple[Notice, ...]
    first_run: int | None = None


class Links:
    """Reads and writes links and the membership of works."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def memberships(self, record_ids: Sequence[str]) -> dict[str, Membership]:
        """Give the works of those of these records that have one."""
        with self._database.open() as connection, _asked(connection, record_ids):
            rows = connection.execute(
                """
                SELECT record_id, work_id, coalesce(first_run, 2147483647)
                FROM members SEMI JOIN asked USING (record_id) JOIN works USING (work_id)
                """
            ).fetchall()
        return {record: Membership(work, age) for record, work, age in rows}

    def companions(self, record_ids: Sequence[str]) -> tuple[str, ...]:
        """List these records and all others of the works that they belong to, in order."""
        with self._database.open() as connection, _asked(connection, record_ids):
            rows = connection.execute(
                """
                SELECT record_id FROM asked UNION
                SELECT record_id FROM members WHERE work_id IN (
                    SELECT work_id FROM members SEMI JOIN asked USING (record_id)
                )
                ORDER BY 1
                """
            ).fetchall()
        return tuple(record for (record,) in rows)

    def parted(self, record_ids: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Give the pairs with one of these records of which the last word is that they are two works."""
        with self._database.open() as connection, _asked(connection, record_ids):
            rows = connection.execute(
                """
                SELECT a, b FROM links
                WHERE a IN (FROM asked) OR b IN (FROM asked)
                GROUP BY a, b HAVING arg_max(undone, decided)
                """
            ).fetchall()
        return frozenset(rows)

    def settle(
        self,
        run: int,
        links: Sequence[Link],
        members: Mapping[str, str],
        joined: Mapping[str, str],
        works: Sequence[WorkRow],
        decided: datetime,
    ) -> None:
        """Write what linking made, all of it or nothing.

        ``members`` maps every record that took part to its work; all are marked as seen. ``joined`` maps
        the ids of works that are no more to the work that holds their records now. ``run`` is the run in
        which the works changed, 0 outside of one.
        """
        with self._database.open() as connection:
            _write_links(connection, links, decided)
            _write_members(connection, members, joined)
            _write_works(connection, works, run)

    def aliases(self, work_id: str) -> tuple[str, ...]:
        """List the ids of works that were joined into this one."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT alias FROM aliases WHERE work_id = ? ORDER BY alias", [work_id]
            ).fetchall()
        return tuple(alias for (alias,) in rows)

    def of_work(self, work_id: str) -> tuple[Link, ...]:
        """Give all links between records of a work, undone ones too, the latest last."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"""
                SELECT {_LINK} FROM links
                WHERE a IN (SELECT record_id FROM members WHERE work_id = $work)
                   OR b IN (SELECT record_id FROM members WHERE work_id = $work)
                ORDER BY decided, a, b
                """,
                {"work": work_id},
            ).fetchall()
        return tuple(_link(row) for row in rows)

    def by_people(self) -> tuple[Link, ...]:
        """Give all that people have said of pairs, in the order in which they said it."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"""
                SELECT {_LINK} FROM links
                WHERE decided_by = 'person' ORDER BY decided, a, b
                """
            ).fetchall()
        return tuple(_link(row) for row in rows)


@contextmanager
def _asked(connection: Connection, record_ids: Sequence[str]) -> Iterator[None]:
    with incoming(connection, ("record_id",), [(one,) for one in record_ids], "asked"):
        yield


def _link(row: Sequence[Any]) -> Link:
    """Make a link of a row; its columns are the fields in their order."""
    link = Link(*row)
    return replace(link, decided=from_store(link.decided) if link.decided else None)


def _write_links(connection: Connection, links: Sequence[Link], decided: datetime) -> None:
    when = to_store(decided)
    rows = [
        (one.a, one.b, one.rule, one.score, one.decided_by, when, one.undone, one.reviewer) for one in links
    ]
    if rows:
        with incoming(connection, _COLUMNS, rows):
            # The same link found again is no news, and no rule has a say after a person.
            connection.execute(
                """
                INSERT INTO links BY NAME
                SELECT * REPLACE (decided::TIMESTAMP AS decided) FROM incoming
                WHERE NOT EXISTS (
                    FROM (
                        SELECT arg_max(undone, decided) AS undone, arg_max(decided_by, decided) AS decided_by
                        FROM links known WHERE known.a = incoming.a AND known.b = incoming.b
                        HAVING count(*) > 0
                    ) last
                    WHERE last.undone = incoming.undone
                       OR last.decided_by = 'person' AND incoming.decided_by <> 'person'
                )
                """
            )


def _write_members(connection: Connection, members: Mapping[str, str], joined: Mapping[str, str]) -> None:
    if members:
        with incoming(connection, ("record_id", "work_id"), list(members.items())):
            connection.execute("INSERT OR REPLACE INTO members SELECT record_id, work_id FROM incoming")
            connection.execute(
                "UPDATE records SET linked = true "
                "WHERE record_id IN (SELECT record_id FROM incoming) AND NOT linked"
            )
        names = sorted({(work,) for work in members.values()})
        with incoming(connection, ("alias",), names):
            connection.execute("DELETE FROM aliases USING incoming WHERE aliases.alias = incoming.alias")
    if joined:
        with incoming(connection, ("work_id",), [(old,) for old in joined]):
            mark_due(connection, "incoming")
    for old, new in joined.items():
        connection.execute("UPDATE aliases SET work_id = ? WHERE work_id = ?", [new, old])
        connection.execute("INSERT OR REPLACE INTO aliases VALUES (?, ?)", [old, new])
        connection.execute("DELETE FROM works WHERE work_id = ?", [old])


def _write_works(connection: Connection, works: Sequence[WorkRow], run: int) -> None:
    rows = [
        (one.work_id, one.best, one.best_why, msgspec.json.encode(one.notices).decode(), one.first_run)
        for one in works
    ]
    if not rows:
        return
    with incoming(connection, ("work_id", "best", "best_why", "notices", "first_run"), rows):
        connection.execute(
            """
            INSERT INTO works
            SELECT work_id, best, best_why, notices, first_run::INTEGER, $run FROM incoming
            ON CONFLICT DO UPDATE SET best = excluded.best, best_why = excluded.best_why,
                notices = excluded.notices, changed_run = excluded.changed_run
            """,
            {"run": run},
        )
        mark_due(connection, "incoming")
