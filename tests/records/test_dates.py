from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T09:00:00Z", "2026-11-23"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("2020/05/12/", "2020-05-12"),
        ("2020//", "2020"),
        ("20261123", "2026-11-23"),
        ("2018 May - Jun", "2018-05"),
        ("1998 Dec-1999 Jan", "1998-12"),
        ("1947-1948", "1947"),
        ("2026 Nov 21", "2026-11-21"),
        ("2026 Spring", "2026"),
        ("Winter 2019", "2019"),
        ("23 November 2026", "2026-11-23"),
        ("3rd March 2021", "2021-03-03"),
        ("November 23, 2026", "2026-11-23"),
        ("Sept. 2021", "2021-09"),
        ("Fri, 03 Jul 2020 11:54:32 Z", "2020-07-03"),
        ("Mon, 23 Nov 2026 09:00:00 +0000", "2026-11-23"),
        ("Published 2019 by the board", "2019"),
        ("2026-02-31", "2026-02"),
        ("2026-13-01", "2026"),
        ("", None),
        ("no year", None),
        ("12345678", None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00", None),
    ],
)
def test_dates_are_read_as_sources_write_them(text: str, expected: str | None) -> None:
    found = PartialDate.parse(text)
    assert (str(found) if found else None) == expected


def test_loose_parts_keep_what_makes_sense() -> None:
    assert str(PartialDate.of("2026", "Nov", "9")) == "2026-11-09"
    assert str(PartialDate.of(2026, 11, 31)) == "2026-11"
    assert str(PartialDate.of(2026, "Summer")) == "2026"
    assert PartialDate.of(None, 3, 4) is None
    assert PartialDate.of("0026") is None
    assert str(PartialDate.of(2026, 11, 10**20)) == "2026-11"


def test_precision_and_first_day() -> None:
    assert PartialDate(2026).precision == "year"
    assert PartialDate(2026, 11).precision == "month"
    assert PartialDate(2026, 11, 23).precision == "day"
    assert PartialDate(2026, 11).first_day == date(2026, 11, 1)


@pytest.mark.parametrize("parts", [(99,), (2026, 13), (2026, 0, 4), (2026, 2, 30)])
def test_what_no_calendar_has_is_refused(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate(*parts)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    whole = PartialDate.from_date(day)
    assert PartialDate.parse(str(whole)) == whole
    month = PartialDate(day.year, day.month)
    assert PartialDate.parse(str(month)) == month
    assert PartialDate(day.year) < month < whole


@given(st.text(max_size=40))
def test_reading_a_date_never_fails(text: str) -> None:
    found = PartialDate.parse(text)
    assert found is None or PartialDate.parse(str(found)) == found
