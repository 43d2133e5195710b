"""The database file: opened late, given back soon, waited for when another process has it.

DuckDB lets one process write at a time. So nobody keeps the file: a method opens it (about 25 ms with
closing), does its work in one transaction and gives it back, at once or, where many small calls follow each
other, when nobody has called for a moment or as soon as another process waits. While another process has it,
opening fails at once, and is tried again after a random pause that grows (full jitter, as in the AWS
Architecture Blog, "Exponential Backoff And Jitter", 2015), so that no two wait in step. Whoever gave the file
back to somebody who waited lets them go first.
"""

import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from records.errors import BusyError, StoreError
from store.versions import Versions
from store.waiting import Waiting

__all__ = ["Connection", "Database"]

Connection = duckdb.DuckDBPyConnection

_FIRST_PAUSE = 0.01
_LONGEST_PAUSE = 0.5
_GROWTH = 1.3  # a wait is longer by a quarter than it had to be, at most and on the whole
_WATCH = 0.01  # seconds between two looks at whether somebody waits
_COURTESY = 0.05  # seconds for which those who waited may go first
_HURRY = 1.0  # seconds between two courtesies of one for whom people wait


class Database:
    """One DuckDB file.

    ``patience`` is how many seconds a call waits for another process before it gives up. ``linger`` is for
    how many seconds the file is kept open after a call, in case another follows; never when another process
    waits for it. ``hurries`` says that people wait for each call: others go first only once a second.
    """

    def __init__(
        self, path: Path, *, patience: float = 60.0, linger: float = 0.0, hurries: bool = False
    ) -> None:
        self.path = path
        self._hurries = hurries
        self._gave_way = 0.0
        self._patience = patience
        self._linger = linger
        # Threads of one process share DuckDB's instance; one at a time keeps them off each other's rows.
        self._turn = threading.RLock()
        self._depth = 0
        self._open: Connection | None = None
        self._is_spoilt = False
        self._rested = 0.0
        self._watcher: threading.Thread | None = None
        self._waiting = Waiting(path.with_name(f"{path.name}.waiting"))
        self._owes_turn = False
        self._versions = Versions(path)

    @contextmanager
    def open(self, patience: float | None = None) -> Iterator[Connection]:
        """Open the file for one unit of work, which is kept whole or not at all.

        ``patience`` takes the place of the database's own. Raises :class:`BusyError` when another process,
        or another thread of this one, keeps the file beyond it, and :class:`StoreError` when it is not a
        database that this version can read, or when the machine has no room or memory for the work, which
        is then not done at all. Errors in SQL pass as they are.
        """
        give_up = time.monotonic() + (self._patience if patience is None else patience)
        with self._in_turn(patience):
            if self._open is None:
                self._open = self._connect(give_up)
            connection = self._open.cursor()
            try:
                # It would be drawn into the results that others read; no setting of the instance has it.
                connection.execute("SET enable_progress_bar = false")
                connection.begin()
                yield connection
                connection.commit()
            except duckdb.Error as error:
                if not _is_of_the_machine(error):
                    raise
                self._is_spoilt = True
                raise StoreError(f"{self.path} cannot be used: {_reason(error)}; {_advice(error)}") from error
            finally:
                connection.close()  # what was not committed is rolled back

    def version(self) -> int:
        """Give a number that stays the same as long as nobody writes; the file is not opened for it."""
        return self._versions.now()

    def release(self) -> None:
        """Give the file back now, if it is kept and nobody in this process works with it."""
        with self._turn:
            if self._depth == 0:
                self._close()

    @contextmanager
    def _in_turn(self, patience: float | None) -> Iterator[None]:
        """Wait for the other threads of this process; in the end give the file back, or keep it a while."""
        if not self._turn.acquire(timeout=-1 if patience is None else patience):
            raise BusyError(_busy(self.path))
        try:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._rest()
        finally:
            self._turn.release()

    def _rest(self) -> None:
        self._rested = time.monotonic()
        is_wanted = self._waiting.is_announced()
        if self._linger == 0 or self._is_spoilt or is_wanted:
            self._close()
            self._owes_turn = is_wanted
        elif self._watcher is None:
            self._watcher = threading.Thread(target=self._watch, name="ken-database", daemon=True)
            self._watcher.start()

    def _watch(self) -> None:
        """Give the file back when nobody called for a while, or when somebody waits."""
        while True:
            time.sleep(_WATCH)
            if not self._turn.acquire(blocking=False):
                continue  # whoever works with it looks when they end
            try:
                is_wanted = self._open is not None and self._waiting.is_announced()
                if is_wanted or self._open is None or time.monotonic() > self._rested + self._linger:
                    self._close()
                    self._owes_turn = is_wanted
                    self._watcher = None
                    return
            finally:
                self._turn.release()

    def _close(self) -> None:
        if self._open is not None:
            if self._linger and not self._is_spoilt:
                self._tidy(self._open)
            self._open.close()
        self._open = None
        self._is_spoilt = False

    def _tidy(self, connection: Connection) -> None:
        """Do what closing would do, while it can still be told that nothing else changed the file."""
        self._versions.now()
        try:
            connection.execute("CHECKPOINT")
        except duckdb.Error:
            return  # all is in the log beside the file; whoever opens it next moves it
        self._versions.moved()

    def _connect(self, give_up: float) -> Connection:
        self._let_others_go_first()
        connection = self._try()
        if connection is not None:
            return connection
        with self._waiting.announced():
            pause = _FIRST_PAUSE
            while time.monotonic() < give_up:
                time.sleep(random.uniform(0, pause))  # noqa: S311  not a secret
                connection = self._try()
                if connection is not None:
                    return connection
                pause = min(pause * _GROWTH, _LONGEST_PAUSE)
        raise BusyError(_busy(self.path))

    def _let_others_go_first(self) -> None:
        now = time.monotonic()
        if self._owes_turn and self._hurries and now < self._gave_way + _HURRY:
            return
        self._gave_way = now if self._owes_turn else self._gave_way
        until = now + _COURTESY
        while self._owes_turn and time.monotonic() < until and self._waiting.is_announced():
            time.sleep(_COURTESY / 10)
        self._owes_turn = False

    def _try(self) -> Connection | None:
        """Open the file; None while another process has it."""
        try:
            return duckdb.connect(str(self.path), config=_CONFIG)
        except duckdb.Error as error:
            if isinstance(error, duckdb.IOException) and "set lock on" in str(error):
                return None
            raise StoreError(f"{self.path} cannot be opened as a database: {_first(error)}") from error


