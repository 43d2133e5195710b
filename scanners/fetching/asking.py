"""Asking politely: in turn, again when that is wanted, and along redirects, with robots.txt in view."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Final
from urllib.parse import urljoin, urlsplit

from scanners.fetching.answer import Answer, Failure
from scanners.fetching.hosts import HostPolicy, policy_for
from scanners.fetching.keys import Keys
from scanners.fetching.pace import Pace
from scanners.fetching.recording import Recorder
from scanners.fetching.request import Request, brief
from scanners.fetching.retrying import ATTEMPTS, PATIENCE, RETRIED, backoff, retry_after
from scanners.fetching.robots import Robots
from scanners.fetching.wire import Wire

__all__ = ["MAX_REDIRECTS", "Asker"]

_log = logging.getLogger(__name__)

MAX_REDIRECTS: Final = 5
_MOVED_FOR_GOOD: Final = frozenset({301, 308})


class Asker:
    """Puts requests to the wire as a polite guest does; shared by all threads.

    All that happens on the wire, failures of the far side included, goes to the ``recorder``. ``clock``
    gives seconds that only grow, ``sleep`` waits for some, ``now`` gives the time in UTC.
    """

    def __init__(
        self,
        wire: Wire,
        policies: Mapping[str, HostPolicy],
        keys: Keys,
        *,
        recorder: Recorder | None,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        now: Callable[[], datetime],
    ) -> None:
        self._wire = wire
        self._policies = policies
        self._keys = keys
        self._recorder = recorder
        self._sleep = sleep
        self._now = now
        self._pace = Pace(policies, keyed=keys.hosts, clock=clock, sleep=sleep)
        self._robots = Robots(self._robots_txt, self._slow_to, clock=clock)

    def ask(self, request: Request, *, robots: bool = True) -> tuple[Request, Answer | Failure]:
        """Put a request and follow where it leads.

        Gives what came of it, with the request that it came of: the last of a chain of redirects.
        """
        while True:
            objection = self._objection(request) if robots else None
            if objection:
                return request, objection
            outcome = self._persist(request)
            if isinstance(outcome, Failure) or not outcome.location:
                return request, outcome
            following = self._following(request, outcome)
            if isinstance(following, Failure):
                return request, following
            request = following

    def _objection(self, request: Request) -> Failure | None:
        """Say why robots.txt keeps us away; private addresses are not even asked for theirs."""
        if not policy_for(self._policies, request.host).asks_robots(urlsplit(request.url).path):
            return None
        return self._wire.barred(request) or self._robots.objection(request.url)

    def _robots_txt(self, url: str) -> Answer | Failure:
        return self.ask(Request(url=url, accept="text/plain, */*;q=0.1", keyed=False), robots=False)[1]

    def _slow_to(self, host: str, seconds: float) -> None:
        self._pace.slow_to(host, seconds=seconds, places=1)

    def _persist(self, request: Request) -> Answer | Failure:
        """Put one request until it is answered, or it is of no use."""
        for attempt in count(1):  # pragma: no branch - it ends by break
            with self._pace.turn(request.host):
                outcome = self._wire.ask(request)
            if isinstance(outcome, Answer):
                outcome = self._noted(request, outcome)
            if attempt == ATTEMPTS or not self._wants_again(request, outcome, attempt):
                break
        if isinstance(outcome, Failure) and outcome.again:
            return replace(outcome, reason=f"{outcome.reason}; tried {ATTEMPTS} times")
        return outcome

    def _noted(self, request: Request, answer: Answer) -> Answer:
        """Heed and record an answer; "not modified" becomes what is known."""
        self._pace.heed(request.host, answer.headers)
        if answer.status == 304 and request.known:
            answer = answer.recalled(request.known)
        if self._recorder:
            self._recorder.record(request.method, request.url, answer.status, answer.headers, answer.body)
        return answer

    def _wants_again(self, request: Request, outcome: Answer | Failure, attempt: int) -> bool:
        """Tell whether to put the request again, having waited as long as that asks for."""
        wait = 0.0
        if isinstance(outcome, Failure):
            if not outcome.again:
                return False
            reason = outcome.reason
        else:
            wait = retry_after(outcome.headers, self._now())
            if outcome.status not in RETRIED or wait > PATIENCE:
                return False
            reason = f"{request.host} answers with status {outcome.status}"
        _log.info("%s; asking again (%s of %s)", reason, attempt + 1, ATTEMPTS)
        if wait:
            self._pace.hold_off(request.host, wait)
        else:
            self._sleep(backoff(attempt))
        return True

    def _following(self, request: Request, answer: Answer) -> Request | Failure:
        """Make the request that a redirect asks for, or say why it is not followed."""
        host = request.host
        if request.hops >= MAX_REDIRECTS:
            return Failure(
                f"{host} redirects more than {MAX_REDIRECTS} times; correct the address", permanent=True
            )
        try:
            target = self._keys.stripped(urljoin(request.url, answer.location))
            following = request.moved(answer.status, target)
        except ValueError as error:
            return Failure(f"{host} redirects to what cannot be asked ({error}); refused", permanent=True)
        if answer.status in _MOVED_FOR_GOOD:
            _log.warning(
                "%s has moved for good to %s; update the address in the catalogue",
                brief(request.url),
                brief(following.url),
            )
        return following
