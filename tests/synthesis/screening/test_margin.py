import math

import numpy as np
import numpy.typing as npt
import pytest
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from synthesis.screening.margin import Margin, due

Reals = npt.NDArray[np.float64]

_LEANING = np.array([2.0, -1.0] + [0.0] * 10)


@pytest.fixture(params=["sparse", "dense"])
def rows(request: pytest.FixtureRequest) -> npt.NDArray[np.float32] | csr_matrix:
    """Give a pool of 90 rows of length 1 with 12 columns."""
    found = np.random.default_rng(5).random((90, 12), np.float32) ** 4
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return csr_matrix(found) if request.param == "sparse" else found


def _decided(rows: npt.NDArray[np.float32] | csr_matrix, count: int) -> tuple[npt.NDArray[np.intp], Reals]:
    """Decide the first rows by their first two columns."""
    places = np.arange(count)
    return places, np.where(rows[places] @ _LEANING > 0.3, 1.0, -1.0)


def _balanced(signs: Reals) -> Reals:
    """Weigh as ``asreview.models.balancers.Balanced`` with a ratio of 9.8 does."""
    kept, excluded = (signs > 0).sum(), (signs < 0).sum()
    weights = np.where(signs > 0, 1.0, kept / (9.8 * excluded))
    balanced: Reals = weights * (len(signs) / weights.sum())
    return balanced


def test_it_learns_what_the_machine_of_elas_u4_learns(rows: csr_matrix) -> None:
    places, signs = _decided(rows, 40)
    assert 5 < (signs > 0).sum() < 20
    theirs = LinearSVC(loss="squared_hinge", C=0.11, random_state=0)
    theirs.fit(rows[places], signs, sample_weight=_balanced(signs))
    ours = Margin(rows)
    ours.learn(places, signs, np.ones(40))
    np.testing.assert_allclose(ours.scores, theirs.decision_function(rows), atol=1e-4)


def test_columns_that_no_decided_row_has_change_nothing() -> None:
    wide = np.zeros((4, 50), np.float32)
    wide[[0, 1, 2, 3], [7, 30, 7, 49]] = 1
    margin = Margin(csr_matrix(wide))
    margin.learn(np.array([0, 1]), np.array([1.0, -1.0]), np.ones(2))
    assert margin.scores[2] == margin.scores[0] > margin.scores[3] > margin.scores[1]


def test_a_decision_of_half_a_count_tells_less_than_a_whole_one(rows: csr_matrix) -> None:
    places, signs = _decided(rows, 40)
    last = int(np.flatnonzero(signs > 0)[-1])
    whole, half = Margin(rows), Margin(rows)
    counts = np.ones(40)
    whole.learn(places, signs, counts)
    counts[last] = 0.5
    half.learn(places, signs, counts)
    assert half.scores[last] - half.scores.mean() < whole.scores[last] - whole.scores.mean()


def test_a_step_is_the_best_one_for_its_row(rows: csr_matrix) -> None:
    places, signs = _decided(rows, 41)
    margin = Margin(rows)
    margin.learn(places[:-1], signs[:-1], np.ones(40))
    before = margin.scores.copy()
    surprise = int(np.argmin(before))
    places, signs = np.array([*places[:-1], surprise]), np.array([*signs[:-1], 1.0])
    margin.step(places, signs, np.ones(41))
    error, left = 1 - before[surprise], 1 - margin.scores[surprise]
    assert 0 < left < error
    # Of the squared hinge loss: the multiplier of a row is twice its cost times the error that is left.
    multiplier = 2 * 0.11 * _balanced(signs)[-1] * left
    near = rows @ np.asarray(rows[[surprise]] @ np.eye(12)).ravel()
    np.testing.assert_allclose(margin.scores - before, multiplier * (near + 1), rtol=1e-4)


def test_a_step_with_a_row_that_lies_right_changes_nothing(rows: csr_matrix) -> None:
    places, signs = _decided(rows, 40)
    margin = Margin(rows)
    margin.learn(places, signs, np.ones(40))
    margin.scores[0] = 1.5
    before = margin.scores.copy()
    margin.step(np.append(places, 0), np.append(signs, 1.0), np.ones(41))
    assert (margin.scores == before).all()


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_where_all_decisions_are_alike_likeness_counts(rows: csr_matrix, sign: float) -> None:
    margin = Margin(rows)
    margin.learn(np.array([3]), np.array([sign]), np.ones(1))
    likeness = np.asarray(rows @ np.asarray(rows[[3]] @ np.eye(12)).ravel()).ravel()
    np.testing.assert_allclose(margin.scores, sign * likeness, atol=1e-6)


def test_rows_without_a_column_teach_nothing() -> None:
    margin = Margin(csr_matrix(np.diag([0.0, 0.0, 1.0]).astype(np.float32)))
    margin.learn(np.array([0, 1]), np.array([1.0, -1.0]), np.ones(2))
    assert margin.scores.tolist() == [0, 0, 0]


def test_learning_anew_grows_rare_with_the_logarithm() -> None:
    learned = np.cumsum([due(decided) for decided in range(1, 100_001)])
    assert learned[59] == 60
    for decided in (100, 1_000, 10_000, 100_000):
        assert learned[decided - 1] == pytest.approx(60 + 30 * math.log(decided / 60), rel=0.03)
    # However much was decided, the next time is no further than a thirtieth away.
    times = np.flatnonzero(np.diff(learned)) + 2
    assert (np.diff(times) <= np.maximum(1, times[:-1] / 30 + 1)).all()
