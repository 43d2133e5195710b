"""Annotations: what each component says of each work, and which it has read."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from records.annotation import Annotation, Quote
from store.bulk import incoming
from store.database import Database
from store.search_words import mark_due

__all__ = ["Annotations"]


class Annotations:
    """Reads and writes annotations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unread(self, versions: Mapping[str, str]) -> tuple[str, ...]:
        """List the works that some component has not read, or not in this version, or not as they are now.

        ``versions`` maps each component to its version. In the order in which their best records first came,
        which is that of the table from which texts are read.
        """
        if not versions:
            return ()
        with (
            self._database.open() as connection,
            incoming(connection, ("component", "version"), list(versions.items())),
        ):
            rows = connection.execute(
                """
                SELECT works.work_id FROM works
                JOIN records ON records.record_id = works.best
                CROSS JOIN incoming
                ANTI JOIN readings ON readings.work_id = works.work_id
                    AND readings.component = incoming.component AND readings.version = incoming.version
                    AND readings.fingerprint = records.fingerprint
                GROUP BY works.work_id ORDER BY min(records.number)
                """
            ).fetchall()
        return tuple(work_id for (work_id,) in rows)

    def keep(
        self,
        versions: Mapping[str, str],
        read: Mapping[str, str],
        annotations: Iterable[Annotation],
    ) -> None:
        """Keep what components say of works, in place of what they said before.

        ``read`` maps each work that was read to the fingerprint of the record it was read from.
        """
        rows = [
            (one.work, one.component, one.version, one.label, one.score, one.why, _quotes(one.quotes))
            for one in annotations
        ]
        done = [
            (work, name, version, print_)
            for work, print_ in read.items()
            for name, version in versions.items()
        ]
        if not done:
            return
        with self._database.open() as connection:
            with incoming(connection, ("work_id", "component", "version", "fingerprint"), done):
                connection.execute(
                    "DELETE FROM annotations USING incoming WHERE annotations.work_id = incoming.work_id "
                    "AND annotations.component = incoming.component"
                )
                connection.execute("INSERT OR REPLACE INTO readings SELECT * FROM incoming")
                mark_due(connection, "incoming")
            if rows:
                columns = ("work_id", "component", "version", "label", "score", "why", "quotes")
                with incoming(connection, columns, rows):
                    connection.execute("INSERT INTO annotations SELECT * FROM incoming")

    def of(self, work_ids: Sequence[str]) -> dict[str, tuple[Annotation, ...]]:
        """Give all annotations of works, by component and label; works without any are left out."""
        with (
            self._database.open() as connection,
            incoming(connection, ("work_id",), [(one,) for one in work_ids]),
        ):
            rows = connection.execute(
                """
                SELECT work_id, component, version, label, score, quotes, why FROM annotations
                SEMI JOIN incoming USING (work_id) ORDER BY work_id, component, score DESC, label
                """
            ).fetchall()
        found: dict[str, list[Annotation]] = {}
        for work, component, version, label, score, quotes, why in rows:
            read = msgspec.json.decode(quotes, type=tuple[Quote, ...])
            found.setdefault(work, []).append(Annotation(work, component, version, label, score, read, why))
        return {work: tuple(annotations) for work, annotations in found.items()}


def _quotes(quotes: tuple[Quote, ...]) -> str:
    return msgspec.json.encode(quotes).decode()