def _busy(path: Path) -> str:
    return f"{path} is in use by another program; end it or try again later"


# Extensions would be fetched from the network on first use; nothing here needs one.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 2,
}

# Disk and memory have errors of their own while SQL is carried out. Those that come on commit, and those
# that shut the database, have a class that a broken key has too: there only the text tells (DuckDB 2.0).
_MACHINE = (duckdb.IOException, duckdb.OutOfMemoryException)
_PERHAPS_MACHINE = (duckdb.TransactionException, duckdb.FatalException)
_MEMORY = re.compile(r"out of memory|(?:failed to|could not) (?:allocate|pin) ", re.IGNORECASE)
_DISK = re.compile(r"could not (?:write|read|open|sync|truncate) |fsync failed", re.IGNORECASE)
_CLASS = re.compile(r"^(?:\w+ )+Error: (?:Failed to commit: )?")


def _is_of_the_machine(error: duckdb.Error) -> bool:
    if isinstance(error, _MACHINE):
        return True
    return isinstance(error, _PERHAPS_MACHINE) and bool(
        _MEMORY.search(str(error)) or _DISK.search(str(error))
    )


def _advice(error: duckdb.Error) -> str:
    text = str(error)
    if isinstance(error, duckdb.OutOfMemoryException) or _MEMORY.search(text):
        return "end other programs and do the same again; what was kept before is whole"
    if _DISK.search(text):
        return "make room on its disk or mend it, and do the same again; what was kept before is whole"
    return "check its disk, or put a backup in its place"


def _reason(error: duckdb.Error) -> str:
    """Give the reason without the name of its class, which tells nobody what to do."""
    return _CLASS.sub("", _first(error))


def _first(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
