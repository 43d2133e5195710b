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
from scanners import openalex
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

SOURCE = Source(id="openalex", name="OpenAlex", kind="openalex", queries=(Query("w1", "social prescribing"),))
WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))
PAGES = [path for path in cases("openalex") if path.stem != "snapshot"]
DOCUMENTS = [json.loads(path.read_text("utf-8")) for path in PAGES]


def works(ids: range, count: object, following: str | None = None) -> str:
    items = [{"id": f"https://openalex.org/W{990000 + number}", "title": f"Work {number}"} for number in ids]
    return json.dumps({"meta": {"count": count, "next_cursor": following}, "results": items})


def scan(bodies: Mapping[str, str], **params: object) -> tuple[FarSide, int, str]:
    far = FarSide(lambda asked: bodies[asked.params["cursor"]])
    got, error = until_error(openalex.pages(replace(SOURCE, params=params), WEEK, far))
    return far, len(got), error


def asked_for(source: Source) -> dict[str, str]:
    far = FarSide(lambda _: works(range(0), 0))
    assert len(list(openalex.pages(source, WEEK, far))) == 1
    assert far.asked[0].url == "https://api.openalex.org/works"
    return dict(far.asked[0].params)


@pytest.mark.parametrize("path", cases("openalex"), ids=lambda path: path.stem)
def test_page_is_read_as_expected(path: Path, snapshot: Snapshot) -> None:
    snapshot(path.with_suffix(".expected.json"), expected(read(path.read_bytes(), SOURCE)))


@given(st.sampled_from(DOCUMENTS).flatmap(mangled))
def test_mangled_page_never_raises(document: object) -> None:
    check_mangled_page(document, SOURCE)


@given(st.data())
def test_broken_item_leaves_its_neighbours(data: st.DataObject) -> None:
    items = json.loads((Path(__file__).parent / "openalex" / "works.json").read_text("utf-8"))["results"]
    broken = data.draw(st.integers(0, len(items) - 1))
    mixed = [*items[:broken], data.draw(mangled(items[broken])), *items[broken + 1 :]]
    whole, among = (known(read(json.dumps(found), SOURCE)) for found in (items, mixed))
    assert len(among) == len(items)
    assert among[:broken] + among[broken + 1 :] == whole[:broken] + whole[broken + 1 :]


def known(items: list[Record | Rejected]) -> list[Record | Rejected]:
    return [replace(item, page="") for item in items]


@given(st.lists(st.text("abcdefgh,.;()-", min_size=1, max_size=8), max_size=60))
def test_abstract_is_rebuilt_from_its_index(words: list[str]) -> None:
    index: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        index.setdefault(word, []).append(position)
    work = {"id": "W990001", "title": "Work", "abstract_inverted_index": index}
    (record,) = read(json.dumps(work), SOURCE)
    assert isinstance(record, Record)
    assert record.abstract == " ".join(words)


def test_index_with_a_far_position_takes_no_room() -> None:
    work = {"id": "W990001", "title": "Work", "abstract_inverted_index": {"far": [10**12], "near": [0]}}
    (record,) = read(json.dumps(work), SOURCE)
    assert isinstance(record, Record)
    assert record.abstract == "near"


def test_publications_of_four_months_are_asked_for_again() -> None:
    assert asked_for(SOURCE) == {
        "filter": "title_and_abstract.search:social prescribing,"
        "from_publication_date:2026-07-19,to_publication_date:2026-11-23",
        "per_page": "100",
        "cursor": "*",
    }


def test_filters_and_lookback_are_settings() -> None:
    filters = {"type": ["article", "preprint"], "is_paratext": False, "authorships.countries": "gb"}
    source = replace(SOURCE, queries=(Query("all"),), params={"lookback_days": 0, "filters": filters})
    assert asked_for(source)["filter"] == (
        "from_publication_date:2026-11-16,to_publication_date:2026-11-23,"
        "type:article|preprint,is_paratext:false,authorships.countries:gb"
    )


def test_comma_in_the_question_starts_no_filter() -> None:
    source = replace(SOURCE, queries=(Query("w3", '"strategic needs"\n  OR (places, people)'),))
    assert asked_for(source)["filter"].startswith(
        'title_and_abstract.search:"strategic needs" OR (places people),from_publication_date:'
    )


def test_contact_is_sent_along() -> None:
    assert asked_for(replace(SOURCE, contact="ken@example.org"))["mailto"] == "ken@example.org"


def test_cursor_is_followed_until_there_is_none() -> None:
    bodies = {"*": works(range(138), 276, "Ils5LDE="), "Ils5LDE=": works(range(138, 276), 276)}
    far, pages, error = scan(bodies)
    assert (len(far.asked), pages, error) == (2, 2, "")


def test_page_after_the_last_may_be_empty() -> None:
    assert scan({"*": works(range(2), 2, "A"), "A": works(range(0), 2)}, per_page=2)[1:] == (2, "")


def test_fewer_works_than_reported_are_an_error_after_the_good_pages() -> None:
    assert scan({"*": works(range(3), 1234)})[1:] == (1, "OpenAlex reported 1,234 records and gave 3")


def test_repeated_cursor_ends_in_an_error() -> None:
    far, pages, error = scan({"*": works(range(3), 9, "A"), "A": works(range(3, 6), 9, "A")}, per_page=3)
    assert (len(far.asked), pages, error) == (2, 2, "OpenAlex reported 9 records and gave 6")


@pytest.mark.parametrize(("body", "reason"), FAILURES.items(), ids=range(len(FAILURES)))
def test_page_that_was_not_asked_for_is_an_error_after_the_good_pages(body: str, reason: str) -> None:
    _, pages, error = scan({"*": works(range(2), 4, "A"), "A": body})
    assert pages == 1
    assert error.startswith("OpenAlex ")
    assert (reason or "something else than a list of works") in error


def test_single_work_is_no_answer_to_a_question_but_can_be_read() -> None:
    body = '{"id": "https://openalex.org/W990001", "title": "Alone"}'
    assert scan({"*": body})[2] == "OpenAlex sent something else than a list of works"
    (record,) = read(body, SOURCE)
    assert isinstance(record, Record)
    assert record.key == "W990001"
