"""Works: the units of review, put together from their records."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from records.errors import NotFoundError
from records.record import Notice, Record
from records.work import Work
from store.bulk import incoming
from store.database import Connection, Database
from store.first_row import first_row
from store.records import record_of

__all__ = ["Works"]

_BATCH = 2000
_TEXTS = "record_id, title, abstract, page, detail"
_FEW = 200  # works of which a page shows no more


class Works:
    """Reads works."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, work_ids: Sequence[str]) -> tuple[Work, ...]:
        """Give works by id, in that order; ids of joined works give the work that they were joined to.

        Raises ``NotFoundError`` when one is not known.
        """
        with self._database.open() as connection:
            joined = _joined(connection, work_ids)
            actual = {asked: joined.get(asked, asked) for asked in dict.fromkeys(work_ids)}
            works = _load(connection, list(dict.fromkeys(actual.values())))
        for asked, found in actual.items():
            if found not in works:
                raise NotFoundError(f"there is no work {asked}")
        return tuple(works[actual[asked]] for asked in work_ids)

    def current(self, work_ids: Sequence[str]) -> tuple[str, ...]:
        """Give, for each of these ids, that of the work that it stands for now, in the same order."""
        with self._database.open() as connection:
            joined = _joined(connection, work_ids)
        return tuple(joined.get(asked, asked) for asked in work_ids)

    def names(self, work_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Give, for each of these ids, that of the work that it stands for now, and all it had before.

        Raises ``NotFoundError`` when one is not known.
        """
        with self._database.open() as connection:
            joined = _joined(connection, work_ids)
            names = {asked: joined.get(asked, asked) for asked in work_ids}
            with incoming(connection, ("work_id",), [(one,) for one in {*names.values()}], "asked"):
                known = connection.execute("SELECT work_id FROM works SEMI JOIN asked USING (work_id)")
                former: dict[str, list[str]] = {work: [] for (work,) in known.fetchall()}
                rows = connection.execute(
                    "SELECT work_id, alias FROM aliases SEMI JOIN asked USING (work_id)"
                )
                for work, alias in rows.fetchall():
                    former[work].append(alias)
        for asked, work in names.items():
            if work not in former:
                raise NotFoundError(f"there is no work {asked}")
        return {asked: (work, *sorted(former[work])) for asked, work in names.items()}

    def find(self, start: str) -> Work:
        """Give the one work whose id begins with these characters.

        Raises ``NotFoundError`` when there is none, or more than one.
        """
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT work_id FROM works WHERE starts_with(work_id, $start)
                UNION SELECT work_id FROM aliases WHERE starts_with(alias, $start)
                ORDER BY 1 LIMIT 5
                """,
                {"start": start.lower()},
            ).fetchall()
        if not rows:
            raise NotFoundError(f"there is no work {start}")
        if len(rows) > 1:
            names = ", ".join(name for (name,) in rows)
            raise NotFoundError(f"several works begin with {start}: {names}; give more of the id")
        return self.get([rows[0][0]])[0]

    def all(self) -> Iterator[Work]:
        """Give all works ordered by id, some thousand at a time."""
        last = ""
        while True:
            with self._database.open() as connection:
                rows = connection.execute(
                    "SELECT work_id FROM works WHERE work_id > ? ORDER BY work_id LIMIT ?", [last, _BATCH]
                ).fetchall()
                works = _load(connection, [work_id for (work_id,) in rows])
            if not rows:
                return
            yield from works.values()
            last = rows[-1][0]

    def adopt(self, run: int) -> tuple[str, ...]:
        """Make the works that no run has ranked yet this run's, and list all of this run, ordered by id."""
        with self._database.open() as connection:
            connection.execute("UPDATE works SET first_run = ? WHERE first_run IS NULL", [run])
        return self.of_run(run)

    def of_run(self, run: int) -> tuple[str, ...]:
        """List the works that this run ranked first, ordered by id."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT work_id FROM works WHERE first_run = ? ORDER BY work_id", [run]
            ).fetchall()
        return tuple(work_id for (work_id,) in rows)

    def changed(self, run: int) -> tuple[str, ...]:
        """List older works of which a record was new or changed in this run, ordered by id."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT work_id FROM works WHERE changed_run = $run AND first_run < $run ORDER BY work_id",
                {"run": run},
            ).fetchall()
        return tuple(work_id for (work_id,) in rows)

    def fresh(self, run: int, record_ids: Sequence[str]) -> dict[str, bool]:
        """Say which of these records this run brought: true those never seen before, false those changed."""
        with (
            self._database.open() as connection,
            incoming(connection, ("record_id",), [(one,) for one in record_ids], "asked"),
        ):
            rows = connection.execute(
                """
                SELECT record_id, first_run = $run FROM records SEMI JOIN asked USING (record_id)
                WHERE first_run = $run OR changed_run = $run
                """,
                {"run": run},
            ).fetchall()
        return {str(record_id): bool(new) for record_id, new in rows}

    def count(self) -> int:
        """Count all works."""
        with self._database.open() as connection:
            row = first_row(connection, "SELECT count(*) FROM works")
        return int(row[0]) if row else 0


