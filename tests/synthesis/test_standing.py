"""The decisions that stand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from records.decision import Decision
from synthesis.standing import kept, standing

FIRST = Decision(
    work="w1",
    workstream="needs",
    verdict="include",
    reviewer="ailsa",
    instant=datetime(2026, 11, 23, tzinfo=UTC),
)


def later(minutes: int, **fields: str) -> Decision:
    return replace(FIRST, instant=FIRST.instant + timedelta(minutes=minutes), **fields)  # type: ignore[arg-type]


def test_nothing_decided_is_nothing_standing() -> None:
    assert standing([]) == ()


def test_the_last_word_of_a_reviewer_counts() -> None:
    second = later(1, verdict="exclude")
    third = later(2, verdict="maybe")
    assert standing([FIRST, second, third]) == (third,)


def test_another_reviewer_workstream_or_stage_is_another_word() -> None:
    others = (later(1, reviewer="bruce"), later(2, workstream="models"), later(3, stage="full-text"))
    assert standing([FIRST, *others]) == (FIRST, *others)


def test_decisions_that_stand_come_in_the_order_of_the_last_words() -> None:
    other = later(1, reviewer="bruce")
    again = later(2, verdict="exclude")
    assert standing([FIRST, other, again]) == (other, again)


def test_a_work_is_kept_by_whoever_included_it_or_is_not_sure() -> None:
    maybe = later(1, reviewer="bruce", verdict="maybe")
    no = later(2, reviewer="catriona", verdict="exclude")
    elsewhere = later(3, workstream="models")
    assert kept([FIRST, maybe, no, elsewhere]) == (elsewhere, FIRST, maybe)


def test_whoever_excluded_a_work_by_its_full_text_does_not_keep_it() -> None:
    by_text = later(1, stage="full-text", verdict="exclude")
    assert kept([FIRST, by_text]) == ()
    assert kept([FIRST, by_text, later(2, stage="full-text")]) == (later(2, stage="full-text"),)
