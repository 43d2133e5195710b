"""Which reader takes which file, and what is said of files that none takes."""

import gzip

import pytest

from records.errors import ImportFileError
from scanners.files import jsonl, ris, table
from scanners.files.formats import reader

RIS = b"\r\nTY  - JOUR\r\nTI  - Home\r\nER  - \r\n"
CSV = b"title,doi\r\nHome,10.5555/a\r\n"
LINES = b'{"title": "Home"}\n'


@pytest.mark.parametrize(
    ("name", "body", "module"),
    [
        ("x.ris", RIS, ris),
        ("x.RIS", RIS, ris),
        ("x.txt", RIS, ris),
        ("x", RIS, ris),
        ("x.ris", RIS.replace(b"\r\n", b"\r"), ris),
        ("x.ris", RIS.decode().encode("utf-16"), ris),
        ("x.ris", b"\xef\xbb\xbf" + RIS, ris),
        ("x.csv", CSV, table),
        ("x.tsv", CSV.replace(b",", b"\t"), table),
        ("x.txt", CSV, table),
        ("x.csv", b"Title\nHome\n", table),
        ("x.csv", CSV.decode().encode("utf-16"), table),
        ("x.jsonl", LINES, jsonl),
        ("x.ndjson", LINES, jsonl),
        ("x.json", LINES, jsonl),
        ("x.csv", RIS, ris),
        ("x.ris", CSV, table),
        ("x.csv", b'title,abstract\nHome,"\nTY  - JOUR"\n', table),
    ],
)
def test_the_ending_is_asked_first_and_the_content_decides(name: str, body: bytes, module: object) -> None:
    assert reader(name, body) is module


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("x.ris", b"", "x.ris is empty"),
        ("x.ris", b"\xef\xbb\xbf \r\n", "x.ris is empty"),
        ("x.csv", b"PK\x03\x04....", "save a spreadsheet as CSV"),
        ("x.xls", bytes.fromhex("d0cf11e0a1b11ae1"), "save a spreadsheet as CSV"),
        ("x.ris.gz", gzip.compress(RIS, mtime=0), "a compressed file, which is not read: unpack it first"),
        ("x.pdf", b"%PDF-1.7", "a PDF"),
        ("x.ris", b"TY  - JOUR\0\0\n", "no text file"),
        ("x.nbib", b"\nPMID- 12345678\nTI  - Home\n", "PubMed (NBIB)"),
        ("x.bib", b"@article{kerr2026,\n title={Home}}", "BibTeX"),
        ("x.ciw", b"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science"),
        ("x.enw", b"%0 Journal Article\n%T Home\n", "EndNote (ENW)"),
        ("x.xml", b"<?xml version='1.0'?><xml><records/></xml>", "XML or HTML"),
        ("x.ris", b"Dear all,\nplease find attached\n", "RIS starts references with 'TY  - '"),
        ("x.csv", b",,\n" * 30 + CSV, "a column 'title' in its first row"),
        ("x.csv", b"name,age\nAilsa,44\n", "a column 'title' in its first row"),
    ],
)
def test_a_file_that_is_not_read_is_told_why_in_one_line(name: str, body: bytes, reason: str) -> None:
    with pytest.raises(ImportFileError) as raised:
        reader(name, body)
    assert reason in str(raised.value)
    assert str(raised.value).startswith(name)
    assert "\n" not in str(raised.value)
