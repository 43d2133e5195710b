"""Links: which records are likely to be of one work, which were found to be, and the works they make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from records.record import Notice, Record
from records.work import Link
from store.bulk import incoming
from store.database import Connection, Database
from store.instants import from_store, to_store
from store.records import record_of

__all__ = ["Links", "Membership", "WorkRow"]

# A key that more records share than this says nothing: "start:the effect of covid 19 on".
_CROWD = 200


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
    """Reads and writes block keys, links and the membership of works."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_keys(self, keys: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Keep the block keys of records, in place of those they had."""
        rows = sorted({(key, record_id) for record_id, several in keys for key in several})
        if not rows:
            return
        with self._database.open() as connection, incoming(connection, ("key", "record_id"), rows):
            connection.execute(
                "DELETE FROM block_keys WHERE record_id IN (SELECT DISTINCT record_id FROM incoming)"
            )
            connection.execute("INSERT INTO block_keys SELECT key, record_id FROM incoming")

    def candidates(self) -> tuple[tuple[str, str], ...]:
        """Give the pairs of records that share a block key and of which at least one is not yet linked.

        Pairs that a person or an undoing has settled are left out.
        """
        with self._database.open() as connection:
            return tuple(connection.execute(_CANDIDATES, {"crowd": _CROWD}).fetchall())

    def targets(self, prefix: str, record_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Give, for each of these records, the notices that name one of its identifiers.

        ``prefix`` is what block keys of notices begin with.
        """
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT target.record_id, notice.record_id FROM block_keys target
                JOIN block_keys notice ON notice.key = $prefix || target.key
                WHERE list_contains($ids, target.record_id) ORDER BY ALL
                """,
                {"prefix": prefix, "ids": list(record_ids)},
            ).fetchall()
        found: dict[str, list[str]] = {}
        for target, notice in rows:
            found.setdefault(target, []).append(notice)
        return {target: tuple(dict.fromkeys(notices)) for target, notices in found.items()}

    def noticed(self, prefix: str, record_ids: Sequence[str]) -> tuple[str, ...]:
        """Give the records that these records, being notices, are about."""
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT DISTINCT target.record_id FROM block_keys notice
                JOIN block_keys target ON notice.key = $prefix || target.key
                WHERE list_contains($ids, notice.record_id) ORDER BY 1
                """,
                {"prefix": prefix, "ids": list(record_ids)},
            ).fetchall()
        return tuple(record for (record,) in rows)

    def memberships(self, record_ids: Sequence[str]) -> dict[str, Membership]:
        """Give the works of those of these records that have one."""
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT record_id, work_id, coalesce(first_run, 2147483647) FROM members
                JOIN works USING (work_id) WHERE list_contains(?, record_id)
                """,
                [list(record_ids)],
            ).fetchall()
        return {record: Membership(work, age) for record, work, age in rows}

    def companions(self, record_ids: Sequence[str]) -> tuple[Record, ...]:
        """Give these records and all others of the works that they belong to, ordered by id."""
        with self._database.open() as connection:
            rows = connection.execute(_COMPANIONS, {"ids": list(record_ids)}).fetchall()
        return tuple(record_of(*row) for row in rows)

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
                """
                SELECT a, b, rule, score, decided_by, decided, undone FROM links
                WHERE a IN (SELECT record_id FROM members WHERE work_id = $work)
                   OR b IN (SELECT record_id FROM members WHERE work_id = $work)
                ORDER BY decided, a, b
                """,
                {"work": work_id},
            ).fetchall()
        return tuple(
            Link(a, b, rule, score, decided_by, from_store(decided), undone)
            for a, b, rule, score, decided_by, decided, undone in rows
        )


_CANDIDATES = """
    WITH shared AS (
        SELECT key FROM block_keys WHERE NOT starts_with(key, 'notice-of ')
        GROUP BY key HAVING count(*) BETWEEN 2 AND $crowd
    ),
    fresh AS (
        SELECT key, record_id FROM block_keys SEMI JOIN shared USING (key)
        SEMI JOIN (SELECT record_id FROM records WHERE NOT linked) USING (record_id)
    ),
    pairs AS (
        SELECT DISTINCT least(fresh.record_id, other.record_id) AS a,
               greatest(fresh.record_id, other.record_id) AS b
        FROM fresh JOIN block_keys other USING (key) WHERE fresh.record_id <> other.record_id
    )
    SELECT a, b FROM pairs
    ANTI JOIN (
        SELECT a, b FROM links GROUP BY a, b
        HAVING bool_or(decided_by = 'person') OR arg_max(undone, decided)
    ) settled USING (a, b)
    ORDER BY a, b
"""

_COMPANIONS = """
    SELECT title, abstract, page, detail FROM records
    WHERE list_contains($ids, record_id) OR record_id IN (
        SELECT record_id FROM members
        WHERE work_id IN (SELECT work_id FROM members WHERE list_contains($ids, record_id))
    )
    ORDER BY record_id
"""


def _write_links(connection: Connection, links: Sequence[Link], decided: datetime) -> None:
    rows = [
        (one.a, one.b, one.rule, one.score, one.decided_by, to_store(decided), one.undone) for one in links
    ]
    columns = ("a", "b", "rule", "score", "decided_by", "decided", "undone")
    if rows:
        with incoming(connection, columns, rows):
            # The same link found again is no news.
            connection.execute(
                """
                INSERT INTO links
                SELECT a, b, rule, score, decided_by, decided::TIMESTAMP, undone FROM incoming
                WHERE NOT EXISTS (
                    FROM links known WHERE known.a = incoming.a AND known.b = incoming.b
                    AND known.rule = incoming.rule AND known.undone = incoming.undone
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
