"""What each source has given the team: found, unique, queued, kept."""

from dataclasses import dataclass

from store.database import Database
from store.decisions import Decisions

__all__ = ["SourceYield", "Yields"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceYield:
    """What one source has given over all runs.

    ``works`` are those it has a record of, ``unique`` those that no other source has, ``queued`` those
    that stood in a queue, ``included`` those that somebody's latest decision keeps.
    """

    source: str
    records: int
    works: int
    unique: int
    queued: int
    included: int


class Yields:
    """Reads what sources have given."""

    def __init__(self, database: Database, decisions: Decisions) -> None:
        self._database = database
        self._decisions = decisions

    def all(self) -> tuple[SourceYield, ...]:
        """Give the yield of every source that has given anything, by id."""
        self._decisions.copy()
        with self._database.open() as connection:
            rows = connection.execute(_YIELDS).fetchall()
        names = ("source", "records", "works", "unique", "queued", "included")
        return tuple(SourceYield(**dict(zip(names, row, strict=True))) for row in rows)


_YIELDS = """
    WITH of_source AS (
        SELECT source, work_id, count(*) AS records FROM records JOIN members USING (record_id) GROUP BY ALL
    ),
    owners AS (SELECT work_id, count(*) AS sources FROM of_source GROUP BY work_id),
    queued AS (
        SELECT DISTINCT coalesce(aliases.work_id, ranked.work_id) AS work_id
        FROM ranked LEFT JOIN aliases ON alias = ranked.work_id
    ),
    latest AS (
        SELECT coalesce(aliases.work_id, decisions.work_id) AS work_id, arg_max(verdict, number) AS verdict
        FROM decisions LEFT JOIN aliases ON alias = decisions.work_id
        GROUP BY 1, workstream, stage, reviewer
    ),
    included AS (SELECT DISTINCT work_id FROM latest WHERE verdict = 'include')
    SELECT source, sum(records)::BIGINT, count(*), count(*) FILTER (sources = 1),
           count(*) FILTER (work_id IN (FROM queued)), count(*) FILTER (work_id IN (FROM included))
    FROM of_source JOIN owners USING (work_id) GROUP BY source ORDER BY source
"""
