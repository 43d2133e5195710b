"""Bringing a database to the form that this version of Ken works with."""

import re
from importlib.resources import files

from records.errors import StoreError
from store.database import Connection, Database

__all__ = ["migrate", "steps"]


def steps() -> tuple[tuple[int, str, str], ...]:
    """List the migrations that ship, in order: number, name, SQL."""
    found = []
    for entry in files("store.migrations").iterdir():
        match = re.fullmatch(r"(\d{4})_(\w+)\.sql", entry.name)
        if match:
            found.append((int(match.group(1)), match.group(2), entry.read_text(encoding="utf-8")))
    return tuple(sorted(found))


def migrate(database: Database) -> None:
    """Apply the migrations that are missing, all in one transaction.

    Raises :class:`StoreError` when the database was made by a newer version of Ken.
    """
    known = steps()
    with database.open() as connection:
        done = _applied(connection)
        newest = max(done, default=0)
        if newest > known[-1][0]:
            raise StoreError(f"{database.path} was made by a newer version of Ken; install that version")
        for number, name, sql in known:
            if number not in done:
                connection.execute(sql)
                connection.execute("INSERT INTO migrations VALUES (?, ?)", [number, name])


def _applied(connection: Connection) -> set[int]:
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name VARCHAR)")
    return {number for (number,) in connection.execute("SELECT number FROM migrations").fetchall()}
