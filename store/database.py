"""The database file: opened late, closed early, waited for when another process has it.

DuckDB lets one process write at a time. So no connection is held between calls: a method opens the
file (about 15 ms), does its work in one transaction and closes it again. While another process has
it, opening fails at once, and is tried again after a random pause that grows (full jitter, as in the
AWS Architecture Blog, "Exponential Backoff And Jitter", 2015), so that no two wait in step.
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

__all__ = ["Connection", "Database"]

Connection = duckdb.DuckDBPyConnection

_FIRST_PAUSE = 0.01
_LONGEST_PAUSE = 0.5


class Database:
    """One DuckDB file.

    ``patience`` is how many seconds a call waits for another process before it gives up.
    """

    def __init__(self, path: Path, *, patience: float = 60.0) -> None:
        self.path = path
        self._patience = patience
        # Threads of one process share DuckDB's instance; one at a time keeps them off each other's rows.
        self._turn = threading.RLock()

    @contextmanager
    def open(self) -> Iterator[Connection]:
        """Open the file for one unit of work, which is kept whole or not at all.

        Raises :class:`BusyError` when another process keeps the file beyond the patience, and
        :class:`StoreError` when it is not a database that this version can read, or when the machine has
        no room or memory for the work, which is then not done at all. Errors in SQL pass as they are.
        """
        with self._turn:
            connection = self._connect()
            try:
                connection.begin()
                yield connection
                connection.commit()
            except duckdb.Error as error:
                if not _is_of_the_machine(error):
                    raise
                raise StoreError(f"{self.path} cannot be used: {_reason(error)}; {_advice(error)}") from error
            finally:
                connection.close()  # what was not committed is rolled back

    def _connect(self) -> Connection:
        give_up = time.monotonic() + self._patience
        pause = _FIRST_PAUSE
        while True:
            try:
                connection = duckdb.connect(str(self.path), config=_CONFIG)
            except duckdb.IOException as error:
                if "set lock on" not in str(error):
                    raise StoreError(
                        f"{self.path} cannot be opened as a database: {_first(error)}"
                    ) from error
                if time.monotonic() > give_up:
                    message = f"{self.path} is in use by another program; end it or try again later"
                    raise BusyError(message) from error
            except duckdb.Error as error:
                raise StoreError(f"{self.path} cannot be opened as a database: {_first(error)}") from error
            else:
                # It would be drawn into the results that others read; no setting of the instance has it.
                connection.execute("SET enable_progress_bar = false")
                return connection
            time.sleep(random.uniform(0, pause))  # noqa: S311  not a secret
            pause = min(pause * 2, _LONGEST_PAUSE)


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
