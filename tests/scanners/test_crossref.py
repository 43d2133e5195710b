import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.record import Record, Rejected
from records.source import Query, Source, Window
from scanners import crossref
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

SOURCE = Source(id="crossref", name="Crossref", kind="crossref")
NO_JSON = {"lines", "not_found"}
WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))
DOCUMENTS = [json.loads(path.read_text("utf-8")) for path in cases("crossref") if path.stem not in NO_JSON]


def works(ids: range, total: object, following: str = "") -> str:
    items = [{"DOI": f"10.5555/{number}", "title": [f"Work {number}"]} for number in ids]
    message: dict[str, object] = {"total-results": total, "items": items}
    return json.dumps(
        {"status": "ok", "message": message | ({"next-cursor": following} if following else {})}
    )


def scan(bodies: Mapping[str, str], **params: object) -> tuple[FarSide, int, str]:
    far = FarSide(lambda asked: bodies[asked.params["cursor"]])
    got, error = until_error(crossref.pages(replace(SOURCE, params=params), WEEK, far))
    return far, len(got), error


def asked_for(source: Source) -> dict[str, str]:
    far = FarSide(lambda _: works(range(0), 0))
    assert len(list(crossref.pages(source, WEEK, far))) == 1
    assert far.asked[0].url == "https://api.crossref.org/works"
    return dict(far.asked[0].params)


@pytest.mark.parametrize("path", cases("crossref"), ids=lambda path: path.stem)
def test_page_is_read_as_expected(path: Path, snapshot: Snapshot) -> None:
    snapshot(path.with_suffix(".expected.json"), expected(read(path.read_bytes(), SOURCE)))


@given(st.sampled_from(DOCUMENTS).flatmap(mangled))
def test_mangled_page_never_raises(document: object) -> None:
    check_mangled_page(document, SOURCE)


@given(st.data())
def test_broken_item_leaves_its_neighbours(data: st.DataObject) -> None:
    items = json.loads((Path(__file__).parent / "crossref" / "notices.json").read_text("utf-8"))["message"][
        "items"
    ]
    broken = data.draw(st.integers(0, len(items) - 1))
    mixed = [*items[:broken], data.draw(mangled(items[broken])), *items[broken + 1 :]]
    whole, among = (known(read(json.dumps(found), SOURCE)) for found in (items, mixed))
    assert len(among) == len(items)
    assert among[:broken] + among[broken + 1 :] == whole[:broken] + whole[broken + 1 :]


def known(items: list[Record | Rejected]) -> list[Record | Rejected]:
    return [replace(item, page="") for item in items]


def test_window_is_about_the_day_of_registration() -> None:
    assert asked_for(SOURCE) == {
        "filter": "from-created-date:2026-11-16,until-created-date:2026-11-23",
        "rows": "1000",
        "cursor": "*",
    }


def test_journals_and_prefixes_are_alternatives_in_one_filter() -> None:
    params = {
        "issns": ["0000-0001", "0000-0002"],
        "prefix": "10.5555",
        "date": "index",
        "filters": {"type": ["journal-article", "posted-content"], "is-update": True, "empty": []},
    }
    assert asked_for(replace(SOURCE, params=params))["filter"].split(",") == [
        "from-index-date:2026-11-16",
        "until-index-date:2026-11-23",
        "issn:0000-0001",
        "issn:0000-0002",
        "prefix:10.5555",
        "type:journal-article",
        "type:posted-content",
        "is-update:true",
    ]


@pytest.mark.parametrize("contact", ["ken@example.org", "mailto:ken@example.org"])
def test_contact_is_sent_along(contact: str) -> None:
    assert asked_for(replace(SOURCE, contact=contact))["mailto"] == "ken@example.org"


def test_words_are_searched_as_bibliographic() -> None:
    of_params = replace(SOURCE, params={"bibliographic": "kinship care", "cap": 40})
    assert asked_for(of_params) | {"filter": ""} == {
        "filter": "",
        "rows": "40",
        "query.bibliographic": "kinship care",
        "cursor": "*",
    }
    of_question = replace(SOURCE, queries=(Query("w2", "poverty proofing"),))
    assert asked_for(of_question)["query.bibliographic"] == "poverty proofing"


