import multiprocessing
import os
import resource
import signal
import threading
import time
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

import duckdb
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


def write_in_little_room(path: str, rows: int, said: Connection) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    try:
        insert(Database(Path(path)), rows)
    except StoreError as error:
        said.send(str(error))
    else:
        said.send("")


def write_in_little_memory(database: Database) -> None:
    with database.open() as connection:
        connection.execute("SET memory_limit = '2MB'")
        connection.execute("SET max_temp_directory_size = '0KB'")
        connection.execute("INSERT INTO t VALUES (2)")
        connection.execute("SELECT list(range) FROM range(3000000)")


def insert(database: Database, rows: int) -> None:
    with database.open() as connection:
        for start in range(0, rows, 100_000):
            connection.execute(
                "INSERT INTO t SELECT hash(? + range) % 2000000000 FROM range(100000)", [start]
            )


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


@pytest.mark.slow
@pytest.mark.parametrize(
    "rows", [pytest.param(600_000, id="on commit"), pytest.param(3_000_000, id="on the way")]
)
def test_want_of_room_is_told_and_takes_nothing_in(database: Database, rows: int) -> None:
    with database.open() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
    here, there = spawn.Pipe()
    other = spawn.Process(target=write_in_little_room, args=(str(database.path), rows, there))
    other.start()
    assert here.poll(60)
    said = here.recv()
    other.join()
    assert said.startswith(f"{database.path} cannot be used: Could not write file ")
    assert ": File too large; make room on its disk or mend it, and do the same again; " in said
    assert "\n" not in said
    assert count(database) == 1


def test_want_of_memory_is_told_and_takes_nothing_in(database: Database) -> None:
    with database.open() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
    with pytest.raises(StoreError) as caught:
        write_in_little_memory(database)
    said = str(caught.value)
    assert said.startswith(f"{database.path} cannot be used: ")
    assert said.endswith("; end other programs and do the same again; what was kept before is whole")
    assert "\n" not in said
    assert count(database) == 1


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("SELEKT 1", duckdb.ParserException),
        ("SELECT colour FROM t", duckdb.BinderException),
        ("SELECT 1 FROM u", duckdb.CatalogException),
        ("INSERT INTO t VALUES ('many')", duckdb.ConversionException),
        ("BEGIN", duckdb.TransactionException),
    ],
)
def test_errors_in_sql_pass_as_they_are(database: Database, sql: str, kind: type[duckdb.Error]) -> None:
    with pytest.raises(kind), database.open() as connection:
        connection.execute(sql)


def fill_twice(database: Database) -> None:
    with database.open() as connection:
        connection.execute("CREATE TABLE k (n INTEGER PRIMARY KEY)")
        connection.execute("INSERT INTO k VALUES (1), (1)")


def test_a_broken_key_passes_as_it_is(database: Database) -> None:
    with pytest.raises(duckdb.Error, match=r"(?i)duplicate key"):
        fill_twice(database)


def test_a_folder_named_for_a_lock_is_no_lock(tmp_path: Path) -> None:
    folder = tmp_path / "lock"
    folder.mkdir()
    with (
        pytest.raises(StoreError, match="cannot be opened as a database"),
        Database(folder, patience=5.0).open(),
    ):
        pass


def is_kept(database: Database) -> bool:
    return database._open is not None


def lingering(database: Database) -> Database:
    return Database(database.path, linger=30.0)


@pytest.mark.slow
def test_who_waits_gets_a_database_that_is_only_kept_in_case(database: Database) -> None:
    keeping = lingering(database)
    with keeping.open() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
    other = spawn.Process(target=write, args=(str(database.path), 3))
    begun = time.monotonic()
    other.start()
    other.join(25)
    assert other.exitcode == 0
    assert time.monotonic() - begun < 25, "not the 30 seconds that it would be kept"
    assert count(keeping) == 4
    keeping.release()


@pytest.mark.slow
def test_nothing_is_lost_when_some_keep_and_some_do_not(database: Database) -> None:
    others = [spawn.Process(target=write, args=(str(database.path), 20)) for _ in range(2)]
    for other in others:
        other.start()
    keeping = lingering(database)
    for _ in range(40):
        with keeping.open() as connection:
            connection.execute("INSERT INTO t VALUES (1)")
    keeping.release()
    for other in others:
        other.join()
        assert other.exitcode == 0
    assert count(database) == 80


def test_a_database_is_given_back_when_nobody_calls(database: Database) -> None:
    keeping = Database(database.path, linger=0.05)
    assert count(keeping) == 0
    assert is_kept(keeping)
    for _ in range(100):
        time.sleep(0.05)
        if not is_kept(keeping):
            break
    assert not is_kept(keeping)
    assert count(keeping) == 0
    keeping.release()


def test_the_version_changes_with_what_is_written_alone(database: Database) -> None:
    keeping = lingering(database)
    before = keeping.version()
    assert count(keeping) == 0
    assert keeping.version() == before
    insert_one(keeping)
    after = keeping.version()
    assert after != before
    keeping.release()
    assert keeping.version() == after, "moving what was committed says nothing new"
    insert_one(Database(database.path))
    assert keeping.version() != after


def insert_one(database: Database) -> None:
    with database.open() as connection:
        connection.execute("INSERT INTO t VALUES (1)")


def test_a_thread_waits_no_longer_than_its_patience(database: Database) -> None:
    refused: list[BusyError] = []

    def ask() -> None:
        try:
            with database.open(patience=0.0):
                pass
        except BusyError as error:
            refused.append(error)

    with database.open():
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert len(refused) == 1
