from pathlib import Path

import numpy as np
import pytest

from bench.screening_orders import ReadReview, read_reviews
from bench.stopping import StoppedRun, measure_stopping, stopped_runs
from synthesis.stopping.hypergeometric import Rule
from tests.bench.screened_reviews import write_review

RULE = Rule(lift=1)


def test_an_order_is_read_to_where_the_rule_passes(tmp_path: Path) -> None:
    path = write_review(tmp_path, "one", "x" + "." * 100)
    (run,) = stopped_runs(read_reviews([path], tmp_path), RULE)
    assert run == StoppedRun("one", records=101, included=1, read=97, found=1)
    assert run.recall == 1
    assert run.saved == pytest.approx(4 / 101)


def test_a_late_finding_is_missed(tmp_path: Path) -> None:
    path = write_review(tmp_path, "one", "x" + "." * 99 + "x")
    (run,) = stopped_runs(read_reviews([path], tmp_path), RULE)
    assert (run.found, run.recall) == (1, 0.5)
    found = measure_stopping([run], RULE)
    assert (found.below.value, found.sets[0].below, found.sets[0].lowest) == (1, 1, 0.5)


def test_recall_of_the_target_itself_is_not_below_it() -> None:
    runs = [StoppedRun("one", 100, 20, 50, 19), StoppedRun("one", 100, 20, 50, 18)]
    assert measure_stopping(runs, RULE).sets[0].below == 1


def test_draws_leave_a_tenth_out_and_are_the_same_again() -> None:
    included = np.arange(2000) % 40 == 0
    screened = [ReadReview("one", 1, included), ReadReview("one", 2, included)]
    runs = stopped_runs(screened, RULE, draws=3)
    assert len(runs) == 8
    assert [run.records for run in runs[::4]] == [2000, 2000]
    drawn = [run.records for place, run in enumerate(runs) if place % 4]
    assert all(1700 < records < 1900 for records in drawn)
    assert len({*drawn}) > 3
    assert stopped_runs(screened, RULE, draws=3) == runs


def test_figures_are_means_over_runs() -> None:
    runs = [
        StoppedRun("one", 100, 20, 50, 20),
        StoppedRun("one", 100, 20, 70, 18),
        StoppedRun("two", 200, 10, 200, 10),
    ]
    found = measure_stopping(runs, RULE)
    assert found.runs == 3
    assert [(one.set, one.runs, one.saved, one.recall) for one in found.sets] == [
        ("one", 2, pytest.approx(0.4), pytest.approx(0.95)),
        ("two", 1, 0, 1),
    ]
    assert found.saved.value == pytest.approx(0.8 / 3)
    assert found.below.value == found.below_by_set.value == pytest.approx(1 / 3)
    assert found.saved.low == 0
    assert found.saved.high == pytest.approx(0.4)


def test_a_ranking_no_better_than_chance_keeps_the_published_test_honest() -> None:
    # With relevant works anywhere, the test must fail about as seldom as its confidence says. It is made
    # after each work, so it may fail a little more often; its authors found the same.
    chance = np.random.default_rng(3)
    screened = [ReadReview("chance", seed, chance.random(300) < 0.1) for seed in range(200)]
    found = measure_stopping(stopped_runs(screened, RULE), RULE)
    assert found.below.value is not None
    assert found.below.value < 0.15
    assert found.saved.value is not None
    assert found.saved.value > 0


def test_a_good_ranking_saves_reading_without_missing() -> None:
    chance = np.random.default_rng(4)
    falling = 0.8 * np.exp(-np.arange(800) / 60)
    screened = [ReadReview("good", seed, chance.random(800) < falling) for seed in range(60)]
    published, lifted = (
        measure_stopping(stopped_runs(screened, rule), rule) for rule in (RULE, Rule(lift=1.5))
    )
    assert published.below.value == 0
    assert published.saved.value is not None
    assert lifted.saved.value is not None
    assert 0.2 < published.saved.value < lifted.saved.value
    assert lifted.below.value is not None
    assert lifted.below.value < 0.05
