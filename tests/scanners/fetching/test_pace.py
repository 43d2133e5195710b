"""How fast each host is asked."""

import threading
import time

import pytest

from scanners.fetching.hosts import HostPolicy
from scanners.fetching.pace import Pace


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def _pace(clock: Clock, **policies: HostPolicy) -> Pace:
    named = {name.replace("_", "."): policy for name, policy in policies.items()}
    return Pace(named, clock=clock, sleep=clock.sleep)


def _starts(pace: Pace, clock: Clock, host: str, number: int) -> list[float]:
    """Give the seconds from the first request at which each was let through."""
    starts = []
    for _ in range(number):
        with pace.turn(host):
            starts.append(clock.now - 1000.0)
    return starts


def test_requests_to_one_host_are_evenly_spaced() -> None:
    clock = Clock()
    pace = _pace(clock, a_org=HostPolicy(per_second=4.0))
    assert _starts(pace, clock, "a.org", 4) == pytest.approx([0.0, 0.25, 0.5, 0.75])


def test_a_pause_is_not_saved_up_for_a_burst() -> None:
    clock = Clock()
    pace = _pace(clock, a_org=HostPolicy(per_second=2.0))
    _starts(pace, clock, "a.org", 1)
    clock.now += 60.0
    assert _starts(pace, clock, "a.org", 3) == pytest.approx([60.0, 60.5, 61.0])


def test_hosts_do_not_wait_for_each_other() -> None:
    clock = Clock()
    pace = _pace(clock, a_org=HostPolicy(per_second=0.1), b_org=HostPolicy(per_second=0.1))
    _starts(pace, clock, "a.org", 1)
    assert _starts(pace, clock, "b.org", 1) == [0.0]


def test_a_key_makes_a_host_faster() -> None:
    clock = Clock()
    policies = {"a.org": HostPolicy(per_second=1.0, per_second_with_key=10.0)}
    pace = Pace(policies, keyed=["a.org"], clock=clock, sleep=clock.sleep)
    assert _starts(pace, clock, "a.org", 3) == pytest.approx([0.0, 0.1, 0.2])


def test_an_unknown_host_is_asked_every_two_seconds() -> None:
    clock = Clock()
    assert _starts(_pace(clock), clock, "a.org", 3) == pytest.approx([0.0, 2.0, 4.0])


def test_holding_off_keeps_everybody_away_for_that_long() -> None:
    clock = Clock()
    pace = _pace(clock, a_org=HostPolicy(per_second=10.0))
    _starts(pace, clock, "a.org", 1)
    pace.hold_off("a.org", 30.0)
    assert _starts(pace, clock, "a.org", 2) == pytest.approx([30.0, 30.1])


def test_limits_in_crossref_headers_are_obeyed_when_stricter() -> None:
    clock = Clock()
    pace = _pace(clock, a_org=HostPolicy(per_second=10.0, concurrency=5))
    pace.heed(
        "a.org", {"x-rate-limit-limit": "5", "x-rate-limit-interval": "10s", "x-concurrency-limit": "1"}
    )
    assert _starts(pace, clock, "a.org", 3) == pytest.approx([0.0, 2.0, 4.0])
    assert _most_at_once(pace, "a.org", threads=4) == 1


def test_limits_in_crossref_headers_never_make_a_host_faster() -> None:
    clock = Clock()
    pace = _pace(clock, a_org=HostPolicy(per_second=1.0))
    pace.heed(
        "a.org", {"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s", "x-concurrency-limit": "9"}
    )
    assert _starts(pace, clock, "a.org", 3) == pytest.approx([0.0, 1.0, 2.0])
    assert _most_at_once(pace, "a.org", threads=4) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"x-rate-limit-limit": "10"},
        {"x-rate-limit-limit": "0", "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "five", "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "5", "x-rate-limit-interval": "soon"},
        {"x-concurrency-limit": "-1"},
        {},
    ],
)
def test_headers_that_state_no_pace_are_not_heeded(headers: dict[str, str]) -> None:
    clock = Clock()
    pace = _pace(clock, a_org=HostPolicy(per_second=10.0))
    pace.heed("a.org", headers)
    assert _starts(pace, clock, "a.org", 3) == pytest.approx([0.0, 0.1, 0.2])


def test_an_absurd_interval_in_headers_stops_nothing_for_days() -> None:
    clock = Clock()
    pace = _pace(clock, a_org=HostPolicy(per_second=10.0))
    pace.heed("a.org", {"x-rate-limit-limit": "1", "x-rate-limit-interval": "86400s"})
    assert _starts(pace, clock, "a.org", 2) == pytest.approx([0.0, 60.0])


def test_slowing_counts_from_the_last_request() -> None:
    clock = Clock()
    pace = _pace(clock, a_org=HostPolicy(per_second=10.0))
    _starts(pace, clock, "a.org", 1)
    pace.slow_to("a.org", seconds=5.0)
    assert _starts(pace, clock, "a.org", 2) == pytest.approx([5.0, 10.0])


def test_no_more_are_under_way_than_there_are_places() -> None:
    pace = Pace({"a.org": HostPolicy(per_second=10_000.0, concurrency=3)})
    assert _most_at_once(pace, "a.org", threads=12) == 3


def test_a_place_is_given_back_after_a_failure() -> None:
    pace = Pace({"a.org": HostPolicy(per_second=10_000.0)})
    with pytest.raises(RuntimeError), pace.turn("a.org"):
        raise RuntimeError
    assert _most_at_once(pace, "a.org", threads=2) == 1


def test_threads_share_one_rate() -> None:
    pace = Pace({"a.org": HostPolicy(per_second=50.0, concurrency=8)})
    began = time.monotonic()
    _most_at_once(pace, "a.org", threads=11, seconds=0.0)
    assert time.monotonic() - began >= 10 / 50.0


def _most_at_once(pace: Pace, host: str, *, threads: int, seconds: float = 0.02) -> int:
    """Let some threads each take a turn, and count how many held one at the same time."""
    under_way: list[int] = []
    most = 0
    lock = threading.Lock()

    def take_turn() -> None:
        nonlocal most
        with pace.turn(host):
            with lock:
                under_way.append(1)
                most = max(most, len(under_way))
            time.sleep(seconds)
            with lock:
                under_way.pop()

    workers = [threading.Thread(target=take_turn) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return most
