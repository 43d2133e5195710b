"""``ken bench stopping`` and ``ken bench weekly-recall``."""

from pathlib import Path

import pytest

from bench.weekly_recall import Scenario
from tests.bench.screened_reviews import write_review
from tests.ken.running import Ken


@pytest.fixture
def review(tmp_path: Path) -> Path:
    return write_review(tmp_path, "one", "x" + "." * 99 + "x", seeds=(1, 2))


def test_the_published_test_stands_beside_that_with_a_lift(ken: Ken, review: Path) -> None:
    found = ken("bench", "stopping", review, "--orders", review.parent, "--json").document
    assert [(one["target"], one["confidence"], one["lift"]) for one in found] == [
        (0.95, 0.95, 1),
        (0.95, 0.95, 1.5),
    ]
    assert [one["runs"] for one in found] == [2, 2]
    assert found[0]["below"]["value"] == 1
    assert found[0]["sets"][0]["set"] == "one"
    assert found[0]["saved"]["value"] < found[1]["saved"]["value"]


def test_people_get_a_table_for_each(ken: Ken, review: Path) -> None:
    said = ken("bench", "stopping", review, "--orders", review.parent, "--draws", 1, "--target", 0.9)
    lines = said.out.splitlines()
    assert lines[0] == "target 0.9, confidence 0.95, lift 1.0"
    assert lines[1].split() == ["set", "runs", "records", "included", "saved", "recall", "lowest", "below"]
    assert lines[2].split()[:2] == ["one", "4"]
    assert lines[3].startswith("4 runs: recall below the target in ")
    assert lines[5] == "target 0.9, confidence 0.95, lift 1.5"


def test_one_lift_is_measured_once(ken: Ken, review: Path) -> None:
    said = ken("bench", "stopping", review, "--orders", review.parent, "--lift", 1, "--json")
    assert [one["lift"] for one in said.document] == [1]


def test_a_set_without_an_order_is_one_line(ken: Ken, review: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = ken("bench", "stopping", review, "--orders", tmp_path / "empty").complaint
    assert "has no order of one; `ken bench ranking --orders` writes one" in said


def test_weekly_recall_by_scenario(ken: Ken, monkeypatch: pytest.MonkeyPatch) -> None:
    some = (Scenario(weeks=4, candidates=(60, 120), prevalence=0.02),)
    monkeypatch.setattr("bench.weekly_recall.scenarios", lambda: some)
    found = ken("bench", "weekly-recall", "--sequences", 4, "--json").document
    assert [(one["group"], one["sequences"]) for one in found[:2]] == [("all", 4), ("4 weeks", 4)]
    lines = ken("bench", "weekly-recall", "--sequences", 4).out.splitlines()
    assert lines[0].split() == ["scenarios", "sequences", "covered", "truth", "above", "mean", "width"]
    assert lines[1].split()[:2] == ["all", "4"]
    assert lines[-1].startswith("apart: ")
