import json
from pathlib import Path

import pytest

from tests.ken.running import Ken

HEAD = "title,abstract,included"


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """Write a small invented review: what is about hostels was included."""
    kept = [f"Nurse {n} in hostels,A drop-in clinic in a hostel for homeless people {n},1" for n in range(5)]
    left = [f"Straw for sows {n},Housing of gestating sows and their welfare {n},0" for n in range(25)]
    path = tmp_path / "hostels.csv"
    path.write_text("\n".join([HEAD, *kept, *left]) + "\n", encoding="utf-8")
    return path


def test_each_set_and_seed_has_its_figures(ken: Ken, review: Path) -> None:
    found = ken("bench", "ranking", review, "--seeds", "1,2", "--json").document
    assert [(one["set"], one["seed"]) for one in found] == [("hostels", 1), ("hostels", 2)]
    assert set(found[0]) == {"set", "seed", "loss", "ndcg", "wss95", "recall_at_10pct", "seconds"}
    assert all(one["loss"] == 0.0 and one["ndcg"] == 1.0 for one in found)


def test_people_get_a_table_with_means(ken: Ken, review: Path) -> None:
    said = ken("bench", "ranking", review)
    assert said.out.splitlines()[0].split() == [
        "set",
        "seed",
        "loss",
        "ndcg",
        "wss95",
        "recall_at_10pct",
        "seconds",
    ]
    assert said.out.splitlines()[-1].startswith("mean over sets")
    assert "hostels: 30 records screened" in said.err


def test_orders_are_written_for_others_to_score(ken: Ken, review: Path, tmp_path: Path) -> None:
    assert ken("bench", "ranking", review, "--seeds", "7", "--orders", tmp_path / "new" / "orders").code == 0
    order = json.loads((tmp_path / "new" / "orders" / "hostels.7.json").read_text())
    assert (order["set"], order["seed"]) == ("hostels", 7)
    assert sorted([*order["priors"], *order["order"]]) == list(range(30))
    assert [row < 5 for row in order["priors"]] == [True, False]


def test_a_question_alone_is_enough(ken: Ken, review: Path, tmp_path: Path) -> None:
    asked = ("--priors", "none", "--question", "Health care for homeless people in hostels")
    found = ken("bench", "ranking", review, *asked, "--seeds", "1", "--orders", tmp_path, "--json").document
    assert found[0]["loss"] == 0.0
    assert json.loads((tmp_path / "hostels.1.json").read_text())["priors"] == []


def test_without_priors_and_question_there_is_nothing_to_start_from(ken: Ken, review: Path) -> None:
    said = ken("bench", "ranking", review, "--priors", "none")
    assert said.code == 2
    assert "has none for hostels" in said.err


def test_seeds_must_be_numbers(ken: Ken, review: Path) -> None:
    said = ken("bench", "ranking", review, "--seeds", "one")
    assert said.code == 2
    assert "no list of whole numbers" in said.err


def test_a_file_that_is_no_review_is_one_line(ken: Ken, tmp_path: Path) -> None:
    assert "cannot be read as CSV" in ken("bench", "ranking", tmp_path / "nowhere.csv").complaint
    other = tmp_path / "other.csv"
    other.write_text("title,abstract\na,b\n", encoding="utf-8")
    assert "no column 'included'" in ken("bench", "ranking", other).complaint
