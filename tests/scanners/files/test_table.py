"""Tables of references as databases and tools save them; all references are invented."""

import logging

import pytest

from records.record import Record
from scanners.files.lists import listed
from tests.scanners.files.reading import read, records, rejected


def one(header: str, row: str) -> Record:
    (record,) = records("x.csv", f"{header}\n{row}\n")
    return record


def test_no_column_name_stands_for_two_fields() -> None:
    columns = listed("columns")
    names = [
        name for table in ("one", "many") for listed_names in columns[table].values() for name in listed_names
    ]
    assert len(names) == len(set(names))
    assert set(names).isdisjoint(columns["labels"]["names"])


def test_scopus() -> None:
    record = one(
        '"Authors","Author full names","Title","Year","Source title","Volume","Issue","Page start",'
        '"Page end","DOI","Link","Abstract","Author Keywords","Index Keywords","Document Type",'
        '"Language of Original Document","PubMed ID","EID"',
        '"Kerr A.; Singh R.","Kerr, Ailsa (57000000001); Singh, Rory (57000000002)","Warm homes","2026",'
        '"Homes","3","2","12","19","10.5555/W","https://www.scopus.com/record?eid=1",'
        '"[No abstract available]","housing; winter","Housing; Scotland",'
        '"Review","English","12345678","2-s2.0-1"',
    )
    assert [str(author) for author in record.authors] == ["Kerr, Ailsa", "Singh, Rory"]
    assert (record.title, str(record.published), record.container) == ("Warm homes", "2026", "Homes")
    assert (record.volume, record.issue, record.pages, record.abstract) == ("3", "2", "12-19", "")
    assert [str(identifier) for identifier in record.identifiers] == ["doi:10.5555/w", "pmid:12345678"]
    assert (record.type, record.language) == ("review", "en")
    assert record.keywords == ("housing", "winter", "Housing", "Scotland")


def test_pubmed() -> None:
    record = one(
        "\ufeffPMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,DOI",
        '"12345678","Warm homes","Kerr A, Singh RB.","Homes. 2026 Nov 3;7(4):e27. doi: 10.5555/w. Epub.",'
        '"Kerr A","Homes","2026","2026/11/05","PMC1234567","10.5555/w"',
    )
    assert [str(author) for author in record.authors] == ["Kerr, A", "Singh, RB"]
    assert (str(record.published), str(record.indexed)) == ("2026-11-03", "2026-11-05")
    assert (record.container, record.volume, record.issue, record.pages) == ("Homes", "7", "4", "e27")
    assert (record.type, record.key) == ("article", "10.5555/w")
    assert record.first("pmcid") == "PMC1234567"


def test_embase() -> None:
    record = one(
        "Title,Author Names,Source,Abstract,Emtree Medical Index Terms,Clinical Trial Numbers",
        'Warm homes,"Kerr A., Singh R.B.",Homes (2026) 102:4 (25-31). Date of Publication: 25 Aug 2026,Cold.,'
        '"housing (prevention, therapy), winter",ClinicalTrials.gov (NCT00000000)',
    )
    assert [str(author) for author in record.authors] == ["Kerr, A", "Singh, R.B."]
    assert (record.container, record.volume, record.issue, record.pages) == ("Homes", "102", "4", "25-31")
    assert str(record.published) == "2026-08-25"
    assert record.keywords == ("housing (prevention, therapy)", "winter")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        # Covidence, Rayyan, Zotero, EPPI-Reviewer, ASReview, Lens
        (
            "Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,DOI,Covidence #",
            "W,Kerr A,c,2026,Nov,H,3,10.5555/w,#1",
        ),
        (
            "key,title,year,month,day,journal,volume,authors,abstract,notes,doi",
            "r1,W,2026,11,,H,3,Kerr A,c,,10.5555/w",
        ),
        (
            "Key,Item Type,Publication Year,Author,Title,Publication Title,DOI,Abstract Note,Date,Volume",
            'K,journalArticle,2026,"Kerr, A",W,H,10.5555/w,c,2026-11,3',
        ),
        (
            "ItemId,Title,ParentTitle,Year,Month,Volume,Abstract,Authors,DOI".replace(
                "ParentTitle", "Parent Title"
            ),
            "1,W,H,2026,11,3,c,Kerr A,10.5555/w",
        ),
        (
            "title,abstract,authors,journal_name,publication_year,date,volume,doi",
            "W,c,\"['Kerr, A']\",H,2026,2026/11//,3,10.5555/w",
        ),
        (
            "Title,Date Published,Source Title,Author/s,Abstract,Volume,DOI",
            "W,2026-11,H,Kerr A,c,3,10.5555/w",
        ),
    ],
    ids=["covidence", "rayyan", "zotero", "eppi", "asreview", "lens"],
)
def test_each_tool_has_its_own_names_for_the_same_fields(header: str, row: str) -> None:
    record = one(header, row)
    assert (record.title, record.abstract, record.container, record.volume) == ("W", "c", "H", "3")
    assert (str(record.published), record.first("doi")) == ("2026-11", "10.5555/w")
    assert [str(author) for author in record.authors] == ["Kerr, A"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["x.csv", "x.tsv", "x.txt"])
def test_the_delimiter_is_found_whatever_the_ending(delimiter: str, name: str) -> None:
    text = (
        delimiter.join(["Title", "Year", "Journal"])
        + "\r\n"
        + delimiter.join(["Warm homes", "2026", "Homes"])
    )
    (record,) = records(name, text)
    assert (record.title, record.container, record.year) == ("Warm homes", "Homes", 2026)


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks() -> None:
    record = one("Title,Abstract", '"Warm, ""dry"" homes","Background: cold.\nResults: fewer."')
    assert record.title == 'Warm, "dry" homes'
    assert record.abstract == "Background: cold.\nResults: fewer."


@pytest.mark.parametrize("before", ["sep=,\r\n", "\r\n\r\n", "\ufeff"])
def test_what_stands_before_the_header_is_passed_over(before: str) -> None:
    (record,) = records("x.csv", f"{before}title,year\r\nWarm homes,2026\r\n")
    assert record.title == "Warm homes"


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    text = 'title,year\nWarm homes,2026\n"",2025\n\n"   ",2024\nnan,2023\n'
    assert rejected("x.csv", text) == [f"row {row}: a reference without a title" for row in (3, 5, 6)]


def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_row() -> None:
    text = 'title,abstract\nWarm homes,a\nCold homes,"' + "word " * 40_000
    kept, refused = read("x.csv", text)
    assert [record.title for record in kept] == ["Warm homes"]
    assert refused[0].reason.startswith("row 3: not a row of a table")


def test_judgements_are_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        record = one("title,label_included,asreview_notes", "Warm homes,1,keep")
    assert record.keywords == ()
    assert caplog.messages == [
        "file:x.csv: judgements are not imported; left out: label included, asreview notes"
    ]


def test_years_that_a_spreadsheet_made_numbers_of_are_years() -> None:
    record = one("title,year,pmid", "Warm homes,2026.0,12345678.0")
    assert (record.year, record.first("pmid")) == (2026, "12345678")


def test_the_second_of_two_columns_with_one_name_does_not_count() -> None:
    assert one("title,year,title", "Warm homes,2026,Cold homes").title == "Warm homes"


def test_openalex_ids_are_identifiers_and_other_ids_are_not() -> None:
    assert one("id,title", "https://openalex.org/W12345,Warm homes").first("openalex") == "W12345"
    assert one("id,title", "12345,Warm homes").identifiers == ()
