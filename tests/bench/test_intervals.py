import numpy as np
import pytest

from bench.intervals import Figure, Numbers, figures


def mean_of(values: Numbers) -> Figure:
    found = figures({"mean": lambda weights: (weights @ values) / weights.sum(axis=1)}, len(values))
    return found["mean"]


def test_the_interval_of_a_mean_is_that_of_the_normal_distribution() -> None:
    values = np.random.default_rng(1).normal(size=2000)
    found = mean_of(values)
    error = 1.96 * values.std() / np.sqrt(len(values))
    assert found.value == pytest.approx(values.mean())
    assert found.low == pytest.approx(values.mean() - error, abs=0.1 * error)
    assert found.high == pytest.approx(values.mean() + error, abs=0.1 * error)


def test_the_same_documents_give_the_same_interval() -> None:
    values = np.arange(50.0)
    assert mean_of(values) == mean_of(values)


def test_each_draw_has_as_many_documents_as_there_are() -> None:
    totals: list[Numbers] = []

    def total(weights: Numbers) -> Numbers:
        totals.append(weights.sum(axis=1))
        return totals[-1]

    figures({"total": total}, 3000)
    drawn = np.concatenate(totals[1:])  # the first are all documents, once
    assert len(drawn) == 1000
    assert (drawn == 3000).all()


def test_draws_that_say_nothing_take_no_part() -> None:
    # The one document that is sought is in about 63 % of the draws; recall is whole wherever it is.
    sought = np.eye(1, 20)[0]
    found = figures({"recall": lambda weights: (weights @ sought) / (weights @ sought)}, 20)
    assert found["recall"] == Figure(1.0, 1.0, 1.0)


def test_what_cannot_be_said_is_none() -> None:
    nothing = np.zeros(5)
    found = figures({"share": lambda weights: (weights @ nothing) / (weights @ nothing)}, 5)
    assert found["share"] == Figure(None, None, None)
