"""Versions: telling, without opening a database, whether anything was written into it since."""

import threading
from pathlib import Path

__all__ = ["Versions"]

_Look = tuple[tuple[int, int, int], ...]


class Versions:
    """Numbers what was committed to one database, by what its files look like.

    DuckDB changes neither the file nor the log beside it when somebody only reads. When it moves what was
    committed from the log into the file, nothing new is said: :meth:`moved` tells of that.
    """

    def __init__(self, path: Path) -> None:
        self._paths = (path, path.with_name(f"{path.name}.wal"))
        self._turn = threading.Lock()
        self._known: _Look = ()
        self._number = 0

    def now(self) -> int:
        """Give the number of what is committed now: the same as long as nobody wrote."""
        with self._turn:
            seen = tuple(_look(path) for path in self._paths)
            if seen != self._known:
                self._known = seen
                self._number += 1
            return self._number

    def moved(self) -> None:
        """Keep the number although the files look different; only while nobody else can write."""
        with self._turn:
            self._known = tuple(_look(path) for path in self._paths)


def _look(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino
