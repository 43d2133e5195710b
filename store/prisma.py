"""What runs found and what became of it, as a PRISMA 2020 flow counts it."""

from collections.abc import Sequence

from records.prisma import FlowCounts, Seen, SourceRecords
from store.bulk import incoming
from store.database import Connection, Database
from store.decisions import Decisions

__all__ = ["Prisma"]


class Prisma:
    """Counts records and works on their way from sources to people."""

    def __init__(self, database: Database, decisions: Decisions) -> None:
        self._database = database
        self._decisions = decisions

    def counts(self, since: int, until: int, workstreams: Sequence[str]) -> FlowCounts:
        """Count what the runs ``since`` to ``until`` found, as it is linked and decided now.

        A record belongs to the run that first received it; an imported one to the run that first ranked its
        work, and to none before. A work belongs to the earliest run of its records.
        """
        asked = {"since": since, "until": until}
        self._decisions.copy()
        with self._database.open() as connection:
            connection.execute(_BORN)
            try:
                sources, unlinked = _records(connection, asked)
                connection.execute(_SCOPE, asked)
                works = connection.execute("SELECT count(*) FROM scope").fetchall()[0][0]
                rejected = connection.execute(_REJECTED, asked).fetchall()[0][0]
                with incoming(connection, ("workstream",), [(one,) for one in workstreams], "asked"):
                    connection.execute(_SEEN)
                    unplaced = dict(connection.execute(_UNPLACED).fetchall())
                    rows = connection.execute(_RECORDS_OF_SEEN).fetchall()
            finally:
                for name in ("born", "scope", "seen"):
                    connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
        return FlowCounts(
            since=since,
            until=until,
            sources=sources,
            unlinked=unlinked,
            works=works,
            rejected=rejected,
            unplaced=unplaced,
            seen=tuple(Seen(*row) for row in rows),
        )


def _records(connection: Connection, asked: dict[str, int]) -> tuple[tuple[SourceRecords, ...], int]:
    rows = connection.execute(_BY_SOURCE, asked).fetchall()
    found = tuple(SourceRecords(source, received, known) for source, received, known, _ in rows)
    return found, sum(unlinked for *_, unlinked in rows)


# The run of each record, with its work.
_BORN = """
    CREATE TEMP TABLE born AS
    SELECT record_id, source, members.work_id,
           CASE WHEN records.first_run > 0 THEN records.first_run ELSE works.first_run END AS run
    FROM records
    LEFT JOIN members USING (record_id)
    LEFT JOIN works ON works.work_id = members.work_id
"""
_BY_SOURCE = """
    WITH again AS (
        SELECT DISTINCT record_id FROM run_records WHERE run BETWEEN $since AND $until
    )
    SELECT source, count(*), count(*) FILTER (run < $since),
           count(*) FILTER (run >= $since AND work_id IS NULL)
    FROM born
    WHERE run BETWEEN $since AND $until OR run < $since AND record_id IN (FROM again)
    GROUP BY source ORDER BY source
"""
_SCOPE = """
    CREATE TEMP TABLE scope AS
    SELECT work_id FROM born WHERE work_id IS NOT NULL
    GROUP BY work_id HAVING min(run) BETWEEN $since AND $until
"""
_REJECTED = "SELECT count(*) FROM rejected WHERE run BETWEEN $since AND $until"
_SEEN = """
    CREATE TEMP TABLE seen AS
    SELECT workstream, work_id, bool_or(placed) AS placed FROM (
        SELECT workstream, coalesce(aliases.work_id, ranked.work_id) AS work_id, true AS placed
        FROM ranked LEFT JOIN aliases ON alias = ranked.work_id
        UNION ALL
        SELECT workstream, coalesce(aliases.work_id, decisions.work_id), false
        FROM decisions LEFT JOIN aliases ON alias = decisions.work_id
    )
    SEMI JOIN asked USING (workstream) SEMI JOIN scope USING (work_id)
    GROUP BY workstream, work_id
"""
_UNPLACED = """
    WITH fitting AS (
        SELECT DISTINCT workstream, coalesce(aliases.work_id, candidates.work_id) AS work_id
        FROM candidates LEFT JOIN aliases ON alias = candidates.work_id
        SEMI JOIN asked USING (workstream)
    ),
    left_out AS (SELECT * FROM fitting SEMI JOIN scope USING (work_id))
    SELECT workstream, count(*) FROM left_out ANTI JOIN seen USING (workstream, work_id) GROUP BY workstream
    UNION ALL
    SELECT '', count(DISTINCT work_id) FROM left_out ANTI JOIN seen USING (work_id)
"""
_RECORDS_OF_SEEN = """
    SELECT workstream, work_id, placed, count(*) FROM seen JOIN members USING (work_id)
    GROUP BY ALL ORDER BY workstream, work_id
"""
