"""RIS as others read it, and what comes back after others had it in their hands."""

from dataclasses import replace
from pathlib import Path

import pytest
import rispy

from records.record import RECORD_TYPES, Author, Record
from scanners.files.words import type_of_code
from synthesis.export import ris
from synthesis.export.ris import write
from tests.scanners.files.reading import records, rejected
from tests.scanners.json_cases import Snapshot
from tests.synthesis.export.arbitrary import exported
from tests.synthesis.export.invented import ARTICLE, PAGE, bare, full

EXPECTED = Path(__file__).parent / "expected"


def text() -> str:
    return "".join(write([full(), bare()]))


def back(changed: str) -> Record:
    (record,) = records("x.ris", changed)
    return record


def test_the_file_is_as_expected(snapshot: Snapshot) -> None:
    snapshot(EXPECTED / "works.ris", text().replace("\r\n", "\n"))


def test_lines_are_those_of_the_specification() -> None:
    lines = text().split("\r\n")
    assert "\n" not in "".join(lines)
    assert lines[-1] == ""
    assert all(line == "" or line[2:6] == "  - " for line in lines)
    assert lines.count("ER  - ") == 2


def test_rispy_reads_it_as_asreview_does() -> None:
    first, second = rispy.loads(text().replace("\r\n", "\n"))
    assert first["title"] == ARTICLE.title
    assert first["abstract"] == ARTICLE.abstract.replace("\n", " ")
    assert first["authors"] == ["Kerr, Ailsa M", "van der Singh, Rory", "NHS Lothian, Winter Group"]
    assert (first["doi"], first["year"], first["secondary_title"]) == (
        "10.5555/warm.1",
        "2026",
        "Journal of Warm Homes",
    )
    assert first["keywords"] == ["housing", "Aged, 80 and over"]
    assert (second["title"], second["type_of_reference"]) == ("=Warm homes", "ELEC")


def test_the_merged_record_comes_back_with_the_identifiers_and_notices_of_the_work() -> None:
    record, _ = records("x.ris", text())
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


def test_a_record_keeps_its_key_in_its_own_source() -> None:
    record = replace(ARTICLE, source="files", key="10.5555/warm.1")
    assert back("".join(write([exported(record)]))).key == "10.5555/warm.1"


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_each_type_is_written_as_a_code_that_others_know(kind: str) -> None:
    codes = {"JOUR", "RPRT", "BOOK", "CHAP", "THES", "CONF", "DATA", "NEWS", "ELEC", "GEN"}
    (line,) = [line for line in _written(kind) if line.startswith("TY  - ")]
    assert line[6:] in codes
    assert type_of_code(line[6:]) in RECORD_TYPES


def _written(kind: str) -> list[str]:
    (chosen,) = (one for one in RECORD_TYPES if one == kind)
    return "".join(ris.write([exported(replace(ARTICLE, type=chosen))])).split("\r\n")


def test_a_value_that_somebody_changed_is_believed() -> None:
    changed = (
        text()
        .partition("ER  - ")[0]
        .replace("TI  - Warm homes", "TI  - Cold homes")
        .replace("AU  - van der Singh, Rory\r\n", "")
        .replace("10.5555/warm.1", "10.5555/warm.2")
        .replace("Results: Fewer", "Results: Far fewer")
        .replace("TY  - JOUR", "TY  - RPRT")
        .replace("M3  - Journal Article; Observational Study\r\n", "M3  - Trial\r\n")
    )
    record = back(changed)
    assert record.title.startswith("Cold homes")
    assert [str(author) for author in record.authors] == ["Kerr, Ailsa M", "NHS Lothian, Winter Group"]
    assert record.authors[0] == Author("Kerr", "Ailsa M")
    assert [one.value for one in record.identifiers if one.scheme == "doi"] == ["10.5555/warm.2"]
    assert record.first("pmid") == "12345678"
    assert record.abstract == ARTICLE.abstract.replace("\n", " ").replace("Fewer", "Far fewer")
    assert (record.type, record.publication_types) == ("report", ("Trial",))
    assert (record.licence, record.places) == ("cc-by", ("Leith", "Scotland"))


def test_what_is_carried_comes_back_from_the_html_of_a_reference_manager() -> None:
    lines = [
        f"N1  - <p>{line[6:].replace('&', '&amp;')}</p>" if line.startswith("N1  - ken-") else line
        for line in text().partition("ER  - ")[0].split("\r\n")
    ]
    assert back("\n".join(lines)).authors == ARTICLE.authors


def test_a_carried_note_that_is_broken_leaves_what_the_tags_say() -> None:
    cut = text().partition("ER  - ")[0].partition('"versions"')[0]
    record = back(cut)
    assert record.title == ARTICLE.title
    assert record.key == "europepmc:MED:12345678"
    assert record.versions == ()


def test_a_reference_of_ken_whose_title_was_deleted_is_refused() -> None:
    lines = [line for line in text().partition("ER  - ")[0].split("\r\n") if line[:2] != "TI"]
    assert rejected("x.ris", "\n".join(lines)) == ["line 1: a reference without a title"]


def test_an_accession_number_of_ken_that_is_no_record_id_is_a_key_all_the_same() -> None:
    assert back("TY  - JOUR\nTI  - Home\nAN  - ken:home\nER  - \n").key == "home"


def test_a_reference_without_a_mark_of_ken_is_anybodys() -> None:
    lines = [line for line in text().partition("ER  - ")[0].split("\r\n") if line[:2] not in {"AN", "N1"}]
    record = back("\n".join(lines))
    assert (record.key, record.first("pmid")) == ("10.5555/warm.1", "12345678")
    assert record.abstract.split("\n") == ARTICLE.abstract.split("\n")


def test_an_export_of_nothing_is_an_empty_file() -> None:
    assert list(write([])) == []
