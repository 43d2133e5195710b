"""How fast each host is asked: a token bucket and a number of places, shared by all threads."""

import re
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from scanners.fetching.hosts import HostPolicy, policy_for

__all__ = ["Pace"]

_INTERVAL = re.compile(r"(\d+(?:\.\d+)?)\s*s?", re.IGNORECASE)


@dataclass(slots=True)
class _Lane:
    """What is going on at one host.

    The bucket holds one token, so that requests are evenly spaced: the next one drops in ``interval``
    seconds after ``last_at``, when the last was spent, and not before ``quiet_until``.
    """

    interval: float
    places: int
    last_at: float = float("-inf")
    quiet_until: float = float("-inf")
    busy: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)


class Pace:
    """Lets requests to each host through one after the other, no faster than the host wants.

    ``policies`` are as in :func:`scanners.fetching.hosts.host_policies`; ``keyed`` are the hosts for which
    the owner has a key. ``clock`` gives seconds that only grow, ``sleep`` waits for some.
    """

    def __init__(
        self,
        policies: Mapping[str, HostPolicy],
        *,
        keyed: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._policies = policies
        self._keyed = frozenset(keyed)
        self._clock = clock
        self._sleep = sleep
        self._lanes: dict[str, _Lane] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for this host's turn, and hold one of its places inside the ``with`` block."""
        lane = self._lane(host)
        with lane.changed:
            lane.changed.wait_for(lambda: lane.busy < lane.places)
            lane.busy += 1
            now = self._clock()
            lane.last_at = max(now, lane.last_at + lane.interval, lane.quiet_until)
            wait = lane.last_at - now
        try:
            if wait:
                self._sleep(wait)
            yield
        finally:
            with lane.changed:
                lane.busy -= 1
                lane.changed.notify()

    def hold_off(self, host: str, seconds: float) -> None:
        """Let nobody ask this host for some seconds, because it said so."""
        lane = self._lane(host)
        with lane.changed:
            lane.quiet_until = max(lane.quiet_until, self._clock() + seconds)

    def slow_to(self, host: str, *, seconds: float, places: int | None = None) -> None:
        """Leave at least this many seconds between two requests; never makes a host faster."""
        lane = self._lane(host)
        with lane.changed:
            lane.interval = max(lane.interval, seconds)
            lane.places = min(lane.places, places or lane.places)

    def heed(self, host: str, headers: Mapping[str, str]) -> None:
        """Obey the limits that Crossref states in its headers, where they are stricter than ours.

        They are ``x-rate-limit-limit`` requests in ``x-rate-limit-interval`` (``1s``), and
        ``x-concurrency-limit`` at once (Crossref, announcement of 5 November 2025). Others use the first
        name for a day's budget; without an interval it is not heeded.
        """
        places = _whole(headers.get("x-concurrency-limit"))
        limit = _whole(headers.get("x-rate-limit-limit"))
        interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "").strip())
        seconds = float(interval.group(1)) / limit if interval and limit else 0.0
        if seconds or places:
            self.slow_to(host, seconds=min(seconds, 60.0), places=places)

    def _lane(self, host: str) -> _Lane:
        with self._lock:
            lane = self._lanes.get(host)
            if lane is None:
                policy = policy_for(self._policies, host)
                interval = 1 / policy.rate(has_key=host in self._keyed)
                lane = self._lanes[host] = _Lane(interval, policy.concurrency)
            return lane


def _whole(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None