def _joined(connection: Connection, work_ids: Sequence[str]) -> dict[str, str]:
    """Give, for those of these ids that were joined to another work, that work's id."""
    with incoming(connection, ("alias",), [(one,) for one in work_ids], "asked"):
        rows = connection.execute("SELECT alias, work_id FROM aliases SEMI JOIN asked USING (alias)")
        return dict(rows.fetchall())


def _load(connection: Connection, work_ids: list[str]) -> dict[str, Work]:
    """Put works together."""
    with incoming(connection, ("work_id",), [(one,) for one in work_ids], "asked"):
        works = connection.execute(
            "SELECT work_id, best, best_why, notices, first_run FROM works SEMI JOIN asked USING (work_id)"
        ).fetchall()
        members = dict(
            connection.execute(
                "SELECT record_id, work_id FROM members SEMI JOIN asked USING (work_id)"
            ).fetchall()
        )
    rows = _few(connection, members) if len(work_ids) <= _FEW else _many(connection, members)
    records: dict[str, list[Record]] = {}
    for record_id, *own in rows:
        records.setdefault(members[record_id], []).append(record_of(*own))
    made = {
        work_id: _work(work_id, tuple(records[work_id]), best, best_why, notices, first_run)
        for work_id, best, best_why, notices, first_run in works
    }
    return {work_id: made[work_id] for work_id in work_ids if work_id in made}


def _few(connection: Connection, members: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Read a few records, to which the index on ids leads: a page of them takes 3 ms among 100,000."""
    return connection.execute(
        f"SELECT {_TEXTS} FROM records WHERE record_id IN (SELECT unnest($ids)) ORDER BY record_id",
        {"ids": [*members]},
    ).fetchall()


def _many(connection: Connection, members: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Read many records, whose numbers are looked up first.

    Texts are then read from the parts of the table in which such numbers lie, and not from all of it, as ids
    alone would have it.
    """
    with incoming(connection, ("record_id",), [(one,) for one in members], "shown"):
        connection.execute(
            "CREATE TEMP TABLE wanted AS SELECT number FROM records SEMI JOIN shown USING (record_id)"
        )
    rows = connection.execute(
        f"SELECT {_TEXTS} FROM records SEMI JOIN wanted USING (number) ORDER BY record_id"
    ).fetchall()
    connection.execute("DROP TABLE wanted")
    return rows


def _work(
    work_id: str, records: tuple[Record, ...], best: str, best_why: str, notices: str, first_run: int | None
) -> Work:
    return Work(
        work_id=work_id,
        records=records,
        best=next(record for record in records if record.record_id == best),
        best_why=best_why,
        notices=msgspec.json.decode(notices, type=tuple[Notice, ...]),
        first_run=first_run or 0,
    )
