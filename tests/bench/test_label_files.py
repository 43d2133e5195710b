from pathlib import Path

import pytest

from bench.label_files import read_labels, same_text
from records.errors import BenchError, ImportFileError
from tests.bench.labelled_documents import LINES, label, write_labels


def test_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    one, two = write_labels(tmp_path / "1.jsonl"), write_labels(tmp_path / "2.jsonl", LINES[:1])
    two.write_text("\ufeff" + two.read_text(encoding="utf-8"), encoding="utf-8")
    read = read_labels([one, two])
    assert [each.title for each in read] == [line["title"] for line in (*LINES, LINES[0])]
    assert (read[0].workstreams, read[0].grade) == (frozenset({"emerging-needs"}), 3)
    assert read[3].abstract == ""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no labelled document is in it"),
        (b"\n \n", "no labelled document is in it"),
        (b'{"title": "caf\xe9"}', "it is not UTF-8"),
    ],
)
def test_a_file_without_labels_is_named(tmp_path: Path, body: bytes, said: str) -> None:
    (tmp_path / "l.jsonl").write_bytes(body)
    with pytest.raises(BenchError, match=f"l.jsonl: {said}"):
        read_labels([tmp_path / "l.jsonl"])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"nowhere\.jsonl cannot be read"):
        read_labels([tmp_path / "nowhere.jsonl"])


def test_a_line_that_is_no_label_is_named_with_its_file(tmp_path: Path) -> None:
    path = write_labels(tmp_path / "l.jsonl", [*LINES, {"title": "No labels"}])
    with pytest.raises(ImportFileError, match=r"l\.jsonl: line 5"):
        read_labels([path])


def test_a_document_is_known_again_by_its_title() -> None:
    assert same_text(label("A  Hub\nin Oban")) == same_text(label("a hub in oban", abstract="Longer."))
    assert same_text(label("", abstract="One.")) != same_text(label("", abstract="Two."))
