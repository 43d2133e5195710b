"""Block keys: which records are worth comparing, and which notice is about which record."""

from collections.abc import Iterable, Sequence

from store.blocking import NOTICE, Key, blocked, numbered
from store.bulk import incoming
from store.database import Connection, Database

__all__ = ["Keys"]


class Keys:
    """Reads and writes block keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, keys: Iterable[tuple[str, Iterable[Key]]]) -> None:
        """Keep the keys of records, in place of those they had."""
        own = list(keys)
        columns = numbered((place, several) for place, (_, several) in enumerate(own))
        ids = [(record_id, place) for place, (record_id, _) in enumerate(own)]
        with self._database.open() as connection, incoming(connection, ("record_id", "place"), ids):
            connection.execute(
                "CREATE TEMP TABLE named AS "
                "SELECT number, place::INTEGER AS place FROM incoming JOIN records USING (record_id)"
            )
            connection.execute("DELETE FROM block_keys WHERE record IN (SELECT number FROM named)")
            connection.register("given", columns)
            connection.execute(
                "INSERT INTO block_keys SELECT key, weight, number FROM given JOIN named ON place = record"
            )
            connection.unregister("given")
            connection.execute("DROP TABLE named")

    def pairs(self) -> list[tuple[str, str]]:
        """List the pairs of records that share enough keys, of which at least one is not yet linked."""
        with self._database.open() as connection:
            connection.execute(
                "CREATE TEMP TABLE fresh AS SELECT number AS record FROM records WHERE NOT linked"
            )
            return _named(connection)

    def among(self, record_ids: Sequence[str]) -> list[tuple[str, str]]:
        """List the pairs that share enough keys and have at least one of these records."""
        with (
            self._database.open() as connection,
            incoming(connection, ("record_id",), [(one,) for one in record_ids]),
        ):
            connection.execute(
                "CREATE TEMP TABLE fresh AS "
                "SELECT number AS record FROM records SEMI JOIN incoming USING (record_id)"
            )
            return _named(connection)

    def targets(self, record_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Give, for each of these records, the notices that name one of its identifiers."""
        found: dict[str, list[str]] = {}
        for target, notice in self._notices(record_ids, "target"):
            found.setdefault(target, []).append(notice)
        return {target: tuple(notices) for target, notices in found.items()}

    def noticed(self, record_ids: Sequence[str]) -> tuple[str, ...]:
        """Give the records that these records, being notices, are about."""
        return tuple(dict.fromkeys(target for target, _ in self._notices(record_ids, "notice")))

    def _notices(self, record_ids: Sequence[str], asked: str) -> list[tuple[str, str]]:
        with (
            self._database.open() as connection,
            incoming(connection, ("record_id",), [(one,) for one in record_ids]),
        ):
            return connection.execute(
                f"""
                WITH notice AS (SELECT key, record FROM block_keys WHERE weight = {NOTICE}),
                target AS (SELECT key, record FROM block_keys SEMI JOIN notice USING (key) WHERE weight = 2),
                about AS (
                    SELECT DISTINCT target.record AS target, notice.record AS notice
                    FROM notice JOIN target USING (key)
                )
                SELECT subject.record_id, word.record_id FROM about
                JOIN records subject ON subject.number = about.target
                JOIN records word ON word.number = about.notice
                WHERE {"subject" if asked == "target" else "word"}.record_id IN (FROM incoming)
                ORDER BY ALL
                """
            ).fetchall()


def _named(connection: Connection) -> list[tuple[str, str]]:
    """List the pairs with a record of the table ``fresh`` as ids, the smaller first, in order."""
    pairs = blocked(connection, "fresh")
    connection.register("paired", {"a": pairs[:, 0], "b": pairs[:, 1]})
    rows = connection.execute(
        """
        SELECT least(one.record_id, other.record_id) AS a, greatest(one.record_id, other.record_id) AS b
        FROM paired JOIN records one ON one.number = paired.a JOIN records other ON other.number = paired.b
        ORDER BY a, b
        """
    ).fetchall()
    connection.unregister("paired")
    connection.execute("DROP TABLE fresh")
    return rows
