from datetime import date

import pytest

from records.source import Query, Source, Window


def test_a_window_has_both_its_days() -> None:
    window = Window(date(2026, 11, 16), date(2026, 11, 18))
    assert [str(day) for day in window.days] == ["2026-11-16", "2026-11-17", "2026-11-18"]
    assert str(window) == "2026-11-16/2026-11-18"


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Window(date(2026, 11, 18), date(2026, 11, 16))


def test_a_source_is_narrowed_to_one_question() -> None:
    source = Source(id="a", name="A", kind="feed", queries=(Query("one"), Query("two")))
    assert source.asking(source.queries[1]).query.name == "two"
    with pytest.raises(ValueError, match="unpack"):
        _ = source.query
