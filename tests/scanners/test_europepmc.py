import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import FetchError
from records.record import Record, Rejected
from records.source import Query, Source, Window
from scanners import europepmc
from tests.scanners.far_side import FarSide, page
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

SOURCE = Source(id="europepmc", name="Europe PMC", kind="europepmc", queries=(Query("w1", '"link worker*"'),))
WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))
DOCUMENTS = [json.loads(path.read_text("utf-8")) for path in cases("europepmc")]


def results(ids: range, hits: object, following: str | None = None) -> str:
    items = [{"id": str(number), "source": "MED", "title": f"Work {number}"} for number in ids]
    said: dict[str, object] = {"hitCount": hits, "resultList": {"result": items}}
    return json.dumps(said | ({"nextCursorMark": following} if following else {}))


def europe_pmc(bodies: Mapping[str, str | Exception]) -> FarSide:
    return FarSide(lambda asked: bodies[asked.params["cursorMark"]])


def scan(bodies: Mapping[str, str | Exception], source: Source = SOURCE) -> tuple[FarSide, int, str]:
    far = europe_pmc(bodies)
    got, error = until_error(europepmc.pages(source, WEEK, far))
    return far, len(got), error


def asking(text: str) -> str:
    far, _, error = scan({"*": results(range(0), 0)}, replace(SOURCE, queries=(Query("q", text),)))
    assert not error
    return far.asked[0].params["query"]


@pytest.mark.parametrize("path", cases("europepmc"), ids=lambda path: path.stem)
def test_page_is_read_as_expected(path: Path, snapshot: Snapshot) -> None:
    snapshot(path.with_suffix(".expected.json"), expected(read(path.read_bytes(), SOURCE)))


@given(st.sampled_from(DOCUMENTS).flatmap(mangled))
def test_mangled_page_never_raises(document: object) -> None:
    check_mangled_page(document, SOURCE)


@given(st.data())
def test_broken_item_leaves_its_neighbours(data: st.DataObject) -> None:
    document = next(one for one in DOCUMENTS if one.get("hitCount") == 5)
    items = document["resultList"]["result"]
    broken = data.draw(st.integers(0, len(items) - 1))
    others = [item for n, item in enumerate(items) if n != broken]
    mixed = [*others[:broken], data.draw(mangled(items[broken])), *others[broken:]]
    alone = read(json.dumps({"resultList": {"result": others}}), SOURCE)
    among = read(json.dumps({"resultList": {"result": mixed}}), SOURCE)
    assert len(among) == len(items)
    assert [known(item) for n, item in enumerate(among) if n != broken] == [known(item) for item in alone]


def known(item: Record | Rejected) -> Record:
    assert isinstance(item, Record)
    return replace(item, page="")


def test_question_is_asked_whole_and_in_core() -> None:
    far, pages, error = scan({"*": results(range(2), 2)})
    assert (pages, error) == (1, "")
    assert far.asked[0].url == "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
    assert dict(far.asked[0].params) == {
        "query": '("link worker*") AND CREATION_DATE:[2026-11-16 TO 2026-11-23]',
        "format": "json",
        "resultType": "core",
        "pageSize": "1000",
        "synonym": "false",
        "cursorMark": "*",
    }


def test_days_are_filled_in_where_the_question_wants_them() -> None:
    text = "SRC:PPR\n  AND UPDATE_DATE:[{from} TO {to}]\n"
    assert asking(text) == "SRC:PPR AND UPDATE_DATE:[2026-11-16 TO 2026-11-23]"
    assert asking("") == "CREATION_DATE:[2026-11-16 TO 2026-11-23]"


def test_cursor_is_followed_to_the_last_page() -> None:
    far, pages, error = scan(
        {
            "*": results(range(209), 418, "AoIIQA+/="),
            "AoIIQA+/=": results(range(209, 400), 418, "AoIIQB"),
            "AoIIQB": results(range(400, 418), 418),
        }
    )
    assert (pages, error) == (3, "")
    assert [asked.params["cursorMark"] for asked in far.asked] == ["*", "AoIIQA+/=", "AoIIQB"]


def test_unchanged_cursor_ends_the_list() -> None:
    far, pages, error = scan({"*": results(range(2), 2, "A"), "A": results(range(0), 2, "A")}, paged_by(2))
    assert (len(far.asked), pages, error) == (2, 2, "")


def paged_by(size: int) -> Source:
    return replace(SOURCE, params={"page_size": size})


def test_no_hits_are_one_empty_page() -> None:
    far, pages, error = scan({"*": results(range(0), 0)})
    assert (len(far.asked), pages, error) == (1, 1, "")
    assert read(results(range(0), 0), SOURCE) == []


def test_fewer_records_than_reported_are_an_error_after_the_good_pages() -> None:
    _, pages, error = scan({"*": results(range(209), 418)})
    assert (pages, error) == (1, "Europe PMC reported 418 records and gave 209")


def test_empty_page_in_the_middle_is_no_end() -> None:
    _, pages, error = scan({"*": results(range(209), 418, "A"), "A": results(range(0), 0)})
    assert (pages, error) == (2, "Europe PMC reported 418 records and gave 209")


def test_more_records_than_reported_are_fine() -> None:
    _, pages, error = scan({"*": results(range(5), 4, "A"), "A": results(range(5, 7), 4)}, paged_by(5))
    assert (pages, error) == (2, "")


def test_same_page_for_ever_is_found_out() -> None:
    far, pages, error = scan({"*": results(range(3), 9, "A"), "A": results(range(3), 9, "*")}, paged_by(3))
    assert (len(far.asked), pages) == (2, 2)
    assert error == "Europe PMC reported 9 records and gave 3"


@pytest.mark.parametrize(("body", "reason"), FAILURES.items(), ids=range(len(FAILURES)))
def test_page_that_was_not_asked_for_is_an_error_after_the_good_pages(body: str, reason: str) -> None:
    _, pages, error = scan({"*": results(range(2), 4, "A"), "A": body})
    assert pages == 1
    assert error.startswith("Europe PMC ")
    assert (reason or "how many records") in error
    assert "\n" not in error


@pytest.mark.parametrize("hits", [None, "many", -1, True, {"value": 3}])
def test_page_without_a_count_is_an_error(hits: object) -> None:
    assert scan({"*": results(range(2), hits)})[1:] == (
        0,
        "Europe PMC did not say how many records there are",
    )


def test_failure_to_fetch_goes_through() -> None:
    _, pages, error = scan({"*": results(range(2), 4, "A"), "A": FetchError("the host is down")})
    assert (pages, error) == (1, "the host is down")


def test_record_names_its_page_and_source() -> None:
    (record,) = europepmc.parse(page(results(range(1), 1)), replace(SOURCE, id="epmc-w1"))
    assert isinstance(record, Record)
    assert (record.record_id, record.kind) == ("epmc-w1:MED:0", "europepmc")
    assert record.page == page(results(range(1), 1)).sha256
