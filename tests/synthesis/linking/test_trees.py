"""The weighing model as numbers."""

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingClassifier

import data
from bench.linking_training import _plain
from synthesis.linking.compare import FEATURES, RISING
from synthesis.linking.judge import model
from synthesis.linking.trees import Trees, read_trees

WIDTH = len(FEATURES)

# Two stumps: at most 0.5 in the first column is -1, else +1; above 2 in the third is +0.5.
STUMPS = Trees(
    recipe=1,
    data="",
    features=("a", "b", "c"),
    baseline=0.25,
    slope=2.0,
    intercept=-1.0,
    depth=1,
    roots=(0, 3),
    feature=(0, 0, 0, 2, 0, 0),
    threshold=(0.5, 0.0, 0.0, 2.0, 0.0, 0.0),
    left=(1, 1, 2, 4, 4, 5),
    right=(2, 1, 2, 5, 4, 5),
    value=(0.0, -1.0, 1.0, 0.0, 0.0, 0.5),
)


@pytest.mark.parametrize(
    ("row", "odds"), [([0.5, 9, 2], -0.75), ([0.6, 9, 2], 1.25), ([0.6, 9, 2.1], 1.75), ([0, 0, 3], -0.25)]
)
def test_trees_are_walked_and_summed(row: list[float], odds: float) -> None:
    table = np.array([row], np.float32)
    assert STUMPS.log_odds(table).tolist() == [odds]
    assert STUMPS.probability(table)[0] == pytest.approx(1 / (1 + np.exp(1 - 2 * odds)))


def test_many_rows_give_what_each_gives_alone() -> None:
    rows = np.random.default_rng(7).random((10_000, 3), np.float32) * 3
    whole = STUMPS.log_odds(rows)
    assert whole[[0, 4095, 4096, 9999]].tolist() == [
        STUMPS.log_odds(rows[at : at + 1])[0] for at in (0, 4095, 4096, 9999)
    ]
    assert STUMPS.log_odds(rows[:0]).tolist() == []


def test_a_model_says_what_the_booster_says_that_it_was_made_of() -> None:
    chance = np.random.default_rng(3)
    table = chance.random((1500, WIDTH), np.float32).round(3)
    is_one = (table[:, 0] + table[:, 8] + chance.normal(0, 0.2, 1500)) > 1
    booster = HistGradientBoostingClassifier(max_iter=30, max_leaf_nodes=12, random_state=0).fit(
        table, is_one
    )
    trees = _plain(booster, 1.0, 0.0, "of chance")
    assert np.abs(trees.log_odds(table) - booster.decision_function(table)).max() < 1e-3
    assert np.abs(trees.probability(table) - booster.predict_proba(table)[:, 1]).max() < 1e-4


def test_a_model_is_read_from_its_file_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(msgspec.json.encode(STUMPS))
    assert read_trees(path) == STUMPS


def test_the_model_that_ships_is_for_the_features_that_are_made() -> None:
    trees = read_trees(data.folder("models", "linking.json"))
    assert trees == model()
    assert trees.features == FEATURES
    assert len(trees.data) == 64
    assert (
        len(trees.feature) == len(trees.threshold) == len(trees.left) == len(trees.right) == len(trees.value)
    )
    assert set(trees.feature) <= set(range(WIDTH))
    assert trees.slope > 0


def test_every_node_of_the_model_leads_to_a_later_one_or_is_a_leaf() -> None:
    trees = model()
    for at, (left, right) in enumerate(zip(trees.left, trees.right, strict=True)):
        assert (left == right == at and trees.value[at] is not None) or (left > at and right > at)
    assert list(trees.roots) == sorted(set(trees.roots))


rows = st.lists(st.integers(0, 20).map(lambda n: n / 20), min_size=WIDTH, max_size=WIDTH)


@given(rows, st.sampled_from(sorted(RISING)))
def test_what_can_only_speak_for_one_work_never_speaks_against_it(row: list[float], name: str) -> None:
    low, high = list(row), list(row)
    low[FEATURES.index(name)], high[FEATURES.index(name)] = 0.0, 1.0
    before, after = model().log_odds(np.array([low, high], np.float32))
    assert RISING[name] * (after - before) >= -1e-4
