"""Recall over weeks, from audit works."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom

from synthesis.stopping.weekly import ENOUGH_AUDITS, Recall, Week, estimate

WEEK = Week(run=1, candidates=140, placed=40, decided=40, kept=10, audits=4, audits_decided=4, audits_kept=1)


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    audits = draw(st.integers(1, 6))
    ranked = draw(st.integers(0, 30))
    kept = draw(st.integers(0, audits))
    return Week(
        run=draw(st.integers(1, 60)),
        candidates=ranked + audits + draw(st.integers(0, 300)),
        placed=ranked + audits,
        decided=ranked + audits,
        kept=kept + draw(st.integers(0, ranked)),
        audits=audits,
        audits_decided=audits,
        audits_kept=kept,
    )


def estimated(*several: Week) -> Recall:
    found = estimate(several)
    assert found is not None
    return found


def test_weeks_that_are_alike_make_one_simple_random_sample() -> None:
    found = estimated(*[replace(WEEK, run=run, audits_kept=run % 2) for run in range(1, 11)])
    known = betabinom(1000, 5 + 0.5, 40 - 5 + 0.5)  # 5 of 40 kept, 1,000 not placed
    assert (found.missed_low, found.missed, found.missed_high) == (
        known.ppf(0.025),
        known.ppf(0.5),
        known.ppf(0.975),
    )
    assert (found.audits, found.audits_kept, found.unplaced, found.kept) == (40, 5, 1000, 100)
    assert found.value == 100 / (100 + found.missed)
    assert found.low == 100 / (100 + found.missed_high)
    assert found.high == 100 / (100 + found.missed_low)


@given(st.lists(weeks(), min_size=1, max_size=12))
def test_the_parts_of_an_estimate_are_in_order(several: list[Week]) -> None:
    found = estimated(*several)
    assert 0 <= found.missed_low <= found.missed <= found.missed_high <= found.unplaced
    if found.kept:
        shares = [share for share in (found.low, found.value, found.high) if share is not None]
        assert len(shares) == 3
        assert [0, *shares, 1] == sorted([0, *shares, 1])


@given(st.lists(weeks(), min_size=1, max_size=8), st.integers(0, 7))
def test_one_more_audit_work_that_is_kept_never_raises_recall(several: list[Week], which: int) -> None:
    place = which % len(several)
    week = several[place]
    if week.audits_kept == week.audits:
        return
    more = [*several]
    more[place] = replace(week, audits_kept=week.audits_kept + 1)
    assert estimated(*more).missed >= estimated(*several).missed


def test_the_order_of_weeks_does_not_matter() -> None:
    other = replace(WEEK, run=2, candidates=300, audits_kept=0)
    third = replace(WEEK, run=3, candidates=80, audits_kept=2)
    one, turned = estimated(WEEK, other, third), estimated(third, WEEK, other)
    assert replace(turned, runs=one.runs) == one


def test_an_audit_work_of_a_large_week_stands_for_more() -> None:
    large = replace(WEEK, run=2, candidates=440, audits_kept=0)
    small_kept = estimated(WEEK, large)
    large_kept = estimated(replace(WEEK, audits_kept=0), replace(large, audits_kept=1))
    assert large_kept.missed > small_kept.missed


def test_a_week_counts_only_when_all_its_audit_works_are_decided() -> None:
    waiting = replace(WEEK, run=2, decided=39, audits_decided=3)
    assert (WEEK.counts, waiting.counts, waiting.audits_waiting) == (True, False, 1)
    assert estimate([waiting]) is None
    assert estimated(WEEK, waiting) == estimated(WEEK)


def test_undecided_works_of_the_list_are_neither_found_nor_missed() -> None:
    assert estimated(replace(WEEK, decided=25)) == estimated(WEEK)


def test_without_audit_works_nothing_is_said() -> None:
    assert estimate([]) is None
    assert estimate([replace(WEEK, audits=0, audits_decided=0, audits_kept=0)]) is None


def test_where_all_was_placed_nothing_was_missed() -> None:
    whole = replace(WEEK, candidates=40, audits=0, audits_decided=0, audits_kept=0)
    found = estimated(whole)
    assert (found.value, found.low, found.high) == (1, 1, 1)
    assert found.is_telling
    # Beside a week with a rest, it adds to what was found and nothing to what was missed.
    both = estimated(WEEK, replace(whole, run=2))
    assert (both.missed, both.kept) == (estimated(WEEK).missed, 20)


def test_nothing_kept_is_no_share() -> None:
    found = estimated(replace(WEEK, kept=0, audits_kept=0))
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.missed_high > 0


def test_nothing_kept_among_audit_works_leaves_it_open_that_nothing_was_missed() -> None:
    found = estimated(*[replace(WEEK, run=run, audits_kept=0) for run in range(1, 6)])
    assert found.high == 1
    assert found.missed_low == 0 < found.missed_high


def test_few_audit_works_are_not_telling() -> None:
    assert not estimated(WEEK).is_telling
    assert estimated(*[replace(WEEK, run=run) for run in range(1, 1 + ENOUGH_AUDITS // 4)]).is_telling


def test_the_number_missed_is_right_on_average() -> None:
    # In small weeks 15 of 20 works not placed are worth keeping, in large ones 40 of 200. To count all audit
    # works alike would make about twice as many of them.
    chance = np.random.default_rng(7)
    off = []
    for _ in range(300):
        several = []
        missed = 0
        for run, (rest, worth) in enumerate([(20, 15), (200, 40)] * 10):
            kept = int(chance.hypergeometric(worth, rest - worth, 4))
            missed += worth - kept
            several.append(replace(WEEK, run=run, candidates=36 + rest, audits_kept=kept))
        off.append(estimated(*several).missed / missed)
    assert np.mean(off) == pytest.approx(1, abs=0.08)


def test_shares_are_exact() -> None:
    found = replace(estimated(WEEK), kept=19, missed=1, missed_low=0, missed_high=19)
    assert (found.low, found.value, found.high) == (0.5, float(Fraction(19, 20)), 1)
