from dataclasses import replace

import pytest

from bench.weekly_recall import (
    STRESSES,
    Scenario,
    SequenceOutcome,
    coverage,
    measure_weekly_recall,
    scenarios,
    simulated,
)

SCENARIO = Scenario(weeks=12, candidates=(60, 400), prevalence=0.05, falling=100, varying=0.5)


def test_scenarios_are_many_and_none_is_there_twice() -> None:
    found = scenarios()
    assert len({*found}) == len(found) == 240
    assert {one.weeks for one in found} == {4, 12, 26, 52}
    assert (min(one.prevalence for one in found), max(one.prevalence for one in found)) == (0.005, 0.1)


def test_the_same_seed_gives_the_same_weeks() -> None:
    assert list(simulated(SCENARIO, 5)) == list(simulated(SCENARIO, 5))
    assert list(simulated(SCENARIO, 5)) != list(simulated(SCENARIO, 5, seed=1))


def test_a_sum_says_how_many_were_covered() -> None:
    outcomes = [
        SequenceOutcome(SCENARIO, covered=True, above=False, width=0.2),
        SequenceOutcome(SCENARIO, covered=False, above=True, width=0.4),
    ]
    found = coverage("two", outcomes)
    assert (found.sequences, found.covered.value, found.above) == (2, 0.5, 0.5)
    assert found.width == pytest.approx(0.3)


def test_the_interval_covers_the_truth_in_about_95_of_100_sequences() -> None:
    found = [outcome for one in scenarios() for outcome in simulated(one, 3)]
    sum_of_all = coverage("all", found)
    assert sum_of_all.covered.value is not None
    # 720 sequences: the standard error of .95 is .008.
    assert 0.93 < sum_of_all.covered.value < 0.985
    assert 0.005 < sum_of_all.above < 0.045


def test_the_interval_narrows_with_the_weeks() -> None:
    widths = [
        coverage("", list(simulated(replace(SCENARIO, weeks=weeks), 40))).width for weeks in (4, 16, 64)
    ]
    assert widths[0] > widths[1] > widths[2]


def test_where_nothing_was_missed_the_interval_seldom_says_otherwise() -> None:
    found = coverage("", list(simulated(STRESSES["nothing missed"], 100)))
    assert found.covered.value is not None
    assert found.covered.value > 0.95


@pytest.mark.slow
def test_all_scenarios_are_measured_by_what_sets_them_apart() -> None:
    found = {one.group: one for one in measure_weekly_recall(1)}
    numbers = {name: one.sequences for name, one in found.items() if name[0].isdigit()}
    assert numbers.pop("4 weeks") == numbers.pop("52 weeks") == 60
    assert numbers.pop("0.5% of the rest") == 48
    assert found["all"].sequences == found["weeks alike"].sequences + found["weeks differ"].sequences == 240
    assert [name for name in found if name.startswith("apart: ")] == [f"apart: {name}" for name in STRESSES]
