"""Records: what each source says about each item, and in which run it said so."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from records.errors import NotFoundError
from records.record import Record, Rejected
from store.bulk import incoming
from store.database import Connection, Database
from store.first_row import first_row

__all__ = ["COLUMNS", "Records", "record_of", "row_of"]

COLUMNS = (
    "record_id",
    "source",
    "kind",
    "key",
    "title",
    "abstract",
    "published",
    "year",
    "type",
    "language",
    "detail",
    "fingerprint",
    "page",
)
# A record is put together from these again; the rest of the columns are for people who write SQL.
_OWN = ("title", "abstract", "page", "detail")
_BATCH = 20_000


class Records:
    """Reads and writes records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, run: int, records: Iterable[Record], rejected: Iterable[Rejected] = ()) -> None:
        """Keep what one question to one source gave, and that this run received it.

        A record that is known and unchanged stays as it is; one that changed takes the place of the
        known one. The same record twice is kept once, the last counts. Run 0 means an imported file.
        """
        rows = list({record.record_id: row_of(record) for record in records}.values())
        refused = {(run, one.source, one.page, one.reason, one.fragment) for one in rejected}
        with self._database.open() as connection:
            if rows:
                with incoming(connection, COLUMNS, rows):
                    _upsert(connection, run)
            if refused:
                names = ("run", "source", "page", "reason", "fragment")
                with incoming(connection, names, sorted(refused)):
                    connection.execute("INSERT INTO rejected FROM incoming ON CONFLICT DO NOTHING")

    def get(self, record_ids: Sequence[str]) -> tuple[Record, ...]:
        """Give records by id, in that order; ``NotFoundError`` when one is not known."""
        found = self.known(record_ids)
        missing = [one for one in record_ids if one not in found]
        if missing:
            raise NotFoundError(f"no record {missing[0]}")
        return tuple(found[one] for one in record_ids)

    def known(self, record_ids: Sequence[str]) -> dict[str, Record]:
        """Give those of these records that are known, by id.

        Their numbers are looked up first: of records that came together, only that part of the table is
        read, which ids do not tell.
        """
        if not record_ids:
            return {}
        with (
            self._database.open() as connection,
            incoming(connection, ("record_id",), [(one,) for one in record_ids]),
        ):
            connection.execute(
                "CREATE TEMP TABLE wanted AS SELECT number FROM records SEMI JOIN incoming USING (record_id)"
            )
            rows = connection.execute(
                f"SELECT record_id, {', '.join(_OWN)} FROM records SEMI JOIN wanted USING (number)"
            ).fetchall()
            connection.execute("DROP TABLE wanted")
        return {record_id: record_of(*own) for record_id, *own in rows}

    def unlinked(self) -> Iterator[Record]:
        """Give the records that linking has not seen as they are now, in the order in which they first came.

        They are read in batches of neighbours: a batch touches only that part of the table.
        """
        with self._database.open() as connection:
            row = first_row(connection, "SELECT min(number), max(number) FROM records WHERE NOT linked")
        if row is None or row[0] is None:
            return
        for start in range(int(row[0]), int(row[1]) + 1, _BATCH):
            with self._database.open() as connection:
                rows = connection.execute(
                    f"SELECT {', '.join(_OWN)} FROM records "
                    "WHERE number BETWEEN ? AND ? AND NOT linked ORDER BY number",
                    [start, start + _BATCH - 1],
                ).fetchall()
            yield from (record_of(*own) for own in rows)

    def rejected(self, run: int) -> tuple[Rejected, ...]:
        """List what could not become a record in one run."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT source, reason, fragment, page FROM rejected WHERE run = ? ORDER BY ALL", [run]
            ).fetchall()
        return tuple(Rejected(*row) for row in rows)

    def count(self) -> int:
        """Count all records."""
        with self._database.open() as connection:
            row = first_row(connection, "SELECT count(*) FROM records")
        return int(row[0]) if row else 0


def record_of(title: str, abstract: str, page: str, detail: str) -> Record:
    """Put a record together from its columns."""
    fields = msgspec.json.decode(detail)
    return msgspec.convert({**fields, "title": title, "abstract": abstract, "page": page}, Record)


def row_of(record: Record) -> tuple[object, ...]:
    """Give a record as a row of the columns in ``COLUMNS``."""
    fields = msgspec.to_builtins(record)
    for own in ("title", "abstract", "page"):
        del fields[own]
    return (
        record.record_id,
        record.source,
        record.kind,
        record.key,
        record.title,
        record.abstract,
        str(record.published) if record.published else None,
        record.year,
        record.type,
        record.language,
        msgspec.json.encode(fields).decode(),
        record.fingerprint(),
        record.page,
    )


def _upsert(connection: Connection, run: int) -> None:
    connection.execute(
        f"""
        UPDATE records SET {", ".join(f"{column} = incoming.{column}" for column in COLUMNS[1:])},
               changed_run = $run, linked = false
        FROM incoming
        WHERE records.record_id = incoming.record_id AND records.fingerprint <> incoming.fingerprint
        """,
        {"run": run},
    )
    connection.execute(
        f"""
        INSERT INTO records ({", ".join(COLUMNS)}, first_run, linked)
        SELECT {", ".join(f"incoming.{column}" for column in COLUMNS)}, $run, false
        FROM incoming ANTI JOIN records USING (record_id)
        """,
        {"run": run},
    )
    connection.execute(
        "INSERT INTO run_records SELECT $run, record_id FROM incoming ON CONFLICT DO NOTHING", {"run": run}
    )
