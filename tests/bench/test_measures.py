import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import (
    average_precision_score,
    cohen_kappa_score,
    precision_recall_fscore_support,
)

from bench.intervals import Measure, Numbers
from bench.measures import average_precision, difference, kappa, rates, share_to_read, within

SCORES = st.sampled_from([0.0, 0.2, 0.2, 0.5, 0.9])
# Whether a document is sought, its score, and how often it was drawn.
DRAWN = st.lists(st.tuples(st.booleans(), SCORES, st.integers(0, 3)), min_size=1, max_size=20)
GRADED = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=20)


def value(measure: Measure, weights: list[int]) -> float:
    with np.errstate(invalid="ignore", divide="ignore"):
        both = measure(np.array([weights, [1] * len(weights)], np.float64))
    assert both.shape == (2,)
    return float(both[0])


@given(DRAWN)
def test_average_precision_is_scikit_learns(drawn: list[tuple[bool, float, int]]) -> None:
    truth, scores, weights = map(list, zip(*drawn, strict=True))
    found = value(average_precision(truth, scores), weights)
    repeated = [(true, score) for true, score, weight in drawn for _ in range(weight)]
    if not any(true for true, _ in repeated):
        assert np.isnan(found)
    else:
        assert found == pytest.approx(average_precision_score(*zip(*repeated, strict=True)))


@given(DRAWN)
def test_the_share_to_read_is_that_of_reading_one_by_one(drawn: list[tuple[bool, float, int]]) -> None:
    truth, scores, weights = map(list, zip(*drawn, strict=True))
    found = value(share_to_read(truth, scores), weights)
    repeated = [(true, score) for true, score, weight in drawn for _ in range(weight)]
    # The worst of each tie: what is sought comes last.
    worst = sorted(repeated, key=lambda one: (-one[1], one[0]))
    wanted = sum(true for true, _ in worst)
    if not wanted:
        assert np.isnan(found)
        return
    seen, last = 0, 0.0
    for true, score in worst:
        seen, last = seen + true, score
        if seen * 20 >= wanted * 19:
            break
    assert found == pytest.approx(sum(score >= last for _, score in worst) / len(worst))


def test_three_of_sixty_may_be_missed() -> None:
    truth, scores = [True] * 60 + [False] * 40, list(range(100, 0, -1))
    assert value(share_to_read(truth, scores), [1] * 100) == 0.57


def test_a_tie_is_read_to_its_end() -> None:
    assert value(share_to_read([True, False, False, True], [1.0, 0.0, 0.0, 0.0]), [1, 1, 1, 1]) == 1
    assert value(share_to_read([True, False, False, False], [1.0, 0.0, 0.0, 0.0]), [1, 1, 1, 1]) == 0.25


@given(GRADED)
def test_kappa_is_scikit_learns(drawn: list[tuple[int, int, int]]) -> None:
    truth, given_, weights = map(list, zip(*drawn, strict=True))
    found = value(kappa(truth, given_), weights)
    used = [(one, other) for one, other, weight in drawn for _ in range(weight)]
    alike = len({one for one, _ in used} | {other for _, other in used}) < 2
    if alike:  # nobody distinguishes anything
        assert np.isnan(found)
    else:
        both = zip(*used, strict=True)
        assert found == pytest.approx(cohen_kappa_score(*both, labels=[0, 1, 2, 3], weights="quadratic"))


@given(DRAWN)
def test_rates_are_scikit_learns(drawn: list[tuple[bool, float, int]]) -> None:
    truth, scores, weights = (np.array(column) for column in zip(*drawn, strict=True))
    filed = scores >= 0.5
    found = [value(one, list(weights)) for one in rates(truth, filed, truth & filed).values()]
    if not weights.any():
        assert np.isnan(found).all()
        return
    expected = precision_recall_fscore_support(
        truth, filed, average="binary", sample_weight=weights, zero_division=np.nan
    )[:3]
    assert found == pytest.approx(expected, nan_ok=True)


def test_what_is_measured_within_some_documents_does_not_see_the_others() -> None:
    inside = within([0, 2], {"ap": average_precision([True, False], [0.1, 0.9])})
    assert value(inside["ap"], [1, 1, 1]) == 0.5
    nothing = within([], {"ap": average_precision([], []), "read": share_to_read([], [])})
    assert [np.isnan(value(one, [1, 1, 1])) for one in nothing.values()] == [True, True]


def test_a_difference_is_the_new_less_the_old() -> None:
    def half(weights: Numbers) -> Numbers:
        total: Numbers = 0.5 * weights.sum(axis=1)
        return total

    def whole(weights: Numbers) -> Numbers:
        total: Numbers = weights.sum(axis=1)
        return total

    assert value(difference(whole, half), [1, 3]) == 2
