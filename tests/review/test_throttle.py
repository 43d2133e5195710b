"""Who guesses waits longer and longer; who asks too often waits a little."""

from hypothesis import given
from hypothesis import strategies as st

from review.throttle import Rates, Throttle


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_each_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    clock = Clock()
    throttle = Throttle(1, clock)
    waits = []
    for _ in range(12):
        assert throttle.attempt("ailsa") == 0
        waits.append(throttle.attempt("ailsa"))
        clock.now += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    assert throttle.attempt("bruce") == 0


def test_a_right_try_begins_anew_and_an_excused_one_does_not_count() -> None:
    clock = Clock()
    throttle = Throttle(2, clock)
    throttle.attempt("a")
    throttle.attempt("a")
    assert throttle.attempt("a") == 1
    throttle.excuse("a")
    assert throttle.attempt("a") == 0
    throttle.forget("a")
    assert throttle.attempt("a") == 0
    throttle.excuse("nobody")


def test_failures_are_forgotten_after_an_hour() -> None:
    clock = Clock()
    throttle = Throttle(2, clock)
    throttle.attempt("a")
    clock.now += 3601
    throttle.attempt("a")
    assert throttle.attempt("a") == 0


def test_what_is_remembered_is_bounded() -> None:
    throttle, rates = Throttle(2, Clock()), Rates(2, 1, Clock())
    for at in range(10_050):
        throttle.attempt(str(at))
        rates.take(str(at))
    assert len(throttle._known) == len(rates._left) == 10_000
    assert "10049" in throttle._known


@given(st.integers(1, 20), st.floats(0.1, 10), st.lists(st.floats(0, 5), min_size=1, max_size=60))
def test_nobody_asks_more_often_than_allowed(burst: int, rate: float, pauses: list[float]) -> None:
    clock = Clock()
    rates, begun, taken = Rates(burst, rate, clock), 1000.0, 0
    for pause in pauses:
        clock.now += pause
        wait = rates.take("a")
        assert wait >= 0
        taken += wait == 0
        assert taken <= burst + (clock.now - begun) * rate + 1e-6


def test_who_waits_as_told_may_go_on() -> None:
    clock = Clock()
    rates = Rates(2, 0.5, clock)
    assert [rates.take("a") for _ in range(3)] == [0, 0, 2]
    assert rates.take("b") == 0
    clock.now += 2
    assert rates.take("a") == 0
