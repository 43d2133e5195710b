"""Whether a decision that was acknowledged can be lost: the review page's server killed again and again."""

import http.client
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from bench.review_browser import Reviewer, Server, streams_of
from records.decision import first_break
from store.opening import open_store

__all__ = ["Lost", "kill_often"]

_Told = list[tuple[str, str, str]]
T = TypeVar("T")

_AGAIN: Final = 0.1  # seconds until what was not answered is sent again


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
    """Decide on every work of every queue; what was not answered is sent again, as a browser's user would."""
    with Reviewer(server.port, f"Reviewer {number}") as reviewer:
        _until_answered(reviewer, reviewer.enter, done)
        for stream in streams:
            run, left = _until_answered(reviewer, partial(reviewer.queue, stream), done) or ("0", [])
            for work in left:
                deciding = partial(reviewer.decide, stream, run, work, "include")
                if done.is_set() or not _until_answered(reviewer, deciding, done):
                    return
                told.append((reviewer.name, stream, work))


def _until_answered(reviewer: Reviewer, ask: Callable[[], T], done: threading.Event) -> T | None:
    """Ask until there is an answer; None when it is over before."""
    while not done.is_set():
        try:
            return ask()
        except (OSError, http.client.HTTPException):
            reviewer.hang_up()
            time.sleep(_AGAIN)
    return None
