"""``ken find``."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.opening import open_store
from tests.ken.decided import decide
from tests.ken.running import Ken

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_works_are_found_and_shown(ken: Ken, copy: Path) -> None:
    said = ken("--home", copy, "find", "title:homeless* workstream:W2", "--limit", "2")
    assert said.code == 0
    assert said.out.startswith("The first 2 of ")
    document = ken("--home", copy, "find", "title:homeless* workstream:W2", "--json").document
    assert document["total"] == len(document["works"]) > 2
    assert all("homeless" in one["title"].lower() for one in document["works"])
    assert document["works"][0]["work"] in said.out


def test_everybodys_decisions_count(ken: Ken, copy: Path) -> None:
    work = open_store(copy).queues.get("emerging-needs", 1)[0].work
    decide(copy, {work: "include"})
    for query in ("decided:include by:ailsa", "decided:W2", "by:AILSA"):
        assert [one["work"] for one in ken("--home", copy, "find", query, "--json").document["works"]] == [
            work
        ]
    assert ken("--home", copy, "find", "by:me", "--reviewer", "ailsa", "--json").document["total"] == 1


def test_a_view_is_asked_by_its_name(ken: Ken, copy: Path) -> None:
    views = open_store(copy).views
    views.keep("ailsa", "Homeless", "title:homeless*", NOW, shared=False)
    by_view = ken("--home", copy, "find", "--view", "homeless", "--json").document
    assert by_view == ken("--home", copy, "find", "title:homeless*", "--json").document
    views.keep("bruce", "Homeless", "housing", NOW, shared=False)
    assert "say whose with --owner" in ken("--home", copy, "find", "--view", "homeless").complaint
    mine = ken("--home", copy, "find", "--view", "homeless", "--owner", "bruce", "--json").document
    assert mine["query"] == "housing"


def test_nothing_found_says_what_to_do(ken: Ken, copy: Path) -> None:
    said = ken("--home", copy, "find", "zebra")
    assert (said.code, said.out) == (0, "")
    assert "put a * behind its beginning" in said.err


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "a wokstream:x",
            'there is no field "wokstream"; did you mean "workstream"? (character 3 of the query)',
        ),
        ("workstream:W9", 'there is no workstream "w9"'),
        ("(a", "this bracket is never closed"),
    ],
)
def test_a_mistake_is_one_line(ken: Ken, new: Path, query: str, message: str) -> None:
    assert message in ken("--home", new, "find", query).complaint


@pytest.mark.parametrize(
    "arguments", [(), ("a", "--view", "b"), ("a", "--order", "best"), ("a", "--limit", "0")]
)
def test_wrong_usage(ken: Ken, new: Path, arguments: tuple[str, ...]) -> None:
    assert ken("--home", new, "find", *arguments).code == 2
