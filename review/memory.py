"""What was read of the store, kept in memory until somebody writes, so that most pages need no database."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from records.errors import BusyError
from store.opening import Store

__all__ = ["Memory"]

K = TypeVar("K")
V = TypeVar("V")

_SHORT: Final = 0.05  # seconds that a page waits for the database when it has something to show without
_RESTS: Final = 1.0  # seconds after waiting in vain for which it does not wait again
_KNOWN: Final = 60.0  # seconds for which what was read may be shown while the database cannot be had


@dataclass(slots=True)
class _Entry(Generic[V]):
    value: V
    version: int  # of the store when it was read
    checked: float  # when it was last known to be so


class Memory(Generic[K, V]):
    """Things of one kind that were read of a store, ``limit`` of them at most, the latest asked for.

    What is kept is good as long as the store's version is that under which it was read, and for ``fresh``
    seconds after that: so a weekly run that writes without end does not make every page read anew. While
    others have the database it is good for a minute.
    """

    def __init__(self, store: Store, limit: int, *, fresh: float = 0.0) -> None:
        self._store = store
        self._limit = limit
        self._fresh = fresh
        self._entries: OrderedDict[K, _Entry[V]] = OrderedDict()
        self._turn = threading.Lock()
        self._tired = 0.0

    def __contains__(self, key: object) -> bool:
        """Tell whether anything is kept of a key, good or not."""
        return key in self._entries

    def get(self, keys: Sequence[K], read: Callable[[Sequence[K]], Mapping[K, V]]) -> dict[K, V]:
        """Give what is kept of these keys, reading all of them when any is missing or no longer good.

        ``read`` is called while the store is open; a key that it leaves out is left out here, too. Raises
        ``BusyError`` when others have the database and something is not known yet.
        """
        kept = self._kept(keys)
        if all(entry is not None for _, entry in kept.values()):
            if all(good for good, _ in kept.values()):
                return {key: entry.value for key, (_, entry) in kept.items() if entry}
            try:
                return self._read(keys, read, _SHORT if time.monotonic() > self._tired else 0.0)
            except BusyError:
                self._tired = time.monotonic() + _RESTS
                return {key: entry.value for key, (_, entry) in kept.items() if entry}
        return self._read(keys, read, None)

    def clear(self) -> None:
        """Forget everything."""
        with self._turn:
            self._entries.clear()

    def _kept(self, keys: Sequence[K]) -> dict[K, tuple[bool, _Entry[V] | None]]:
        """Look keys up: whether what is kept is good, and what it is unless it is too old to be shown."""
        version, now = self._store.database.version(), time.monotonic()
        found: dict[K, tuple[bool, _Entry[V] | None]] = {}
        with self._turn:
            for key in keys:
                entry = self._entries.get(key)
                if entry is None or (entry.version != version and now > entry.checked + _KNOWN):
                    found[key] = False, None
                    continue
                self._entries.move_to_end(key)
                if entry.version == version:
                    entry.checked = now
                found[key] = entry.version == version or now < entry.checked + self._fresh, entry
        return found

    def _read(
        self, keys: Sequence[K], read: Callable[[Sequence[K]], Mapping[K, V]], patience: float | None
    ) -> dict[K, V]:
        with self._store.at_once(patience):
            found = dict(read(keys))
            version = self._store.database.version()
            with self._turn:
                for key, value in found.items():
                    self._put(key, value, version)
        return found

    def _put(self, key: K, value: V, version: int) -> None:
        self._entries[key] = _Entry(value, version, time.monotonic())
        self._entries.move_to_end(key)
        while len(self._entries) > self._limit:
            self._entries.popitem(last=False)
