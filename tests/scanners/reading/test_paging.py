from collections.abc import Mapping

import pytest

from records.errors import PageError
from records.page import Page
from scanners.reading.paging import Sheet, follow
from tests.scanners.far_side import page
from tests.scanners.json_cases import until_error

Sheets = Mapping[str, Sheet]


def paged(sheets: Sheets, size: int = 2, cap: int | None = None) -> tuple[list[str], str]:
    asked: list[str] = []

    def ask(cursor: str) -> Page:
        asked.append(cursor)
        return page(cursor)

    got, error = until_error(
        follow("The index", ask, lambda _, cursor: sheets[cursor], start="*", size=size, cap=cap)
    )
    assert [one.text for one in got] == asked[: len(got)]
    return asked, error


def test_list_ends_where_there_is_no_next_cursor() -> None:
    assert paged({"*": Sheet("ab", 3, "1"), "1": Sheet("c", 3, "")}) == (["*", "1"], "")


def test_short_page_is_no_end_before_the_total_is_reached() -> None:
    sheets = {"*": Sheet("a", 3, "1"), "1": Sheet("bc", 3, "2"), "2": Sheet("", 3, "3")}
    assert paged(sheets) == (["*", "1", "2"], "")


def test_total_that_falls_while_paging_is_believed() -> None:
    assert paged({"*": Sheet("ab", 4, "1"), "1": Sheet("c", 3, "2")}) == (["*", "1"], "")


def test_empty_page_has_no_say_on_the_total() -> None:
    sheets = {"*": Sheet("ab", 4, "1"), "1": Sheet("", 0, "")}
    assert paged(sheets) == (["*", "1"], "The index reported 4 records and gave 2")


def test_items_that_come_twice_count_once() -> None:
    sheets = {"*": Sheet("ab", 4, "1"), "1": Sheet("bc", 4, "2"), "2": Sheet("c", 4, "3")}
    assert paged(sheets) == (["*", "1", "2"], "The index reported 4 records and gave 3")


def test_cap_stops_early_without_an_error() -> None:
    assert paged({"*": Sheet("ab", 4000, "1"), "1": Sheet("cd", 4000, "2")}, cap=3) == (["*", "1"], "")


def test_page_that_cannot_be_read_is_not_given() -> None:
    def sheet_of(_: Page, cursor: str) -> Sheet:
        if cursor == "1":
            raise PageError("broken")
        return Sheet("ab", 4, "1")

    pages = follow("The index", page, sheet_of, start="*", size=2)
    assert next(pages).text == "*"
    with pytest.raises(PageError, match="broken"):
        next(pages)
