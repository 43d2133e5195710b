import multiprocessing
import os
import signal
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from records.errors import BusyError, StoreError
from store.database import Database


def hold(path: str, seconds: float, ready: Event) -> None:
    with Database(Path(path)).open() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER)")
        ready.set()
        time.sleep(seconds)


def write(path: str, count: int) -> None:
    database = Database(Path(path))
    for _ in range(count):
        with database.open() as connection:
            connection.execute("INSERT INTO t VALUES (1)")


def write_without_committing(path: str, ready: Event) -> None:
    with Database(Path(path)).open() as connection:
        connection.execute("INSERT INTO t SELECT unnest(range(1000))")
        ready.set()
        time.sleep(60)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "t.duckdb")
    with made.open() as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")
    return made


def count(database: Database) -> int:
    with database.open() as connection:
        row = connection.execute("SELECT count(*) FROM t").fetchone()
    assert row
    return int(row[0])


spawn = multiprocessing.get_context("spawn")


@pytest.mark.slow
def test_a_call_waits_while_another_process_has_the_file(database: Database) -> None:
    ready = spawn.Event()
    other = spawn.Process(target=hold, args=(str(database.path), 0.5, ready))
    other.start()
    assert ready.wait(20)
    assert count(database) == 0
    other.join()


@pytest.mark.slow
def test_patience_ends_with_a_plain_message(database: Database) -> None:
    ready = spawn.Event()
    other = spawn.Process(target=hold, args=(str(database.path), 3.0, ready))
    other.start()
    assert ready.wait(20)
    with (
        pytest.raises(BusyError, match="is in use by another program"),
        Database(database.path, patience=0.3).open(),
    ):
        pass
    other.join()


@pytest.mark.slow
def test_nothing_is_lost_when_processes_write_at_once(database: Database) -> None:
    others = [spawn.Process(target=write, args=(str(database.path), 25)) for _ in range(3)]
    for other in others:
        other.start()
    for other in others:
        other.join()
        assert other.exitcode == 0
    assert count(database) == 75


@pytest.mark.slow
def test_a_killed_writer_leaves_nothing_half_done(database: Database) -> None:
    ready = spawn.Event()
    other = spawn.Process(target=write_without_committing, args=(str(database.path), ready))
    other.start()
    assert ready.wait(20)
    assert other.pid
    os.kill(other.pid, signal.SIGKILL)
    other.join()
    assert count(database) == 0


def fail_after_writing(database: Database) -> None:
    with database.open() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
        raise ZeroDivisionError


def test_an_error_rolls_everything_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(database)
    assert count(database) == 0


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ken.duckdb"
    path.write_text("this is a shopping list\n" * 100)
    with (
        pytest.raises(StoreError, match=r"ken\.duckdb cannot be opened as a database"),
        Database(path).open(),
    ):
        pass
