"""Doubts: pairs of records that may be of one work, waiting for a person."""

from collections.abc import Sequence

from records.work import Doubt
from store.bulk import incoming
from store.database import Database

__all__ = ["Doubts"]


class Doubts:
    """Reads and writes doubts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, doubts: Sequence[Doubt], judged: Sequence[str]) -> None:
        """Keep what a linking was unsure of, in place of earlier doubts about the records it judged."""
        with self._database.open() as connection:
            with incoming(connection, ("record_id",), [(one,) for one in judged]):
                connection.execute("DELETE FROM doubts WHERE a IN (FROM incoming) AND b IN (FROM incoming)")
            rows = [(one.a, one.b, one.score, one.why) for one in doubts]
            if rows:
                with incoming(connection, ("a", "b", "score", "why"), rows):
                    connection.execute("INSERT OR REPLACE INTO doubts FROM incoming")

    def open(self) -> tuple[Doubt, ...]:
        """List the doubts about two works of which no person has said anything, the likeliest first."""
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT a, b, score, why FROM doubts
                JOIN members one ON one.record_id = a JOIN members other ON other.record_id = b
                ANTI JOIN (SELECT DISTINCT a, b FROM links WHERE decided_by = 'person') USING (a, b)
                WHERE one.work_id <> other.work_id
                ORDER BY score DESC, a, b
                """
            ).fetchall()
        return tuple(Doubt(*row) for row in rows)
