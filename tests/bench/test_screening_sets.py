import gzip
from pathlib import Path

import pytest

from bench.screening_sets import ScreeningSet
from records.errors import BenchError

HEAD = b"title,abstract,included\n"


def test_a_set_is_read_compressed_or_not(tmp_path: Path) -> None:
    content = b'extra,included,title,abstract\nx,1,Lunch clubs,"We asked, they came"\nx,0.0, NA,\n'
    (tmp_path / "clubs.csv").write_bytes(content)
    (tmp_path / "clubs.csv.gz").write_bytes(gzip.compress(content))
    plain, compressed = (ScreeningSet.read(tmp_path / name) for name in ("clubs.csv", "clubs.csv.gz"))
    assert plain == compressed
    assert plain == ScreeningSet("clubs", ("Lunch clubs", " NA"), ("We asked, they came", ""), (True, False))
    assert plain.texts == ["Lunch clubs We asked, they came", " NA "]
    assert plain.passages == ["Lunch clubs. We asked, they came", " NA. "]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot be read as CSV"),
        (b"\xff\xfe\x00", "cannot be read as CSV"),
        (HEAD + b"a,b,1\na,b,c,d,e\n", "cannot be read as CSV"),
        (b"title,included\na,1\n", "no column 'abstract'; there must be title, abstract, included"),
        (HEAD + b"a,b,1\na,b,yes\n", "'included' is to be 0 or 1, not 'yes'"),
        (HEAD + b"a,b,1\na,b,\n", "'included' is to be 0 or 1, not ''"),
        (HEAD + b"a,b,0\na,b,0\n", "no record is included"),
        (HEAD, "no record is included"),
        (HEAD + b"a,b,1\na,b,1\n", "every record is included"),
    ],
    ids=[
        "empty",
        "no text",
        "ragged",
        "no column",
        "a word",
        "no label",
        "nothing",
        "no records",
        "everything",
    ],
)
def test_a_file_that_is_no_set_is_said_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "set.csv"
    path.write_bytes(content)
    with pytest.raises(BenchError) as caught:
        ScreeningSet.read(path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("cut", [slice(0, 40), slice(4, None)], ids=["cut short", "not compressed"])
def test_a_damaged_compressed_file_is_said_in_one_line(tmp_path: Path, cut: slice) -> None:
    path = tmp_path / "set.csv.gz"
    path.write_bytes(gzip.compress(HEAD + b"a,b,1\nc,d,0\n" * 9)[cut])
    with pytest.raises(BenchError, match=r"cannot be read as CSV: [^\n]+$"):
        ScreeningSet.read(path)


def test_a_compressed_file_with_a_wrong_byte_is_said(tmp_path: Path) -> None:
    whole = bytearray(gzip.compress(HEAD + b"a,b,1\nc,d,0\n" * 9))
    whole[12] ^= 0xFF
    path = tmp_path / "set.csv.gz"
    path.write_bytes(whole)
    with pytest.raises(BenchError, match=r"cannot be read as CSV: [^\n]+$"):
        ScreeningSet.read(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"set\.csv: cannot be read as CSV: .*No such file"):
        ScreeningSet.read(tmp_path / "set.csv")
