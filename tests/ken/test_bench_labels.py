"""How well the components agree with labels."""

from pathlib import Path
from typing import Any

import pytest

from tests.bench.labelled_documents import LINES, write_labels
from tests.ken.running import Ken

RATES = {"precision", "recall", "f1"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_labels(tmp_path / "labels.jsonl")


def check(group: Any, names: set[str]) -> None:  # noqa: ANN401  what JSON holds
    assert {*group} == names | {"labelled", "intervals", "searches"}
    assert {*group["intervals"]} == names
    for name in names:
        low, high = group["intervals"][name]
        assert (group[name] is None and low is None) or low <= group[name] <= high


def test_all_figures_in_one_document(ken: Ken, file: Path) -> None:
    found = ken("bench", "labels", file, "--json").document
    assert (found["documents"], found["folds"]) == (4, None)
    assert found["works_per_second"] > 0
    assert found["seconds"] > 0
    assert list(found["workstreams"]) == [
        "community-models",
        "emerging-needs",
        "strategic-planning",
        "published-learning",
    ]
    for group in found["workstreams"].values():
        check(group, RATES | {"average_precision"})
    check(found["any_workstream"], {"average_precision", "read_for_95"})
    check(found["grade"], RATES | {"kappa"})
    check(found["dimensions"], RATES)
    assert found["dimensions"]["searches"] is None
    assert found["any_workstream"]["labelled"] == 2
    assert found["any_workstream"]["average_precision"] == 1
    assert found["workstreams"]["emerging-needs"]["searches"]["precision"] == 1
    assert found["grade"]["searches"]["f1"] == 1


def test_several_files_are_read_as_one(ken: Ken, file: Path, tmp_path: Path) -> None:
    other = write_labels(tmp_path / "other.jsonl", LINES[:2])
    assert ken("bench", "labels", file, other, "--json").document["documents"] == 6


def test_people_get_a_table(ken: Ken, file: Path) -> None:
    lines = ken("bench", "labels", file).out.splitlines()
    assert lines[0].split() == ["labelled", "Ken", "95", "%", "searches", "95", "%"]
    assert lines[1].startswith("any workstream: average precision")
    assert lines[1].split()[4:6] == ["2", "1.000"]
    assert lines[-1].startswith("4 documents, ")
    assert lines[-1].endswith("works a second")


def test_labels_that_are_not_there_are_one_line(ken: Ken, tmp_path: Path) -> None:
    assert "cannot be read" in ken("bench", "labels", tmp_path / "nowhere.jsonl").complaint


def test_more_labels_without_folds_are_one_line(ken: Ken, file: Path) -> None:
    assert "say --folds as well" in ken("bench", "labels", file, "--with", file).complaint


def test_too_many_folds_are_one_line(ken: Ken, file: Path) -> None:
    said = ken("bench", "labels", file, "--folds", 5).complaint
    assert "4 documents cannot be dealt into 5 folds" in said


@pytest.mark.slow
def test_each_fold_is_read_by_what_the_others_teach(ken: Ken, file: Path, tmp_path: Path) -> None:
    more = write_labels(tmp_path / "more.jsonl")
    found = ken("bench", "labels", file, "--folds", 2, "--with", more, "--json").document
    assert (found["documents"], found["folds"], found["works_per_second"]) == (4, 2, None)
    assert found["any_workstream"]["average_precision"] == 1
    check(found["grade"], RATES | {"kappa"})
