"""How well reviewers agree."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.decision import Decision, Stage, Verdict
from synthesis.agreement import Table, agreement, tables, together

START = datetime(2026, 11, 3, tzinfo=UTC)


def log(*said: tuple[str, str, Verdict], stage: Stage = "title-abstract") -> dict[str, list[Decision]]:
    """Give a log by work: who said what of which work, in this order."""
    by_work: dict[str, list[Decision]] = {}
    for minute, (work, reviewer, verdict) in enumerate(said):
        made = Decision(
            work=work,
            workstream="needs",
            verdict=verdict,
            reviewer=reviewer,
            instant=START + timedelta(minutes=minute),
            stage=stage,
        )
        by_work.setdefault(work, []).append(made.chained(""))
    return by_work


def test_kappa_and_its_error_are_those_of_a_textbook_table() -> None:
    # 20 both, 5 and 10 one alone, 15 none: agreed .70, by chance .50.
    made = agreement(Table("a", "b", 20, 5, 10, 15))
    assert made.agreed == pytest.approx(0.70)
    assert made.kappa == pytest.approx(0.40)
    assert made.pabak == pytest.approx(0.40)
    assert made.interval is not None
    # The error by the general formula of Fleiss, Cohen and Everitt, worked out by hand: 0.1272.
    assert made.interval == pytest.approx((0.1507, 0.6493), abs=2e-3)
    assert made.prevalence == pytest.approx(0.1)
    assert made.bias == pytest.approx(0.1)


def test_where_nearly_all_are_excluded_kappa_is_low_and_the_adjusted_one_is_not() -> None:
    made = agreement(Table("a", "b", 1, 4, 4, 91))
    assert made.kappa is not None
    assert made.kappa < 0.2
    assert made.pabak == pytest.approx(0.84)
    assert made.prevalence == pytest.approx(0.9)


def test_where_all_agree_the_interval_is_not_a_point() -> None:
    made = agreement(Table("a", "b", 10, 0, 0, 10))
    assert made.kappa == 1
    assert made.interval is not None
    least = 0.025 ** (1 / 20)
    assert made.interval == pytest.approx(((least - 0.5) / 0.5, 1.0))


def test_with_too_few_works_there_is_no_interval_and_with_one_class_no_kappa() -> None:
    few = agreement(Table("a", "b", 4, 1, 0, 4))
    assert few.kappa is not None
    assert few.interval is None
    same = agreement(Table("a", "b", 0, 0, 0, 30))
    assert (same.agreed, same.kappa, same.interval, same.pabak) == (1, None, None, 1)
    none = agreement(Table("a", "b"))
    assert (none.agreed, none.kappa, none.pabak) == (None, None, None)


def test_only_works_that_both_decided_count_and_maybe_is_keep() -> None:
    made = log(
        ("1", "b", "include"),
        ("1", "a", "maybe"),
        ("2", "a", "exclude"),
        ("3", "a", "include"),
        ("3", "b", "exclude"),
        ("4", "b", "exclude"),
        ("4", "a", "exclude"),
    )
    assert tables(made, "needs", "title-abstract") == (Table("a", "b", 1, 1, 0, 1),)
    assert tables(made, "needs", "full-text") == ()
    assert tables(made, "models", "title-abstract") == ()


def test_what_is_changed_after_the_second_decided_does_not_count() -> None:
    made = log(
        ("1", "a", "exclude"),
        ("1", "a", "include"),  # still alone: this is a's word
        ("1", "b", "exclude"),
        ("1", "b", "include"),  # may have seen a's
        ("1", "a", "exclude"),
    )
    assert tables(made, "needs", "title-abstract") == (Table("a", "b", 0, 1, 0, 0),)


def test_what_was_taken_back_was_never_said() -> None:
    made = log(("1", "a", "include"), ("1", "b", "include"), ("1", "b", "withdrawn"), ("1", "b", "exclude"))
    first, slip, back, after = made["1"]
    undone = Decision(
        work="1",
        workstream="needs",
        verdict="withdrawn",
        reviewer="b",
        instant=back.instant,
        undoes=slip.hash,
    )
    assert tables({"1": [first, slip, undone]}, "needs", "title-abstract") == ()
    assert tables({"1": [first, slip, undone, after]}, "needs", "title-abstract") == (
        Table("a", "b", 0, 1, 0, 0),
    )


def test_three_reviewers_are_three_pairs_and_add_up() -> None:
    made = log(("1", "a", "include"), ("1", "b", "include"), ("1", "c", "exclude"))
    pairs = tables(made, "needs", "title-abstract")
    assert [(one.first, one.second) for one in pairs] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert together(pairs) == Table("", "", 1, 2, 0, 0)


@given(*4 * [st.integers(0, 60)])
def test_figures_stay_within_their_ranges_and_do_not_depend_on_who_comes_first(
    both: int, first: int, second: int, neither: int
) -> None:
    made = agreement(Table("a", "b", both, first, second, neither))
    turned = agreement(Table("b", "a", both, second, first, neither))
    if made.kappa is None:
        assert turned.kappa is None
        return
    assert -1 - 1e-9 <= made.kappa <= 1
    assert turned.kappa == pytest.approx(made.kappa)
    if made.interval and turned.interval:
        assert -1 <= made.interval[0] <= made.kappa + 1e-9
        assert made.kappa - 1e-9 <= made.interval[1] <= 1
        assert turned.interval == pytest.approx(made.interval)
        assert not any(math.isnan(end) for end in made.interval)
