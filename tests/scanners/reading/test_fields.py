from datetime import date

import pytest

from records.dates import PartialDate
from scanners.reading.fields import at, day, first, many, raw, when, whole, words


def test_path_into_nothing_is_none() -> None:
    assert at({"a": {"b": 1}}, "a", "b") == 1
    assert at({"a": [1]}, "a", "b") is None
    assert at(None, "a") is None
    assert at("text", "a") is None


def test_one_is_many() -> None:
    assert many(None) == []
    assert many(["a", None]) == ["a", None]
    assert many(("a",)) == ["a"]
    assert many("ab") == ["ab"]


@pytest.mark.parametrize("value", [None, True, 1.5, [], {}, ["text"]])
def test_only_text_and_whole_numbers_are_text(value: object) -> None:
    assert raw(value) == words(value) == ""


def test_text_is_made_plain_and_numbers_digits() -> None:
    assert words(" <i>a</i>&amp;b ") == "a&b"
    assert words(12) == "12"
    assert first([None, "", " x "]) == "x"
    assert first("y") == "y"


@pytest.mark.parametrize(("value", "count"), [(3, 3), (" 59 ", 59), ("0", 0)])
def test_count_may_be_written_as_text(value: object, count: int) -> None:
    assert whole(value) == count


@pytest.mark.parametrize("value", [None, -1, True, 2.0, "", "1e3", "five", "٣", "9" * 13])
def test_other_values_are_no_count(value: object) -> None:
    assert whole(value) is None


def test_day_must_be_exact() -> None:
    assert day("2026-11-18T10:00:00.123456") == date(2026, 11, 18)
    assert day("2026-11") is None
    assert when("2025 Dec") == PartialDate(2025, 12)
    assert when(2026) == PartialDate(2026)
    assert when(["2026"]) is None
