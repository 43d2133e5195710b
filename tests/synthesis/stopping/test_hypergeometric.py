"""The hypergeometric test, against the published formula computed the long way."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import hypergeom, nchypergeom_fisher

from synthesis.stopping.hypergeometric import (
    LIFT,
    Rule,
    first_pass,
    missing_if_below,
    more_needed,
    probability_below,
)

LISTS = st.lists(st.booleans(), max_size=40)
TARGETS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])
CONFIDENCES = st.sampled_from([0.5, 0.8, 0.95, 0.99])
LIFTS = st.sampled_from([1.0, 1.5, 3.0])


def published(relevant: Sequence[bool], total: int, target: float, lift: float = 1.0) -> float:
    """Compute the least probability over every last stretch, none left out."""
    read, found = len(relevant), sum(relevant)
    least = 1.0
    for start in range(read):
        stretch = relevant[start:]
        left = total - start
        marked = math.floor(found / target + 1e-9) + 1 - sum(relevant[:start])
        if marked > left - len(stretch) + sum(stretch):
            return 0.0  # more than are unread
        if lift == 1:
            chance = hypergeom.cdf(sum(stretch), left, marked, len(stretch))
        else:
            chance = nchypergeom_fisher.cdf(sum(stretch), left, marked, len(stretch), lift)
        least = min(least, float(chance))
    return least


def screened(finds: str) -> list[bool]:
    return [one == "x" for one in finds]


@given(LISTS, st.integers(0, 40), TARGETS)
def test_it_is_the_published_test(relevant: list[bool], unread: int, target: float) -> None:
    total = len(relevant) + unread
    assume(unread >= missing_if_below(sum(relevant), target))
    found = probability_below(Rule(target=target, lift=1), relevant, total)
    assert found == pytest.approx(published(relevant, total, target), abs=1e-9)


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.integers(0, 12), TARGETS)
def test_a_lift_draws_from_a_biased_urn(relevant: list[bool], unread: int, target: float) -> None:
    total = len(relevant) + unread
    assume(unread >= missing_if_below(sum(relevant), target))
    found = probability_below(Rule(target=target, lift=2.5), relevant, total)
    assert found == pytest.approx(published(relevant, total, target, 2.5), abs=1e-6)


@given(LISTS, TARGETS, CONFIDENCES, LIFTS)
def test_the_first_pass_is_the_first(
    relevant: list[bool], target: float, confidence: float, lift: float
) -> None:
    rule = Rule(target=target, confidence=confidence, lift=lift)
    total = len(relevant)
    passing = (
        read for read in range(total + 1) if rule.passes(probability_below(rule, relevant[:read], total))
    )
    assert first_pass(rule, relevant) == next(passing, total)


@given(LISTS, st.integers(0, 40), TARGETS, CONFIDENCES, LIFTS)
def test_what_is_needed_is_the_least_that_passes(
    relevant: list[bool], unread: int, target: float, confidence: float, lift: float
) -> None:
    rule = Rule(target=target, confidence=confidence, lift=lift)
    total = len(relevant) + unread
    needed = more_needed(rule, relevant, total)
    assert 0 <= needed <= unread

    def passes(more: int) -> bool:
        return rule.passes(probability_below(rule, relevant + [False] * more, total))

    assert passes(needed)
    assert needed == 0 or not passes(needed - 1)


@given(LISTS, st.integers(1, 40), TARGETS, LIFTS)
def test_one_more_that_is_not_relevant_never_speaks_against_stopping(
    relevant: list[bool], unread: int, target: float, lift: float
) -> None:
    rule = Rule(target=target, lift=lift)
    total = len(relevant) + unread
    before = probability_below(rule, relevant, total)
    assert probability_below(rule, [*relevant, False], total) <= before + 1e-9


@given(LISTS, st.integers(0, 40), TARGETS)
def test_a_greater_lift_never_asks_for_more(relevant: list[bool], unread: int, target: float) -> None:
    total = len(relevant) + unread
    needed = [more_needed(Rule(target=target, lift=lift), relevant, total) for lift in (1.0, 1.5, 3.0)]
    assert needed == sorted(needed, reverse=True)


def test_target_and_confidence_are_two_numbers() -> None:
    relevant = screened("x" * 10 + "." * 85)
    base = probability_below(Rule(target=0.95, confidence=0.95), relevant, 200)
    # The probability depends on the target and not on the confidence.
    assert probability_below(Rule(target=0.95, confidence=0.5), relevant, 200) == base
    assert probability_below(Rule(target=0.5, confidence=0.95), relevant, 200) < base
    # What is small enough depends on the confidence and not on the target.
    assert [Rule(target=0.5, confidence=sure).passes(0.08) for sure in (0.9, 0.95)] == [True, False]
    assert [Rule(target=share, confidence=0.95).passes(0.08) for share in (0.5, 0.99)] == [False, False]
    # So the same target is passed at one confidence and not at another, and the other way round.
    asked = {
        (target, confidence): more_needed(Rule(target=target, confidence=confidence), relevant, 200)
        for target in (0.8, 0.95)
        for confidence in (0.8, 0.95)
    }
    assert len({*asked.values()}) == 4
    assert asked[0.8, 0.95] != asked[0.95, 0.8]


@pytest.mark.parametrize(("found", "missing"), [(0, 1), (1, 1), (15, 1), (18, 1), (19, 2), (38, 3), (95, 6)])
def test_so_many_are_missing_when_recall_is_below_95_percent(found: int, missing: int) -> None:
    assert missing_if_below(found, 0.95) == missing
    assert found / (found + missing) < 0.95
    assert missing == 1 or found / (found + missing - 1) >= 0.95


def test_a_single_missing_work_asks_for_19_of_20_without_a_lift() -> None:
    rule = Rule(lift=1)
    assert more_needed(rule, [True], 101) == 96
    assert more_needed(Rule(lift=LIFT), [True], 101) < 96


def test_a_list_of_thousands_with_hundreds_to_find_is_quick() -> None:
    relevant = [place % 20 == 0 and place < 4000 for place in range(6000)]
    read = first_pass(Rule(), relevant)
    assert 4000 < read < 5000
    rule = Rule()
    assert not rule.passes(probability_below(rule, relevant[: read - 1], 6000))
    assert rule.passes(probability_below(rule, relevant[:read], 6000))


def test_many_found_works_are_tested_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    relevant = [place % 3 == 0 for place in range(300)]
    whole = probability_below(Rule(), relevant, 400)
    monkeypatch.setattr("synthesis.stopping.hypergeometric._CELLS", 1000)
    assert probability_below(Rule(), relevant, 400) == pytest.approx(whole, abs=1e-12)


@pytest.mark.parametrize(
    "values",
    [
        {"target": 0.0},
        {"target": 1.0},
        {"confidence": 0.0},
        {"confidence": 1.0},
        {"target": math.nan},
        {"lift": 0.9},
        {"lift": math.inf},
        {"lift": math.nan},
    ],
    ids=str,
)
def test_a_rule_that_cannot_be_is_refused(values: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1|1 or more"):
        Rule(**values)
