import gzip
from pathlib import Path

import pytest

from bench.duplicate_sets import read_duplicate_set
from records.errors import BenchError
from tests.bench.labelled import ROWS, write_set


def test_a_set_is_read_with_its_true_pairs_closed(tmp_path: Path) -> None:
    known = read_duplicate_set(write_set(tmp_path / "tiny"))
    assert known.name == "tiny"
    assert [record.key for record in known.records] == [row[0] for row in ROWS]
    pairs = {tuple(one.rpartition(":")[2] for one in pair) for pair in known.pairs}
    assert pairs == {("a1", "a2"), ("a1", "a3"), ("a2", "a3"), ("b1", "b2")}


def test_a_reference_without_a_title_is_kept(tmp_path: Path) -> None:
    row = ("d1", "article", "", *ROWS[0][3:])
    known = read_duplicate_set(write_set(tmp_path / "tiny", rows=[row], groups=[]))
    assert [record.title for record in known.records] == [""]


def test_a_group_with_an_unknown_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no reference has the id z9"):
        read_duplicate_set(write_set(tmp_path / "tiny", groups=["a1;z9"]))


@pytest.mark.parametrize("lost", ["records_pre_merged.csv.gz", "merged_record_ids.csv.gz"])
def test_a_missing_file_is_named_with_what_a_set_is(lost: str, tmp_path: Path) -> None:
    folder = write_set(tmp_path / "tiny")
    (folder / lost).unlink()
    with pytest.raises(BenchError, match=rf"{lost} is missing.*records_pre_merged.*merged_record_ids"):
        read_duplicate_set(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"there is no folder .*nowhere"):
        read_duplicate_set(tmp_path / "nowhere")


def test_a_file_that_is_no_gzip_is_refused(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "tiny")
    (folder / "records_pre_merged.csv.gz").write_text("ID,title\n1,Plain\n")
    with pytest.raises(BenchError, match="cannot be read as a gzipped table"):
        read_duplicate_set(folder)


def test_a_table_without_ids_is_refused(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "tiny")
    (folder / "records_pre_merged.csv.gz").write_bytes(gzip.compress(b"title,year\nA night bus,2020\n"))
    with pytest.raises(BenchError, match="no column ID"):
        read_duplicate_set(folder)
