"""How fast the review page answers a team that works at once, and that nothing of it is lost.

``python -m bench.review_load --home DIR --reviewers 10 --seconds 30`` serves a copy of a workspace, lets
reviewers read and decide over HTTP, and prints how long the answers took, in milliseconds. With ``--scan
FILE`` a weekly run on recorded responses writes meanwhile, over and over. With ``--kills N`` the server is
killed so often, and every decision that was acknowledged is looked for afterwards.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from bench.review_browser import KEN, Reviewer, Server, ServerError, streams_of
from bench.review_kills import kill_often

__all__ = ["Asked", "Load", "load", "main"]

_VERDICTS: Final = ("include", "exclude:off-topic", "maybe", "exclude:population")
_AT_ONCE: Final = 10  # works that a reviewer decides before going to the next queue


@dataclass
class Asked:
    """How long the answers to one kind of request took, in seconds."""

    seconds: list[float] = field(default_factory=list)

    def at(self, share: float) -> float:
        """Give the time, in milliseconds, within which this share of the answers came."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class Load:
    """What a team of reviewers asked, by page, and how many weekly runs ended meanwhile."""

    pages: dict[str, Asked]
    runs: int = 0


def load(home: Path, reviewers: int, seconds: float, pause: float, scan: Path | None = None) -> Load:
    """Let reviewers work on a workspace at once, for so many seconds.

    Each opens the week and a queue, opens each work or not, decides, and begins anew when the queue is empty.
    Between two requests each waits, ``pause`` seconds on average. ``scan`` is a file of recorded responses on
    which weekly runs write meanwhile.
    """
    server = Server(home)
    server.start()
    try:
        pages: defaultdict[str, Asked] = defaultdict(Asked)
        streams = streams_of(server)
        until = time.monotonic() + seconds
        work = [
            threading.Thread(target=_review, args=(_Turn(server.port, number, streams, until, pause), pages))
            for number in range(reviewers)
        ]
        for one in work:
            one.start()
        runs = _scan_until(home, scan, until) if scan else 0
        for one in work:
            one.join()
    finally:
        server.stop()
    return Load(dict(pages), runs)


@dataclass(frozen=True)
class _Turn:
    """What one reviewer does: which, in which queues, until when, with which pause."""

    port: int
    number: int
    streams: Sequence[str]
    until: float
    pause: float


def _review(turn: _Turn, pages: defaultdict[str, Asked]) -> None:
    with Reviewer(turn.port, f"Reviewer {turn.number}") as reviewer:
        reviewer.enter()
        _work(turn, reviewer, pages)


def _work(turn: _Turn, reviewer: Reviewer, pages: defaultdict[str, Asked]) -> None:
    chance = random.Random(turn.number)  # noqa: S311  the same each time

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        pages[name].seconds.append(time.perf_counter() - begun)
        time.sleep(chance.expovariate(1 / turn.pause) if turn.pause else 0)

    for number in count(turn.number):
        stream = turn.streams[number % len(turn.streams)]
        with timed("week"):
            reviewer.ask("GET", "/")
        with timed("queue"):
            run, left = reviewer.queue(stream)
        for place, work in enumerate(left[:_AT_ONCE]):
            if place % 2:
                with timed("work"):
                    reviewer.ask("GET", f"/work/{work}?in={stream}&run={run}")
            with timed("decide"):
                reviewer.decide(stream, run, work, chance.choice(_VERDICTS))
            if time.monotonic() > turn.until:
                return
        if time.monotonic() > turn.until:
            return


def _scan_until(home: Path, scan: Path, until: float) -> int:
    """Make weekly runs one after another; the first is on a week that is known already, as are all."""
    runs = 0
    while time.monotonic() < until:
        command = [*KEN, "--home", str(home), "scan", "--replay", str(scan)]
        days = ["--since", "2026-11-09", "--until", "2026-11-16", "--json"]
        ended = subprocess.run([*command, *days], check=True, capture_output=True)  # noqa: S603  our own
        try:
            json.loads(ended.stdout)
        except ValueError as error:
            raise ServerError(f"a weekly run said {ended.stdout[:300]!r}") from error
        runs += 1
    return runs


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, work on a copy of the workspace, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.review_load", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a workspace with queues; it is copied")
    parser.add_argument("--reviewers", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument(
        "--pause", type=float, default=2.0, help="seconds between two requests of one reviewer"
    )
    parser.add_argument("--scan", type=Path, help="recorded responses on which weekly runs write meanwhile")
    parser.add_argument("--kills", type=int, default=0, help="kill the server so often, instead")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = shutil.copytree(asked.home, Path(folder) / "w")
        if asked.kills:
            lost = kill_often(home, asked.reviewers, asked.kills)
            _print(
                f"{lost.kills} kills, {lost.acknowledged} decisions acknowledged: {lost.missing} missing, "
                f"{lost.twice} twice in the log; first entry that does not add up: {lost.broken or 'none'}"
            )
            return
        found = load(home, asked.reviewers, asked.seconds, asked.pause, asked.scan)
    _print(f"{'page':8} {'requests':>8} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}")
    for name, one in sorted(found.pages.items()):
        _print(f"{name:8} {len(one.seconds):8} {one.at(0.5):8.0f} {one.at(0.95):8.0f} {one.at(0.99):8.0f}")
    if asked.scan:
        _print(f"weekly runs that ended meanwhile: {found.runs}")


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
