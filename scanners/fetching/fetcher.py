"""The polite fetcher: the only way to the network.

Each request waits for its host's turn, asks robots.txt where that governs, refuses the inside of the
network, stays within limits of size and time, carries the owner's contact, asks only whether a known
page changed, and is put again when the far side asks for that. A replay takes the network's place at
the very end (:mod:`scanners.fetching.replay`); all the rest stays as it is.
"""

import re
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType, TracebackType
from typing import Final, Self

from records.errors import FetchError, SettingsError
from records.page import Page
from records.source import Source
from records.urls import host_of
from scanners import Fetch
from scanners.fetching.addresses import Guard
from scanners.fetching.answer import Answer, Failure
from scanners.fetching.asking import Asker
from scanners.fetching.connections import GuardedAdapter
from scanners.fetching.hosts import HostPolicy, host_policies
from scanners.fetching.keys import Keys
from scanners.fetching.recording import Recorder
from scanners.fetching.refusals import refusal
from scanners.fetching.replay import Replay
from scanners.fetching.request import PageMemory, Remembered, Request, brief, normal_url
from scanners.fetching.wire import Limits, Wire

__all__ = ["Fetcher", "HostPolicy", "Limits", "PageMemory", "Remembered", "host_policies"]

_CONTACT: Final = re.compile(r"[\x21-\x7e]+@[\x21-\x7e]+")
_NO_KEYS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({})


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """Fetches pages for all sources and threads of a scan.

    ``contact`` is an e-mail address that hosts may write to, or empty; ``version`` is Ken's. ``secrets``
    maps a host to the name and value of the parameter that carries the owner's key there. ``memory``
    keeps earlier answers. With a ``replay`` nothing is asked over the network and nothing waits.
    ``allow_private`` lists hosts (or ``host:port``) inside the network that may be asked. ``clock`` gives
    seconds that only grow, ``sleep`` waits for some, ``now`` gives the time in UTC. Raises
    ``SettingsError`` for a contact or key that cannot be one.
    """

    def __init__(  # noqa: PLR0913 - settings are arguments
        self,
        *,
        contact: str,
        version: str,
        policies: Mapping[str, HostPolicy],
        secrets: Mapping[str, tuple[str, str]] = _NO_KEYS,
        memory: PageMemory | None = None,
        replay: Replay | None = None,
        recorder: Recorder | None = None,
        allow_private: Collection[str] = (),
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._memory = memory
        self._now = now
        self._keys = Keys(secrets)
        guard = Guard(allow_private, resolves=replay is None)
        self._wire = Wire(
            GuardedAdapter(guard) if replay is None else replay.adapter(self._keys.stripped),
            guard,
            self._keys,
            user_agent=_user_agent(version, contact),
            limits=limits or Limits(),
        )
        self._asker = Asker(
            self._wire,
            policies,
            self._keys,
            recorder=recorder,
            clock=clock,
            sleep=sleep if replay is None else _no_sleep,
            now=now,
        )
        self._keys.quieten()

    def __enter__(self) -> Self:
        """Use it in a ``with`` block, which closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all connections."""
        self.close()

    def close(self) -> None:
        """Close all connections; may be called twice."""
        self._wire.close()
        self._keys.unquieten()

    def for_source(self, source: Source) -> Fetch:
        """Give the callable with which one source's scanner gets its pages."""
        return partial(self._page, source)

    def _page(
        self,
        source: Source,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        accept: str = "*/*",
        about: str = "",
    ) -> Page:
        asked = self._request(url, params or {}, method=method, accept=accept)
        last, outcome = self._asker.ask(asked)
        if isinstance(outcome, Failure):
            raise FetchError(outcome.reason, permanent=outcome.permanent)
        if not 200 <= outcome.status < 300:
            raise refusal(last, outcome, self._now(), had_key=self._wire.carries_key(last))
        page = Page(
            source=source.id,
            url=asked.name,
            status=outcome.status,
            media_type=outcome.media_type,
            fetched=self._now(),
            body=outcome.body,
            about=about,
        )
        self._remember(asked, outcome, page)
        return page

    def _request(self, url: str, params: Mapping[str, str], *, method: str, accept: str) -> Request:
        if method not in {"GET", "POST"}:
            raise ValueError(f"no source is asked with {method}")
        is_get = method == "GET"
        try:
            normal = self._keys.stripped(normal_url(url, params if is_get else None))
        except ValueError as error:
            shown = self._keys.hide(host_of(url) or brief(url))
            raise FetchError(f"cannot ask {shown}: {error}; correct the address", permanent=True) from None
        key = self._keys.of(normal)
        form = () if is_get else tuple(pair for pair in params.items() if key is None or pair[0] != key[0])
        request = Request(url=normal, method=method, form=form, accept=accept)
        known = self._memory.recall(request.name) if self._memory and is_get else None
        return request if known is None else request.knowing(known)

    def _remember(self, request: Request, answer: Answer, page: Page) -> None:
        """Keep an answer that can be asked for again on condition."""
        etag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
        is_new = request.method == "GET" and answer.status == 200 and answer.fresh
        if self._memory and is_new and (etag or modified):
            self._memory.remember(page, etag, modified)


def _user_agent(version: str, contact: str) -> str:
    """Say who asks, as the source notes' rules want it."""
    if not contact:
        return f"Ken/{version} (horizon scanning)"
    if not _CONTACT.fullmatch(contact):
        raise SettingsError(f"the contact '{contact}' is no e-mail address; write one, or leave it empty")
    return f"Ken/{version} (horizon scanning; mailto:{contact})"


def _no_sleep(_: float) -> None:
    """Let a replay take no time."""
