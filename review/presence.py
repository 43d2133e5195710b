"""Presence: who is on which card now, in the memory of the one process that serves."""

import threading
import time
from collections.abc import Callable
from typing import Final

__all__ = ["BEAT", "Presence"]

BEAT: Final = 15  # seconds between two signs of life of an open card
_GONE: Final = 45.0  # seconds after the last sign
_MOST: Final = 2000  # windows that are remembered


class Presence:
    """Remembers the card that each window is on, until it has given no sign of life for 45 seconds.

    Nothing of it is kept, and nothing of it says what anybody thinks of a work.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turn = threading.Lock()
        # By window: workstream, work, who, until when; the oldest sign first.
        self._there: dict[str, tuple[str, str, str, float]] = {}

    def beat(self, window: str, reviewer: str, workstream: str, work: str) -> None:
        """Take in that somebody is on a card in one of their windows; on none where ``work`` is empty."""
        with self._turn:
            self._there.pop(window, None)
            if work:
                self._there[window] = workstream, work, reviewer, self._clock() + _GONE
            while len(self._there) > _MOST:
                del self._there[next(iter(self._there))]

    def left(self, window: str, work: str) -> None:
        """Take in that somebody has done with a card, if they are on it."""
        with self._turn:
            if window in self._there and self._there[window][1] == work:
                del self._there[window]

    def others(self, workstream: str, reviewer: str) -> dict[str, tuple[str, ...]]:
        """Give who else is on which works of a workstream, by the alphabet."""
        found: dict[str, set[str]] = {}
        with self._turn:
            now = self._clock()
            # Those that gave no sign are at the front.
            while self._there and self._there[next(iter(self._there))][3] <= now:
                del self._there[next(iter(self._there))]
            for stream, work, name, _ in self._there.values():
                if stream == workstream and name != reviewer:
                    found.setdefault(work, set()).add(name)
        return {work: tuple(sorted(names)) for work, names in found.items()}
