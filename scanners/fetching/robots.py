"""What the owners of a site ask of programs: robots.txt, read as RFC 9309 says."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from scanners.fetching.answer import Answer, Failure
from scanners.fetching.request import brief

__all__ = ["Robots"]

_NAME: Final = "Ken"  # the product token that a group of robots.txt may name
_READ: Final = 500 * 1024  # bytes that a program must read at least (RFC 9309, 2.5)
_DAY: Final = 86_400.0  # seconds; the longest that a file may be kept (RFC 9309, 2.4)
_HOUR: Final = 3_600.0
_LONGEST_DELAY: Final = 30.0


@dataclass(slots=True)
class _Site:
    """What one site said last, and until when that holds."""

    rules: Protego | None = None
    unreadable: str = ""
    until: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)


class Robots:
    """Asks each site's robots.txt once a day, and remembers what it said.

    ``ask`` fetches an address as any other page, without asking this class again. ``slow_to`` is told
    the host and seconds of a Crawl-delay (not in the RFC, but widely used), 30 s at most. A file that
    cannot be had (status 5xx, no connection) forbids the site for an hour; one that is not there (4xx)
    allows it.
    """

    def __init__(
        self,
        ask: Callable[[str], Answer | Failure],
        slow_to: Callable[[str, float], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._slow_to = slow_to
        self._clock = clock
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def objection(self, url: str) -> Failure | None:
        """Say why an address may not be asked; None when it may."""
        parts = urlsplit(url)
        site = self._site(f"{parts.scheme}://{parts.netloc}")
        host = parts.hostname or ""
        if site.unreadable:
            return Failure(
                f"{host} does not give its robots.txt ({site.unreadable}), so nothing there may be read now; "
                "try again later"
            )
        if site.rules is None or site.rules.can_fetch(url, _NAME):
            return None
        return Failure(
            f"{host} asks programs to stay away from {brief(url)} (robots.txt); "
            "ask the publisher for an alert or feed",
            permanent=True,
        )

    def _site(self, origin: str) -> _Site:
        with self._lock:
            site = self._sites.setdefault(origin, _Site())
        with site.lock:
            if self._clock() >= site.until:
                self._read(site, origin)
            return site

    def _read(self, site: _Site, origin: str) -> None:
        answer = self._ask(f"{origin}/robots.txt")
        rules, unreadable = None, ""
        if isinstance(answer, Failure):
            unreadable = answer.reason
        elif 200 <= answer.status < 300:
            rules = Protego.parse(answer.body[:_READ].decode("utf-8-sig", errors="replace"))
            delay = rules.crawl_delay(_NAME)
            if delay:
                self._slow_to(urlsplit(origin).hostname or "", min(delay, _LONGEST_DELAY))
        elif answer.status >= 500:
            unreadable = f"status {answer.status}"
        site.rules, site.unreadable = rules, unreadable
        site.until = self._clock() + (_HOUR if unreadable else _DAY)
