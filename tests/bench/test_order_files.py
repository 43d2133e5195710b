import json
from pathlib import Path

import pytest

from bench.order_files import read_orders, write_order
from bench.ranking import Screened
from bench.screening_sets import ScreeningSet
from records.errors import BenchError
from tests.bench.screened_reviews import write_review


def test_an_order_is_read_as_it_was_written(tmp_path: Path) -> None:
    one = ScreeningSet.read(write_review(tmp_path / "set", "one", "x-x--"))
    orders = [Screened("one", seed, (0, 1), (4, 2, 3), 1.5) for seed in (10, 2)]
    for order in orders:
        write_order(tmp_path / "orders" / "new", order)
    assert read_orders(tmp_path / "orders" / "new", one) == orders[::-1]
    said = json.loads((tmp_path / "orders" / "new" / "one.2.json").read_text(encoding="utf-8"))
    assert said == {"set": "one", "seed": 2, "priors": [0, 1], "order": [4, 2, 3], "seconds": 1.5}


def test_seconds_may_be_missing(tmp_path: Path) -> None:
    one = ScreeningSet.read(write_review(tmp_path, "one", "x-x--", seeds=(3,)))
    assert read_orders(tmp_path, one) == [Screened("one", 3, (0, 1), (2, 3, 4), 0.0)]


def test_a_set_is_not_taken_for_one_whose_name_begins_alike(tmp_path: Path) -> None:
    one = ScreeningSet.read(write_review(tmp_path, "one", "x-x--"))
    write_review(tmp_path, "one.more", "xx---")
    assert [order.set for order in read_orders(tmp_path, one)] == ["one"]


def test_a_set_without_an_order_is_named(tmp_path: Path) -> None:
    one = ScreeningSet.read(write_review(tmp_path, "one", "x-x--"))
    with pytest.raises(BenchError, match="empty has no order of one"):
        read_orders(tmp_path / "empty", one)


@pytest.mark.parametrize(
    "text",
    ["{", '{"set": "one", "seed": 1}', '{"set": "one", "seed": 1, "priors": [0], "order": [1, 2, 2, 3]}'],
    ids=["no JSON", "a part only", "a record twice"],
)
def test_a_file_that_is_no_order_of_the_set_is_named(tmp_path: Path, text: str) -> None:
    one = ScreeningSet.read(write_review(tmp_path, "one", "x-x--"))
    (tmp_path / "one.1.json").write_text(text, encoding="utf-8")
    with pytest.raises(BenchError, match=r"one\.1\.json"):
        read_orders(tmp_path, one)
