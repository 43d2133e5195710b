"""Deciding from the command line, and what follows from it."""

import json
from pathlib import Path

import pytest

from store.opening import open_store
from tests.ken.running import Ken


@pytest.fixture
def works(ken: Ken, copy: Path) -> list[str]:
    """List the first works of the queue of emerging needs."""
    places = ken("--home", copy, "queue", "W2", "--limit", "3", "--json").document
    return [one["work"] for one in places]


def decide(ken: Ken, home: Path, work: str, verdict: str, *more: str, reviewer: str = "ailsa") -> str:
    said = ken("--home", home, "decide", work, "W2", verdict, "--reviewer", reviewer, *more)
    assert (said.code, said.out) == (0, "")
    return said.err


def exported(ken: Ken, home: Path, *arguments: str) -> list[str]:
    path = home / "out.jsonl"
    said = ken("--home", home, "export", *arguments, "--format", "jsonl", "-o", path)
    assert said.code == 0
    return [json.loads(line)["work"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_decision_is_kept_and_shown(ken: Ken, copy: Path, works: list[str]) -> None:
    said = decide(
        ken, copy, works[0], "include", "--reason", "ours", "--note", "[At] last", reviewer=" ailsa "
    )
    title = ken("--home", copy, "show", works[0], "--json").document["title"]
    assert said == f"include: {title} (emerging-needs, by ailsa)\n"
    (shown,) = ken("--home", copy, "show", works[0], "--json").document["decisions"]
    assert shown.pop("instant").startswith("20")
    assert shown == {
        "workstream": "emerging-needs",
        "stage": "title-abstract",
        "verdict": "include",
        "reason": "ours",
        "note": "[At] last",
        "reviewer": "ailsa",
    }
    last = ken("--home", copy, "show", works[0]).out.splitlines()[-1]
    assert last.endswith("ailsa: include in emerging-needs ours [At] last")


def test_a_work_is_found_by_the_start_of_its_id(ken: Ken, copy: Path, works: list[str]) -> None:
    decide(ken, copy, works[0][:8], "maybe", "--stage", "full-text")
    (log,) = open_store(copy).decisions.log()
    assert (log.work, log.stage, log.verdict) == (works[0], "full-text", "maybe")


def test_an_export_can_be_narrowed_to_a_verdict(ken: Ken, copy: Path, works: list[str]) -> None:
    first, second, third = works
    decide(ken, copy, first, "include")
    decide(ken, copy, second, "include")
    decide(ken, copy, second, "exclude")
    decide(ken, copy, third, "include", reviewer="bruce")
    assert set(exported(ken, copy, "W2", "--verdict", "include")) == {first, third}
    assert exported(ken, copy, "--verdict", "exclude") == [second]
    assert exported(ken, copy, "W1", "--verdict", "include") == [], "nothing was decided there"
    assert {first, second, third} <= set(exported(ken, copy, "W2"))
    (given,) = ken("--home", copy, "sources", "yield", "pubmed", "--json").document
    assert given["included"] >= 1


def test_what_was_decided_for_a_workstream_is_exported_even_where_it_was_never_queued(
    ken: Ken, copy: Path
) -> None:
    store = open_store(copy)
    queued = store.queues.placed("emerging-needs")
    other = next(work.work_id for work in store.works.all() if work.work_id not in queued)
    assert other not in exported(ken, copy, "W2")
    decide(ken, copy, other, "maybe")
    assert other in exported(ken, copy, "W2")


def test_the_log_of_decisions_adds_up(ken: Ken, copy: Path, works: list[str]) -> None:
    for verdict in ("include", "exclude", "maybe"):
        decide(ken, copy, works[0], verdict)
    log = open_store(copy).decisions.log()
    assert [one.verdict for one in log] == ["include", "exclude", "maybe"]
    assert [one.previous for one in log] == ["", log[0].hash, log[1].hash]
    assert all(one.hash == one.digest() for one in log)
