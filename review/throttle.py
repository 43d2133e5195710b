"""Throttles: who guesses waits longer and longer; who asks too often waits a little.

Both are kept in the memory of the one process that serves, and begin anew with it.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Rates", "Throttle"]

_LONGEST: Final = 900.0  # seconds that somebody waits at most
_FORGOTTEN: Final = 3600.0  # seconds after which failures no longer count
_MOST: Final = 10_000  # names and addresses that are remembered


@dataclass(slots=True)
class _Tries:
    count: int = 0
    until: float = 0.0
    last: float = 0.0


class Throttle:
    """Counts failures by key; from the ``free``-th on, each doubles the wait: 1 s, 2 s, … 15 minutes.

    A try counts as failed from its beginning, so that many at once are no more than many in a row.
    """

    def __init__(self, free: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._free = free
        self._clock = clock
        self._known: dict[str, _Tries] = {}
        self._turn = threading.Lock()

    def attempt(self, key: str) -> float:
        """Begin a try: 0 when it may go on, and counts; else the seconds that are left to wait."""
        with self._turn:
            now = self._clock()
            tries = self._known.setdefault(key, _Tries())
            if now < tries.until:
                return tries.until - now
            if now - tries.last > _FORGOTTEN:
                tries.count = 0
            tries.count, tries.last = tries.count + 1, now
            if tries.count >= self._free:
                # Far beyond the bound, the power would be too large for a number.
                tries.until = now + min(2.0 ** min(tries.count - self._free, 20), _LONGEST)
            self._known[key] = self._known.pop(key)  # the latest last
            while len(self._known) > _MOST:
                del self._known[next(iter(self._known))]
            return 0.0

    def excuse(self, key: str) -> None:
        """Let the last try not count: it was right, or never tried."""
        with self._turn:
            tries = self._known.get(key)
            if tries:
                tries.count, tries.until = max(0, tries.count - 1), 0.0

    def forget(self, key: str) -> None:
        """Begin anew with a key, because a try was right."""
        with self._turn:
            self._known.pop(key, None)


@dataclass(slots=True)
class Rates:
    """Lets each key ask ``burst`` times at once and ``per_second`` times a second in the long run."""

    burst: int
    per_second: float
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def take(self, key: str) -> float:
        """Ask once: 0 when it may go on, else the seconds until the next can."""
        with self._turn:
            now = self.clock()
            left, at = self._left.pop(key, (float(self.burst), now))
            left = min(float(self.burst), left + (now - at) * self.per_second)
            self._left[key] = (left - 1 if left >= 1 else left, now)
            while len(self._left) > _MOST:
                del self._left[next(iter(self._left))]
            return 0.0 if left >= 1 else (1 - left) / self.per_second
