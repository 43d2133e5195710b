import json
from pathlib import Path

import pytest

from tests.bench.labelled import write_set
from tests.ken.running import Ken

FIELDS = {
    "set",
    "records",
    "precision",
    "recall",
    "f1",
    "record_fp",
    "record_fn",
    "unsure",
    "seconds",
    "records_per_second",
    "peak_mb",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_set(tmp_path / "tiny")


def test_several_sets_are_measured(ken: Ken, folder: Path, tmp_path: Path) -> None:
    other = write_set(tmp_path / "other", groups=["a1;a3", "b1;b2;c1"])
    found = ken("bench", "duplicates", folder, other, "--json").document
    assert [one["set"] for one in found] == ["tiny", "other"]
    assert all({*one} >= FIELDS for one in found)
    assert [one["f1"] for one in found] == [1.0, 0.5]
    assert [one["record_fp"] for one in found] == [0, 1]


def test_people_get_a_table(ken: Ken, folder: Path) -> None:
    lines = ken("bench", "duplicates", folder).out.splitlines()
    assert lines[0].split()[:5] == ["set", "records", "P", "R", "F1"]
    assert lines[1].split()[:5] == ["tiny", "6", "1.0000", "1.0000", "1.0000"]


def test_merged_pairs_are_written(ken: Ken, folder: Path, tmp_path: Path) -> None:
    assert ken("bench", "duplicates", folder, "--pairs", tmp_path / "pairs.jsonl").code == 0
    pairs = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text().splitlines()]
    assert [(one["a"], one["b"]) for one in pairs] == [("a1", "a2"), ("a1", "a3"), ("a2", "a3"), ("b1", "b2")]
    assert all({*one} == {"set", "a", "b", "score", "why", "true"} for one in pairs)


def test_a_folder_that_is_not_there_is_one_line(ken: Ken, tmp_path: Path) -> None:
    assert "there is no folder" in ken("bench", "duplicates", tmp_path / "nowhere").complaint


def test_a_file_for_pairs_that_cannot_be_written_is_one_line(ken: Ken, folder: Path, tmp_path: Path) -> None:
    said = ken("bench", "duplicates", folder, "--pairs", tmp_path / "nowhere" / "pairs.jsonl").complaint
    assert "name a file in a folder" in said


def test_no_folder_is_wrong_usage(ken: Ken) -> None:
    assert ken("bench", "duplicates").code == 2


@pytest.mark.parametrize("number", ["0", "-3"])
def test_a_scale_without_records_is_one_line(ken: Ken, number: str) -> None:
    assert "a number of 1 or more" in ken("bench", "scale", "--records", number).complaint


def test_an_unknown_step_is_one_line(ken: Ken) -> None:
    assert (
        "there is no step 'publish'" in ken("bench", "scale", "--records", 1, "--steps", "publish").complaint
    )


@pytest.mark.slow
def test_a_small_scale_in_one_document(ken: Ken) -> None:
    found = ken("bench", "scale", "--records", 200, "--steps", "link", "--json").document
    assert found["corpus"]["records"] == 200
    assert found["increment"]["steps"]["link"]["seconds"] > 0


@pytest.mark.slow
def test_a_small_scale_for_people(ken: Ken) -> None:
    lines = ken("bench", "scale", "--records", 200, "--steps", "link").out.splitlines()
    assert [line.split()[:2] for line in lines[1:5]] == [
        ["corpus", "(inventing)"],
        ["corpus", "link"],
        ["week", "(inventing)"],
        ["week", "link"],
    ]
    assert lines[-1].startswith("database: ")
