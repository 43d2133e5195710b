"""The run ledger: each numbered scan, what its sources gave, and how far each question is complete."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from records.errors import NotFoundError
from records.run import Run, SourceOutcome
from records.source import Window
from store.database import Connection, Database
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["Runs"]


class Runs:
    """Reads and writes the run ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, window: Window, sources: Sequence[str], started: datetime, *, exact: bool) -> Run:
        """Begin a run and give it the next number.

        ``exact`` says that a person gave the days, so that no overlap is added to them.
        """
        with self._database.open() as connection:
            row = first_row(connection, "SELECT coalesce(max(number), 0) + 1 FROM runs")
            number = int(row[0]) if row else 1
            connection.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, ?, NULL, 0, 0, '{}', '{}', ?)",
                [
                    number,
                    window.since,
                    window.until,
                    exact,
                    to_store(started),
                    msgspec.json.encode(sources).decode(),
                ],
            )
        return Run(number=number, window=window, started=started, exact=exact)

    def unfinished(self) -> tuple[Run, tuple[str, ...]] | None:
        """Give the run that was cut off, with the sources it set out to scan; None when all are done."""
        with self._database.open() as connection:
            row = first_row(
                connection,
                "SELECT number, sources FROM runs WHERE finished IS NULL ORDER BY number DESC LIMIT 1",
            )
            return (_run(connection, row[0]), tuple(msgspec.json.decode(row[1]))) if row else None

    def close_source(self, run: int, source: str, error: str, finished: datetime) -> None:
        """Write down that a source is done with in this run; ``error`` is empty when it is complete."""
        with self._database.open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO run_sources (run, source, error, finished) VALUES (?, ?, ?, ?)",
                [run, source, error, to_store(finished)],
            )

    def complete(self, run: int) -> tuple[str, ...]:
        """List the sources that are complete in this run, without an error."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT source FROM run_sources WHERE run = ? AND error = ''", [run]
            ).fetchall()
        return tuple(source for (source,) in rows)

    def finish(
        self, run: int, finished: datetime, versions: Mapping[str, str], seconds: Mapping[str, float]
    ) -> Run:
        """Freeze a run; nothing of it changes after that."""
        with self._database.open() as connection:
            connection.execute(
                """
                UPDATE runs SET finished = $finished, versions = $versions, seconds = $seconds,
                       works_new = (SELECT count(*) FROM works WHERE first_run = $run),
                       works_changed = (
                           SELECT count(*) FROM works WHERE changed_run = $run AND first_run < $run
                       )
                WHERE number = $run AND finished IS NULL
                """,
                {
                    "run": run,
                    "finished": to_store(finished),
                    "versions": msgspec.json.encode(versions, order="sorted").decode(),
                    "seconds": msgspec.json.encode({k: round(v, 2) for k, v in seconds.items()}).decode(),
                },
            )
            _freeze_counts(connection, run)
            return _run(connection, run)

    def get(self, number: int) -> Run:
        """Give one run with what its sources gave; ``NotFoundError`` when there is none of that number."""
        with self._database.open() as connection:
            return _run(connection, number)

    def all(self) -> tuple[Run, ...]:
        """Give all runs, the newest first."""
        with self._database.open() as connection:
            numbers = connection.execute("SELECT number FROM runs ORDER BY number DESC").fetchall()
            return tuple(_run(connection, number) for (number,) in numbers)

    def watermark(self, source: str, query: str) -> date | None:
        """Give the day until which a question to a source is known to be complete."""
        with self._database.open() as connection:
            row = first_row(
                connection, "SELECT until FROM watermarks WHERE source = ? AND query = ?", [source, query]
            )
        return row[0] if row else None

    def advance(self, source: str, query: str, until: date, run: int) -> None:
        """Move a watermark forward; it never moves back."""
        with self._database.open() as connection:
            connection.execute(
                """
                INSERT INTO watermarks VALUES ($source, $query, $until, $run)
                ON CONFLICT DO UPDATE SET until = greatest(watermarks.until, $until), run = $run
                """,
                {"source": source, "query": query, "until": until, "run": run},
            )


def _run(connection: Connection, number: int) -> Run:
    row = first_row(
        connection,
        """
        SELECT since, until, exact, started, finished, works_new, works_changed, versions, seconds
        FROM runs WHERE number = ?
        """,
        [number],
    )
    if row is None:
        raise NotFoundError(f"there is no run {number}; `ken runs` lists them")
    since, until, exact, started, finished, works_new, works_changed, versions, seconds = row
    return Run(
        number=number,
        window=Window(since, until),
        exact=exact,
        started=from_store(started),
        finished=from_store(finished) if finished else None,
        sources=_outcomes(connection, number),
        works_new=works_new,
        works_changed=works_changed,
        versions=msgspec.json.decode(versions),
        seconds=msgspec.json.decode(seconds),
    )


_COUNTS = """
    WITH page_counts AS (SELECT source, count(*) AS pages FROM pages WHERE run = $run GROUP BY source),
    record_counts AS (
        SELECT source, count(*) AS records, count(*) FILTER (first_run = $run) AS new,
               count(*) FILTER (changed_run = $run AND first_run <> $run) AS changed
        FROM run_records JOIN records USING (record_id) WHERE run = $run GROUP BY source
    ),
    rejected_counts AS (SELECT source, count(*) AS rejected FROM rejected WHERE run = $run GROUP BY source)
    SELECT run_sources.source AS id, coalesce(run_sources.pages, page_counts.pages, 0) AS pages,
           coalesce(run_sources.records, record_counts.records, 0) AS records,
           coalesce(run_sources.new, record_counts.new, 0) AS new,
           coalesce(run_sources.changed, record_counts.changed, 0) AS changed,
           coalesce(run_sources.rejected, rejected_counts.rejected, 0) AS rejected, run_sources.error
    FROM run_sources
    LEFT JOIN page_counts USING (source)
    LEFT JOIN record_counts USING (source)
    LEFT JOIN rejected_counts USING (source)
    WHERE run = $run ORDER BY run_sources.source
"""


def _outcomes(connection: Connection, run: int) -> tuple[SourceOutcome, ...]:
    rows = connection.execute(_COUNTS, {"run": run}).fetchall()
    names = ("id", "pages", "records", "new", "changed", "rejected", "error")
    return tuple(SourceOutcome(**dict(zip(names, row, strict=True))) for row in rows)


def _freeze_counts(connection: Connection, run: int) -> None:
    """Fix what the sources gave: a later run may change the same records."""
    connection.execute(
        f"""
        UPDATE run_sources
        SET pages = c.pages, records = c.records, new = c.new, changed = c.changed, rejected = c.rejected
        FROM ({_COUNTS}) AS c WHERE run_sources.run = $run AND run_sources.source = c.id
        """,
        {"run": run},
    )