def test_search_stops_at_its_cap() -> None:
    bodies = {"*": works(range(3), 4_000_000, "A"), "A": works(range(3, 6), 4_000_000, "B")}
    far, pages, error = scan(bodies, bibliographic="care", cap=5)
    assert (len(far.asked), pages, error) == (2, 2, "")


def test_search_with_fewer_matches_than_its_cap_is_whole() -> None:
    assert scan({"*": works(range(3), 3, "A")}, bibliographic="care", cap=5)[1:] == (1, "")


def test_short_page_ends_the_list_although_a_cursor_is_given() -> None:
    far, pages, error = scan({"*": works(range(239), 239, "DnF1ZXJ5")})
    assert (len(far.asked), pages, error) == (1, 1, "")


def test_full_pages_are_followed() -> None:
    bodies = {"*": works(range(2), 4, "A"), "A": works(range(2, 4), 4, "B"), "B": works(range(0), 4, "B")}
    far, pages, error = scan(bodies, rows=2)
    assert (len(far.asked), pages, error) == (3, 3, "")


def test_one_cursor_for_all_pages_is_followed() -> None:
    answers = iter([works(range(2), 5, "A"), works(range(2, 4), 5, "A"), works(range(4, 5), 5, "A")])
    far = FarSide(lambda _: next(answers))
    assert len(list(crossref.pages(replace(SOURCE, params={"rows": 2}), WEEK, far))) == 3


def test_server_that_gives_fewer_rows_than_asked_is_followed() -> None:
    bodies = {"*": works(range(20), 30, "A"), "A": works(range(20, 30), 30, "B")}
    assert scan(bodies)[1:] == (2, "")


def test_same_page_for_ever_is_found_out() -> None:
    far, pages, error = scan({"*": works(range(2), 9, "A"), "A": works(range(2), 9, "A")}, rows=2)
    assert (len(far.asked), pages, error) == (2, 2, "Crossref reported 9 records and gave 2")


def test_list_without_end_is_cut_off() -> None:
    numbers = iter(range(0, 10**6, 10))
    far = FarSide(lambda _: works(range(first := next(numbers), first + 10), 15, "A"))
    got, error = until_error(crossref.pages(replace(SOURCE, params={"rows": 10}), WEEK, far))
    assert error == "Crossref reported 15 records and goes on after 120"
    assert len(got) == 12


def test_fewer_works_than_reported_are_an_error_after_the_good_pages() -> None:
    assert scan({"*": works(range(3), 9)})[1:] == (1, "Crossref reported 9 records and gave 3")


@pytest.mark.parametrize(("body", "reason"), FAILURES.items(), ids=range(len(FAILURES)))
def test_page_that_was_not_asked_for_is_an_error_after_the_good_pages(body: str, reason: str) -> None:
    _, pages, error = scan({"*": works(range(2), 4, "A"), "A": body})
    assert pages == 1
    assert error.startswith("Crossref ")
    assert (reason or "something else than a list of works") in error


@pytest.mark.parametrize(
    "message", ["[]", '{"total-results": 3}', '{"items": []}', '{"DOI": "10.5555/1", "title": ["A"]}']
)
def test_answer_of_another_shape_is_an_error(message: str) -> None:
    error = scan({"*": f'{{"status": "ok", "message": {message}}}'})[2]
    assert error == "Crossref sent something else than a list of works"


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ([[2026, 11, 20]], "2026-11-20"),
        ([["2026", "11"]], "2026-11"),
        ([[2026, 11, 10**20]], "2026-11"),
        ([[2026, 2, 30]], "2026-02"),
        ([[2026, 13, 1]], "2026"),
        ([[10**20]], "None"),
        ([[-1, 2]], "None"),
        ([[None]], "None"),
        ([[]], "None"),
        ([None], "None"),
        ([["", 11]], "None"),
    ],
)
def test_impossible_part_of_a_date_is_left_out(parts: object, date: str) -> None:
    work = {"DOI": "10.5555/dated", "title": ["Work"], "issued": {"date-parts": parts}}
    (record,) = read(json.dumps(work), SOURCE)
    assert isinstance(record, Record)
    assert str(record.published) == date
