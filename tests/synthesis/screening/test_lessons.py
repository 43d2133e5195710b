from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from records.decision import Decision, Verdict
from synthesis.screening.lessons import Lesson, lessons


def said(verdict: Verdict, reviewer: str = "ailsa", reason: str = "", workstream: str = "W") -> Decision:
    return Decision(
        work="w1",
        workstream=workstream,
        verdict=verdict,
        reviewer=reviewer,
        reason=reason,
        instant=datetime(2026, 11, 1, tzinfo=UTC),
    )


def test_one_word_is_one_lesson() -> None:
    assert lessons(3, [said("include")], "W") == (Lesson(3, keep=True),)
    assert lessons(3, [said("exclude")], "W") == (Lesson(3, keep=False),)


def test_a_maybe_is_half_an_inclusion() -> None:
    assert lessons(0, [said("maybe")], "W") == (Lesson(0, keep=True, count=0.5),)


def test_a_conflict_teaches_both_sides_by_half() -> None:
    both = lessons(0, [said("include"), said("exclude", "rory")], "W")
    assert both == (Lesson(0, keep=True, count=0.5), Lesson(0, keep=False, count=0.5))


def test_the_last_word_of_a_reviewer_counts() -> None:
    assert lessons(0, [said("include"), said("exclude")], "W") == (Lesson(0, keep=False),)


def test_what_was_withdrawn_and_other_workstreams_teach_nothing() -> None:
    assert lessons(0, [said("include"), said("withdrawn")], "W") == ()
    assert lessons(0, [said("include", workstream="V")], "W") == ()


def test_a_reason_that_says_nothing_of_the_subject_teaches_nothing() -> None:
    known = said("exclude", reason="known")
    assert lessons(0, [known], "W", {"known"}) == ()
    assert lessons(0, [known], "W") == (Lesson(0, keep=False),)
    assert lessons(0, [known, said("include", "rory")], "W", {"known"}) == (Lesson(0, keep=True),)


@given(st.lists(st.sampled_from(["include", "exclude", "maybe"]), max_size=6))
def test_a_work_never_teaches_more_than_one_decision(verdicts: list[Verdict]) -> None:
    several = [said(verdict, f"r{number}") for number, verdict in enumerate(verdicts)]
    found = lessons(0, several, "W")
    assert sum(one.count for one in found) <= 1 + 1e-9
    assert bool(found) == bool(verdicts)
