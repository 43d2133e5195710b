"""The components of a workspace against labels."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.labelled_documents import LINES, write_labels
from tests.ken.decided import OLD, decide, grow_older
from tests.ken.running import Ken


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_labels(tmp_path / "labels.jsonl")


def test_given_labels_are_compared(ken: Ken, new: Path, file: Path) -> None:
    found = ken("--home", new, "evaluate", "--labels", file, "--labels", file, "--json").document
    assert found["documents"] == 2 * len(LINES)
    assert found["workstreams"]["emerging-needs"]["average_precision"] == 1
    assert found["grade"]["searches"]["recall"] == 1
    assert found["decisions"] == []
    assert [one["stored"] for one in found["components"]] == [[]] * len(found["components"])


def test_the_labels_that_ship_are_compared_with_none_given(ken: Ken, new: Path) -> None:
    said = ken("--home", new, "evaluate")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].split()[:4] == ["labelled", "Ken", "95", "%"]
    assert lines[1].startswith("any workstream: average precision")
    assert lines[-1].endswith("documents with labels that ship, which the components learned from")


def test_the_vocabularies_of_the_workspace_are_used(
    ken: Ken, new: Path, rewrite: Callable[[str, str, str], Path], file: Path
) -> None:
    before = ken("--home", new, "evaluate", "--labels", file, "--json").document
    rewrite(
        "workstreams.yaml", '("homelessness" OR "homeless"', '("petrol") OR ("homelessness" OR "homeless"'
    )
    rewrite("vocabularies/progress_plus.yaml", "  - id: plus_homelessness", "  - id: plus_roofless")
    after = ken("--home", new, "evaluate", "--labels", file, "--json").document
    mine = [one["workstreams"]["emerging-needs"]["searches"]["precision"] for one in (before, after)]
    assert mine == [1, 0.5]
    assert after["dimensions"]["recall"] < before["dimensions"]["recall"]


def test_an_upgrade_shows_on_past_decisions(ken: Ken, copy: Path, file: Path) -> None:
    works = [one["work"] for one in ken("--home", copy, "queue", "W2", "--limit", "2", "--json").document]
    decide(copy, {works[0]: "include", works[1]: "exclude"})
    same = ken("--home", copy, "evaluate", "--labels", file)
    assert same.out.splitlines()[-1] == "4 documents with labels of yours"
    grow_older(copy, {works[0]: 0.1, works[1]: 0.2})
    found = ken("--home", copy, "evaluate", "--labels", file, "--json").document
    assert [one["workstream"] for one in found["decisions"]] == ["emerging-needs"]
    assert found["decisions"][0]["stored"]["average_precision"] == 0.5
    lines = ken("--home", copy, "evaluate", "--labels", file).out.splitlines()
    assert any(line.startswith(f"workstream: {OLD} → ") for line in lines)
    assert "emerging-needs: 2 works decided, 1 kept" in lines


def test_labels_that_are_not_there_are_one_line(ken: Ken, new: Path) -> None:
    said = ken("--home", new, "evaluate", "--labels", new / "nowhere.jsonl").complaint
    assert "nowhere.jsonl cannot be read" in said


def test_a_search_that_cannot_be_read_is_one_line(
    ken: Ken, rewrite: Callable[[str, str, str], Path], file: Path
) -> None:
    home = rewrite(
        "workstreams.yaml", '("homelessness" OR "homeless"', '(("homelessness" OR "homeless"'
    ).parent
    said = ken("--home", home, "evaluate", "--labels", file).complaint
    assert said.startswith("ken: emerging-needs, searches.openalex: the end at character")


def test_no_workspace_is_one_line(ken: Ken) -> None:
    assert "no workspace here" in ken("evaluate").complaint
