import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.record import Record, Rejected
from records.source import Source, Window
from scanners import medrxiv
from tests.scanners.far_side import FarSide
from tests.scanners.json_cases import (
    FAILURES,
    Snapshot,
    cases,
    check_mangled_page,
    expected,
    mangled,
    read,
    until_error,
)

SOURCE = Source(id="medrxiv", name="medRxiv", kind="medrxiv")
WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))
DAYS = "https://api.biorxiv.org/details/medrxiv/2026-11-16/2026-11-23"
PAGES = [path for path in cases("medrxiv") if path.stem != "refused"]
DOCUMENTS = [json.loads(path.read_text("utf-8")) for path in PAGES]


def posted(ids: range, total: object, status: str = "ok") -> str:
    rows = [{"doi": f"10.64898/{number}", "title": f"Preprint {number}", "version": "1"} for number in ids]
    return json.dumps(
        {"messages": [{"status": status, "count": len(ids), "total": total}], "collection": rows}
    )


def scan(bodies: Mapping[str, str], **params: object) -> tuple[list[str], int, str]:
    far = FarSide(lambda asked: bodies[asked.url.removeprefix(DAYS)])
    got, error = until_error(medrxiv.pages(replace(SOURCE, params=params), WEEK, far))
    return [asked.url.removeprefix(DAYS) for asked in far.asked], len(got), error


@pytest.mark.parametrize("path", cases("medrxiv"), ids=lambda path: path.stem)
def test_page_is_read_as_expected(path: Path, snapshot: Snapshot) -> None:
    snapshot(path.with_suffix(".expected.json"), expected(read(path.read_bytes(), SOURCE)))


@given(st.sampled_from(DOCUMENTS).flatmap(mangled))
def test_mangled_page_never_raises(document: object) -> None:
    check_mangled_page(document, SOURCE)


@given(st.data())
def test_broken_row_leaves_its_neighbours(data: st.DataObject) -> None:
    path = Path(__file__).parent / "medrxiv" / "withdrawn.json"
    rows = json.loads(path.read_text("utf-8"))["collection"]
    broken = data.draw(st.integers(0, len(rows) - 1))
    mixed = [*rows[:broken], data.draw(mangled(rows[broken])), *rows[broken + 1 :]]
    whole, among = (known(read(json.dumps(found), SOURCE)) for found in (rows, mixed))
    assert len(among) == len(rows)
    assert among[:broken] + among[broken + 1 :] == whole[:broken] + whole[broken + 1 :]


def known(items: list[Record | Rejected]) -> list[Record | Rejected]:
    return [replace(item, page="") for item in items]


@pytest.mark.parametrize("total", [59, "59"])
def test_next_page_begins_where_the_last_one_ended(total: object) -> None:
    bodies = {"/0/json": posted(range(30), total), "/30/json": posted(range(30, 59), total)}
    assert scan(bodies) == (["/0/json", "/30/json"], 2, "")


def test_server_and_category_are_settings() -> None:
    far = FarSide(lambda _: posted(range(0), 0, "no posts found"))
    source = replace(SOURCE, params={"server": "bioRxiv", "category": "epidemiology"})
    assert len(list(medrxiv.pages(source, WEEK, far))) == 1
    assert far.asked[0].url == "https://api.biorxiv.org/details/biorxiv/2026-11-16/2026-11-23/0/json"
    assert far.asked[0].params == {"category": "epidemiology"}


def test_no_posts_found_is_one_empty_page() -> None:
    nothing = '{"messages": [{"status": "no posts found"}], "collection": []}'
    assert scan({"/0/json": nothing}) == (["/0/json"], 1, "")
    assert read(nothing, SOURCE) == []


def test_no_posts_found_in_the_middle_is_an_error() -> None:
    bodies = {"/0/json": posted(range(30), 59), "/30/json": posted(range(0), 0, "no posts found")}
    assert scan(bodies)[1:] == (2, "medRxiv reported 59 records and gave 30")


def test_fewer_versions_than_reported_are_an_error_after_the_good_pages() -> None:
    bodies = {"/0/json": posted(range(30), "32"), "/30/json": posted(range(30, 31), "32")}
    bodies["/31/json"] = posted(range(0), "32")
    assert scan(bodies)[1:] == (3, "medRxiv reported 32 records and gave 31")


def test_interface_that_ignores_the_cursor_is_found_out() -> None:
    bodies = {"/0/json": posted(range(30), 59), "/30/json": posted(range(30), 59)}
    assert scan(bodies) == (["/0/json", "/30/json"], 2, "medRxiv reported 59 records and gave 30")


def test_versions_of_one_preprint_count_each() -> None:
    document = json.loads(posted(range(2), 2))
    document["collection"][1].update(doi="10.64898/0", version="2")
    assert scan({"/0/json": json.dumps(document)})[1:] == (1, "")


@pytest.mark.parametrize(("body", "reason"), FAILURES.items(), ids=range(len(FAILURES)))
def test_page_that_was_not_asked_for_is_an_error_after_the_good_pages(body: str, reason: str) -> None:
    _, pages, error = scan({"/0/json": posted(range(2), 4), "/2/json": body})
    assert pages == 1
    assert error.startswith("medRxiv ")
    assert (reason or "something else than a list of preprints") in error


def test_status_that_says_what_is_wrong_is_passed_on() -> None:
    body = '{"messages": [{"status": "Error: interval is too long"}], "collection": []}'
    assert "error: interval is too long" in scan({"/0/json": body})[2]


def test_newest_version_comes_first_and_keeps_its_words_when_joined() -> None:
    path = Path(__file__).parent / "medrxiv" / "versions.json"
    records = [item for item in read(path.read_bytes(), SOURCE) if isinstance(item, Record)]
    assert [(one.key[-8:], str(one.published)) for one in records] == [
        ("26000001", "2026-11-22"),
        ("26000001", "2026-11-20"),
        ("26000001", "2026-11-17"),
        ("25000002", "2026-11-18"),
    ]
    joined = records[0].combined(records[1]).combined(records[2])
    assert joined.title == "Rapid discharge: results at one year"
