import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import PageError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source
from scanners.reading.fields import many, words
from scanners.reading.json_pages import Item, answer, complaint, read
from tests.scanners.far_side import page
from tests.scanners.json_cases import FAILURES

SOURCE = Source(id="index", name="Index", kind="europepmc")


def record(item: Item, source: Source, sha256: str) -> Record | str:
    title = words(item.get("title"))
    return (
        Record(source=source.id, key=title, kind=source.kind, title=title, page=sha256)
        if title
        else "no title"
    )


def items(body: str | bytes) -> list[Record | Rejected]:
    return list(read(page(body), SOURCE, "The index", lambda found: many(found) if found else None, record))


@pytest.mark.parametrize(("body", "reason"), [pair for pair in FAILURES.items() if pair[1]], ids=str)
def test_other_bodies_are_refused_with_a_plain_reason(body: str, reason: str) -> None:
    with pytest.raises(PageError) as caught:
        answer(page(body), "The index")
    assert str(caught.value).startswith("The index ")
    assert reason in str(caught.value)
    assert len(str(caught.value)) < 400


def test_object_is_given_as_it_is() -> None:
    assert answer(page('\ufeff  {"hitCount": 0}\n'), "The index") == {"hitCount": 0}


@given(st.binary(max_size=60))
def test_any_bytes_are_an_object_or_an_error_and_never_raise_when_read(body: bytes) -> None:
    with suppress(PageError):
        assert isinstance(answer(page(body), "The index"), dict)
    for item in items(body):
        assert item.page == page(body).sha256


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"error": {"message": "no budget"}}, "no budget"),
        ({"error": True}, "without a reason"),
        ({"errCode": 404, "errMsg": "no such field"}, "no such field"),
        ({"status": "failed"}, "without a reason"),
        ({"status": "failed", "message": [{"message": "a"}, {"value": "b", "message": "c"}]}, "a; c"),
        ({"status": "ok", "message": {"items": []}}, ""),
        ({"status": "ok", "error": None}, ""),
        ([], ""),
    ],
)
def test_complaint_is_found(document: object, said: str) -> None:
    assert complaint(document) == said


def test_item_that_cannot_be_read_is_told_in_500_characters() -> None:
    long, good, text = items(json.dumps([{"x": "é" * 3000}, {"title": "Good"}, "text"]))
    assert isinstance(long, Rejected)
    assert (long.reason, len(long.fragment), "é" in long.fragment) == ("no title", 500, True)
    assert isinstance(good, Record)
    assert isinstance(text, Rejected)
    assert (text.source, text.reason, text.fragment) == ("index", "the item is no JSON object", "text")


def test_json_lines_are_read_line_by_line() -> None:
    first, second, third = items('{"title": "One"}\r\n\n{"title": "Two", \n{"title": "Three"}')
    assert isinstance(first, Record)
    assert isinstance(second, Rejected)
    assert second.fragment == '{"title": "Two", '
    assert isinstance(third, Record)


def test_page_without_items_is_rejected_as_a_whole() -> None:
    (rejected,) = items("{}")
    assert isinstance(rejected, Rejected)
    assert (rejected.reason, rejected.fragment) == ("The index sent no works", "{}")


def test_deeply_nested_item_is_no_end_of_the_page() -> None:
    deep = "[" * 500 + "]" * 500
    broken, good = items(f'[{{"title": {deep}}}, {{"title": "Good"}}]')
    assert isinstance(broken, Rejected)
    assert isinstance(good, Record)


def test_body_that_is_not_utf8_is_read_with_marks_for_what_is_lost() -> None:
    made = Page("index", "u", 200, "application/json", datetime.now(UTC), b'{"title": "caf\xe9"}')
    (found,) = read(made, SOURCE, "The index", many, record)
    assert isinstance(found, Record)
    assert found.title == "caf\ufffd"
