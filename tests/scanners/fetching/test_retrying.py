"""When a request is put again."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.fetching.retrying import backoff, retry_after

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@given(st.integers(1, 50))
def test_a_wait_is_between_nothing_and_a_minute(attempt: int) -> None:
    assert 0.0 <= backoff(attempt) <= min(60.0, 2.0 ** (attempt - 1))


def test_waits_are_jittered() -> None:
    assert len({backoff(5) for _ in range(20)}) > 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("Tue, 24 Nov 2026 12:00:30 GMT", 30.0),
        ("Tue, 24 Nov 2026 13:00:30 +0100", 30.0),
        ("Tue, 24 Nov 2026 12:00:30", 30.0),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0.0),
        ("Tuesday, 24-Nov-26 12:00:05 GMT", 5.0),
        ("soon", 0.0),
        ("-3", 0.0),
        ("", 0.0),
        ("Tue, 99 Nov 2026 12:00:00 GMT", 0.0),
        ("Tue, 24 Nov 99999999 12:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_read_in_both_its_forms(value: str, seconds: float) -> None:
    assert retry_after({"Retry-After": value}, NOW) == seconds


def test_an_absent_retry_after_asks_for_nothing() -> None:
    assert retry_after({}, NOW) == 0.0


@given(st.text())
def test_no_retry_after_can_break_the_reader(value: str) -> None:
    assert retry_after({"Retry-After": value}, NOW) >= 0.0


@given(st.integers(0, 10_000), st.integers(-12, 12))
def test_a_date_means_the_same_in_every_zone(seconds: int, hours: int) -> None:
    when = (NOW + timedelta(seconds=seconds)).astimezone(timezone(timedelta(hours=hours)))
    assert retry_after({"Retry-After": format_datetime(when)}, NOW) == float(seconds)
