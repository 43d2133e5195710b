"""CSV for spreadsheets and screening tools."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from records.record import Record
from synthesis.export.table import COLUMNS, write
from tests.scanners.files.reading import records, rejected
from tests.scanners.json_cases import Snapshot
from tests.synthesis.export.arbitrary import exported
from tests.synthesis.export.invented import ARTICLE, PAGE, bare, full

EXPECTED = Path(__file__).parent / "expected"


def text(*changes: Record) -> str:
    works = [exported(record) for record in changes] or [full(), bare()]
    return "".join(write(works))


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline="")))


def test_the_file_is_as_expected(snapshot: Snapshot) -> None:
    snapshot(EXPECTED / "works.csv", text().replace("\r\n", "\n"))


def test_excel_reads_it_as_utf_8_and_each_row_has_all_columns() -> None:
    content = text()
    assert content.encode("utf-8").startswith(b"\xef\xbb\xbf")
    assert content.endswith("\r\n")
    found = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline="")))
    assert found[0] == list(COLUMNS)
    assert {len(row) for row in found} == {len(COLUMNS)}


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 131", "'+44 131"),
        ("-5 °C", "'-5 °C"),
        ("@home", "'@home"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'tis winter", "'tis winter"),
        ("a=1", "a=1"),
    ],
)
def test_formulas_are_disarmed_and_come_back(title: str, cell: str) -> None:
    content = text(replace(ARTICLE, title=title))
    assert rows(content)[0]["title"] == cell
    (record,) = records("x.csv", content)
    assert record.title == title


def test_no_cell_of_any_row_starts_a_formula() -> None:
    record = replace(
        ARTICLE, container="=1", publisher="+1", volume="-1", issue="@1", pages="=1", licence="=1"
    )
    for row in rows(text(record, PAGE)) + rows(text()):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize(
    ("pages", "cell"), [("3-4", "3–4"), ("12-19", "12–19"), ("S1-S9", "S1-S9"), ("1-2, 5", "1-2, 5")]
)
def test_ranges_are_written_so_that_no_spreadsheet_makes_dates_of_them(pages: str, cell: str) -> None:
    content = text(replace(ARTICLE, pages=pages))
    assert rows(content)[0]["pages"] == cell
    (record,) = records("x.csv", content)
    assert record.pages == pages


def test_the_merged_record_comes_back_with_the_identifiers_and_notices_of_the_work() -> None:
    record, page = records("x.csv", text())
    assert replace(record, identifiers=(), notices=(), page="") == replace(
        ARTICLE,
        source="files",
        key="europepmc:MED:12345678",
        kind="files",
        identifiers=(),
        notices=(),
        urls=(*ARTICLE.urls, *PAGE.urls),
        body="",
    )
    assert set(record.identifiers) == set(full().work.identifiers)
    assert record.notices == (*ARTICLE.notices, *full().work.notices)
    assert page.title == PAGE.title


def test_a_cell_that_somebody_changed_is_believed() -> None:
    row = rows(text())[0]
    row |= {
        "title": "Cold homes",
        "authors": "Kerr, Ailsa M",
        "doi": "10.5555/warm.2",
        "keywords": "winter; Leith",
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerow(row)
    (record,) = records("x.csv", out.getvalue())
    assert record.title == "Cold homes"
    assert [str(author) for author in record.authors] == ["Kerr, Ailsa M"]
    assert [one.value for one in record.identifiers if one.scheme == "doi"] == ["10.5555/warm.2"]
    assert record.keywords == ("winter", "Leith")
    assert record.abstract == ARTICLE.abstract


def test_a_row_of_ken_whose_title_was_deleted_is_refused() -> None:
    content = text(replace(ARTICLE, title="Home")).replace(",Home,", ",,", 1)
    assert rejected("x.csv", content) == ["row 2: a reference without a title"]


def test_a_row_that_somebody_added_is_read_as_anybodys() -> None:
    content = text() + "x," + '"Added <i>by hand</i>",' + "," * (len(COLUMNS) - 3) + "\r\n"
    *_, added = records("x.csv", content)
    assert (added.title, added.key[:4]) == ("Added by hand", "sha:")
