from pathlib import Path

import pytest

from records.errors import StoreError
from store.database import Database
from store.migrating import migrate, steps


def test_migrations_are_numbered_without_gaps() -> None:
    assert [number for number, _, _ in steps()] == list(range(1, len(steps()) + 1))


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "ken.duckdb")
    migrate(database)
    migrate(database)
    with database.open() as connection:
        names = connection.execute("SELECT number, name FROM migrations ORDER BY number").fetchall()
    assert names == [(number, name) for number, name, _ in steps()]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    database = Database(tmp_path / "ken.duckdb")
    migrate(database)
    with database.open() as connection:
        connection.execute("INSERT INTO migrations VALUES (9999, 'of the future')")
    with pytest.raises(StoreError, match="newer version of Ken"):
        migrate(database)
