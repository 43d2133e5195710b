"""Parting what was linked, and joining it again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.context import Context
from flows.link import link
from flows.merge import merge
from flows.one_at_a_time import alone
from flows.split import split
from records.dates import PartialDate
from records.decision import Decision
from records.errors import BusyError, NotFoundError
from records.identifiers import identifiers
from records.record import Author, Record
from records.work import work_id_for
from tests.flows.conftest import Wire

DOI = "10.5555/lunch"


def record(key: str, title: str, *, doi: str = "", source: str = "pubmed") -> Record:
    return Record(
        source=source,
        key=key,
        kind=source,
        title=title,
        abstract=f"{title}: what was found.",
        authors=(Author("Rendall", "Ina"),),
        published=PartialDate(2026, 11),
        type="article",
        identifiers=identifiers([("doi", doi)]),
    )


A = record("1", "Lunch clubs in the village halls of Orkney", doi=DOI)
B = record("2", "What keeps older islanders eating together")
C = record("3", "Paid transport to a lunch club, costed")
W_A, W_B, W_C = (work_id_for(one.record_id) for one in (A, B, C))


@pytest.fixture
def context(wire: Wire) -> Context:
    return wire(names=("medrxiv",))


def take_in(context: Context, run: int, records: Iterable[Record]) -> None:
    """Take records in as a run does, and give their works to it."""
    context.store.records.keep(run, records)
    link(context, run)
    context.store.works.adopt(run)


def decide(context: Context, work: str, reviewer: str) -> None:
    context.store.decisions.append(
        Decision(
            work=work,
            workstream="emerging-needs",
            verdict="include",
            reviewer=reviewer,
            instant=datetime(2026, 11, 23, tzinfo=UTC),
        )
    )


def decided_by(context: Context, work: str) -> list[str]:
    return [one.reviewer for one in context.store.decisions.of([work]).get(work, ())]


def members(context: Context) -> dict[str, set[str]]:
    """List the keys of the records of each work."""
    return {work.work_id: {one.key for one in work.records} for work in context.store.works.all()}


def test_a_joined_work_comes_back_under_its_id_with_its_decisions(context: Context) -> None:
    take_in(context, 1, [A])
    take_in(context, 2, [B])
    decide(context, W_A, "ailsa")
    decide(context, W_B, "bruce")
    take_in(context, 3, [replace(B, identifiers=identifiers([("doi", DOI)]))])
    assert members(context) == {W_A: {"1", "2"}}
    assert decided_by(context, W_A) == ["ailsa", "bruce"]
    assert context.store.works.get([W_B])[0].work_id == W_A

    assert split(context, B.record_id, A.record_id) == tuple(sorted((W_A, W_B)))
    assert members(context) == {W_A: {"1"}, W_B: {"2"}}
    assert decided_by(context, W_A) == ["ailsa"]
    assert decided_by(context, W_B) == ["bruce"]
    assert context.store.works.get([W_B])[0].best.title == B.title
    history = context.store.links.of_work(W_A)
    assert [(one.rule, one.decided_by, one.undone) for one in history] == [
        ("doi", "rule", False),
        ("doi", "person", True),
    ]


def test_what_was_parted_is_not_linked_again_and_not_queued_again(context: Context) -> None:
    take_in(context, 1, [A, replace(B, identifiers=identifiers([("doi", DOI)]))])
    assert members(context) == {W_A: {"1", "2"}}
    split(context, A.record_id, B.record_id)
    parted = {W_A: {"1"}, W_B: {"2"}}
    assert members(context) == parted
    # Both change, so that linking looks at them again.
    changed = [replace(one, abstract="More was found.") for one in (A, B)]
    take_in(context, 2, [replace(one, identifiers=identifiers([("doi", DOI)])) for one in changed])
    assert members(context) == parted
    assert context.store.works.of_run(2) == ()


def test_what_was_parted_can_be_joined_and_parted_again(context: Context) -> None:
    take_in(context, 1, [A, replace(B, identifiers=identifiers([("doi", DOI)]))])
    split(context, A.record_id, B.record_id)
    merge(context, A.record_id, B.record_id)
    assert members(context) == {W_A: {"1", "2"}}
    assert split(context, A.record_id, B.record_id) == tuple(sorted((W_A, W_B)))
    assert members(context) == {W_A: {"1"}, W_B: {"2"}}


def test_the_ids_that_a_work_had_taken_over_go_with_its_records(context: Context) -> None:
    for run, one in enumerate((A, B, C), start=1):
        take_in(context, run, [one])
    decide(context, W_C, "catriona")
    merge(context, B.record_id, C.record_id)
    assert members(context) == {W_A: {"1"}, W_B: {"2", "3"}}
    merge(context, A.record_id, B.record_id)
    assert members(context) == {W_A: {"1", "2", "3"}}
    split(context, A.record_id, B.record_id)
    assert members(context) == {W_A: {"1"}, W_B: {"2", "3"}}
    assert context.store.works.get([W_C])[0].work_id == W_B
    assert decided_by(context, W_B) == ["catriona"]
    assert decided_by(context, W_A) == []


def test_two_records_are_parted_though_others_hold_them_together(context: Context) -> None:
    three = [replace(one, identifiers=identifiers([("doi", DOI)])) for one in (A, B, C)]
    take_in(context, 1, three)
    assert members(context) == {W_A: {"1", "2", "3"}}
    works = split(context, A.record_id, B.record_id, "ailsa")
    found = members(context)
    assert sorted(found) == sorted(works)
    assert len(found) == 2
    assert not any({"1", "2"} <= keys for keys in found.values())
    # A record that matches both halves joins one of them, and does not bring them together again.
    take_in(context, 2, [replace(three[2], key="4")])
    after = members(context)
    assert len(after) == 2
    assert not any({"1", "2"} <= keys for keys in after.values())


def test_two_works_are_kept_apart_for_good(context: Context) -> None:
    take_in(context, 1, [A, B])
    assert split(context, B.record_id, A.record_id, "ailsa") == tuple(sorted((W_A, W_B)))
    take_in(context, 2, [replace(one, identifiers=identifiers([("doi", DOI)])) for one in (A, B)])
    assert members(context) == {W_A: {"1"}, W_B: {"2"}}
    (word,) = context.store.links.by_people()
    assert (word.a, word.b, word.undone, word.reviewer) == (A.record_id, B.record_id, True, "ailsa")


def test_the_last_word_of_people_counts(context: Context) -> None:
    take_in(context, 1, [A, B])
    split(context, A.record_id, B.record_id, "ailsa")
    merge(context, A.record_id, B.record_id, "bruce")
    assert members(context) == {W_A: {"1", "2"}}
    assert [(one.undone, one.reviewer) for one in context.store.links.by_people()] == [
        (True, "ailsa"),
        (False, "bruce"),
    ]


def test_a_record_that_is_not_known_is_told(context: Context) -> None:
    take_in(context, 1, [A])
    for say in (split, merge):
        with pytest.raises(NotFoundError, match="no record pubmed:9"):
            say(context, "pubmed:9", A.record_id)


def test_nothing_is_parted_while_a_scan_goes_on(context: Context) -> None:
    with (
        alone(context.home),
        pytest.raises(BusyError, match="another scan or import is going on in "),
    ):
        split(context, A.record_id, B.record_id)


def test_a_turn_is_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with alone(tmp_path), pytest.raises(BusyError), alone(tmp_path):
            pass
