"""Waiting: how a process that wants the database lets the one that has it know.

Whoever waits holds a shared lock on a file beside the database; whoever has the database asks whether an
exclusive one could be had. The system gives the locks of a killed process back, so nothing is left to clear.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["Waiting"]


class Waiting:
    """The sign beside one database that somebody waits for it.

    Where the file cannot be made nobody is told, and all wait as they would without.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = -1
        self._use = threading.Lock()

    @contextmanager
    def announced(self) -> Iterator[None]:
        """Let others know while the block runs; only for one thread of a process at a time."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError:
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_SH)
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
            os.close(file)

    def is_announced(self) -> bool:
        """Tell whether anybody waits."""
        with self._use:
            try:
                if self._file < 0:
                    self._file = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except FileNotFoundError:
                return False  # nobody ever waited
            except OSError:
                return self._file >= 0
            fcntl.flock(self._file, fcntl.LOCK_UN)
            return False

    def close(self) -> None:
        """Give the file back."""
        with self._use:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1
