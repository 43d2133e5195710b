"""What was read of the store, kept in memory as long as the mark of what it is about stays as it is."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from records.errors import BusyError
from store.change_mark import ChangeMark
from store.opening import Store

__all__ = ["Remembered"]

K = TypeVar("K")
V = TypeVar("V")

_HOLDS: Final = 60.0  # seconds; works that are joined change no mark
_SHORT: Final = 0.05  # seconds that a page waits for the database when it has something to show without


class Remembered(Generic[K, V]):
    """Things of one kind that were read, ``limit`` of them at most, the latest asked for.

    Everything that writes them, in this process or another, changes the mark: then all is read anew.
    """

    def __init__(self, store: Store, mark: ChangeMark, limit: int) -> None:
        self._store = store
        self._mark = mark
        self._limit = limit
        self._seen = b""
        self._kept: OrderedDict[K, tuple[V, float]] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, key: K, read: Callable[[], V]) -> V:
        """Give what is kept of a key, reading it where nothing good is; ``BusyError`` where it cannot."""
        mark, now = self._mark.read(), time.monotonic()
        with self._turn:
            if mark != self._seen:
                self._seen = mark
                self._kept.clear()
            found = self._kept.get(key)
            if found and now < found[1]:
                self._kept.move_to_end(key)
                return found[0]
        try:
            with self._store.at_once(_SHORT if found else None):
                value = read()
        except BusyError:
            if not found:
                raise
            value = found[0]
        self._keep(key, value, mark)
        return value

    def _keep(self, key: K, value: V, mark: bytes) -> None:
        with self._turn:
            # What was read before somebody wrote is not kept under the mark of after.
            if mark == self._seen == self._mark.read():
                self._kept[key] = value, time.monotonic() + _HOLDS
                while len(self._kept) > self._limit:
                    self._kept.popitem(last=False)
