from pathlib import Path

import pytest

from bench.screening_orders import read_reviews
from records.errors import BenchError
from tests.bench.screened_reviews import write_review


def test_orders_are_read_by_set_and_seed(tmp_path: Path) -> None:
    two = write_review(tmp_path, "two", "x..x.", seeds=(10, 9))
    one = write_review(tmp_path, "one", "x.x")
    found = read_reviews([two, one], tmp_path)
    assert [(each.set, each.seed) for each in found] == [("two", 9), ("two", 10), ("one", 1)]
    assert found[0].included.tolist() == [True, False, False, True, False]


def test_priors_come_first(tmp_path: Path) -> None:
    path = write_review(tmp_path, "one", "..x.")
    order = tmp_path / "one.1.json"
    order.write_text('{"set": "one", "seed": 1, "priors": [2, 0], "order": [3, 1]}')
    (found,) = read_reviews([path], tmp_path)
    assert found.included.tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("one.1.json", "{", "is not an order"),
        ("one.1.json", '{"set": "one", "seed": 1, "priors": [0], "order": [1]}', "each record once"),
        ("one.1.json", '{"set": "one", "seed": 1, "priors": [0, 1], "order": [1]}', "each record once"),
        ("one.1.json", '{"set": "other", "seed": 1, "priors": [0], "order": [1, 2]}', "has no order of one"),
        ("one.csv", "title,abstract,included\na,b,0\na,b,0\na,b,0\n", "no record is included"),
    ],
    ids=["no JSON", "too few", "twice", "another set", "nothing included"],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, file: str, content: str, said: str) -> None:
    path = write_review(tmp_path, "one", "x.x")
    (tmp_path / file).write_text(content)
    with pytest.raises(BenchError, match=said):
        read_reviews([path], tmp_path)


def test_a_missing_set_is_said(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"nowhere\.csv"):
        read_reviews([tmp_path / "nowhere.csv"], tmp_path)
