"""Whether a decision that was acknowledged can be lost: the review page's server killed again and again."""

import http.client
import random
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.review_browser import Reviewer, Server, streams_of
from records.decision import first_break
from store.opening import open_store

__all__ = ["Lost", "kill_often"]

_Told = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Lost:
    """What became of decisions while a server was killed again and again.

    ``acknowledged`` were decided as the reviewers know, ``missing`` of them are not in the log, ``twice`` are
    in it more than once; ``broken`` is the first entry that does not add up, 0 when all do.
    """

    kills: int
    acknowledged: int
    missing: int
    twice: int
    broken: int


def kill_often(home: Path, reviewers: int, kills: int, between: float = 1.5) -> Lost:
    """Kill the server so often while reviewers decide; each decision is sent until it is acknowledged."""
    server = Server(home)
    server.start()
    streams = streams_of(server)
    told: _Told = []
    done = threading.Event()
    work = [
        threading.Thread(target=_insist, args=(server, number, streams, told, done))
        for number in range(reviewers)
    ]
    for one in work:
        one.start()
    try:
        for _ in range(kills):
            time.sleep(random.uniform(0.3, 2 * between - 0.3))  # noqa: S311  no secret
            server.kill()
            server.start()
        time.sleep(1)
    finally:
        done.set()
        for one in work:
            one.join()
        server.stop()
    log = open_store(home).decisions.log()
    kept = [(one.reviewer, one.workstream, one.work) for one in log if one.reviewer.startswith("Reviewer ")]
    return Lost(kills, len(told), len(set(told) - set(kept)), len(kept) - len(set(kept)), first_break(log))


def _insist(server: Server, number: int, streams: Sequence[str], told: _Told, done: threading.Event) -> None:
    """Decide on every work of every queue, once; ask again for what was not answered."""
    reviewer: Reviewer | None = None
    for stream in streams:
        left: list[str] | None = None
        run = "0"
        while left is None or left:
            if done.is_set():
                return
            try:
                if reviewer is None:
                    reviewer = Reviewer(server.port, f"Reviewer {number}")
                    reviewer.enter()
                    left = None
                if left is None:
                    run, left = reviewer.queue(stream)
                    continue
                reviewer.decide(stream, run, left[0], "include")
            except (OSError, http.client.HTTPException):
                # The same word again, in a session of its own: the log must not have it twice.
                again, reviewer = left, None
                time.sleep(0.1)
                if again:
                    reviewer = _again(server, number, stream, run, again[0], told, done)
                    left = again[1:]
                continue
            told.append((reviewer.name, stream, left.pop(0)))


def _again(
    server: Server,
    number: int,
    stream: str,
    run: str,
    work: str,
    told: _Told,
    done: threading.Event,
) -> Reviewer | None:
    while not done.is_set():
        with suppress(OSError, http.client.HTTPException):
            reviewer = Reviewer(server.port, f"Reviewer {number}")
            reviewer.enter()
            reviewer.decide(stream, run, work, "include")
            told.append((reviewer.name, stream, work))
            return reviewer
        time.sleep(0.1)
    return None
