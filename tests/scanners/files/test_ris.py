"""References in RIS as databases and reference managers write them; all of them are invented."""

import logging

import pytest

from records.dates import PartialDate
from records.record import Author, Notice, Record
from tests.scanners.files.reading import read, records, rejected


def one(*lines: str, kind: str = "JOUR") -> Record:
    title = () if any(line[:2] in ("TI", "T1", "CT", "BT", "ST") for line in lines) else ("TI  - Warm homes",)
    (record,) = records("x.ris", "\n".join([f"TY  - {kind}", *title, *lines, "ER  - "]))
    return record


def test_a_reference_of_ovid_is_read_whole() -> None:
    record = one(
        "ID  - 2026000001",
        "T1  - Warm homes and winter admissions.",
        "A1  - Kerr, A.",
        "A1  - Singh R.B.",
        "Y1  - 2026//",
        "N2  - Background: Homes are cold. We asked why. Methods: We counted. Results: Fewer, p<0.01.",
        "KW  - *housing",
        "KW  - winter; Scotland",
        "JF  - Journal of Warm Homes",
        "JA  - J. Warm Homes",
        "VL  - 3",
        "IS  - 2",
        "SP  - 12",
        "EP  - 19",
        "PB  - Leith Press",
        "SN  - 1234-5679 (electronic)",
        "DO  - http://dx.doi.org/10.5555/Warm.1",
        "LA  - English",
        "UR  - https://example.org/warm",
    )
    assert record == Record(
        source="files",
        key="10.5555/warm.1",
        kind="files",
        title="Warm homes and winter admissions.",
        abstract="Background: Homes are cold. We asked why.\nMethods: We counted.\nResults: Fewer, p<0.01.",
        authors=(Author("Kerr", "A."), Author("Singh", "R.B.")),
        container="Journal of Warm Homes",
        publisher="Leith Press",
        volume="3",
        issue="2",
        pages="12-19",
        published=PartialDate(2026),
        type="article",
        language="en",
        identifiers=record.identifiers,
        urls=("https://example.org/warm",),
        keywords=("housing", "winter", "Scotland"),
        page=record.page,
    )
    assert [str(identifier) for identifier in record.identifiers] == ["doi:10.5555/warm.1"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["TI  - Home"], "Home"),
        (["T1  - Home"], "Home"),
        (["CT  - Home"], "Home"),
        (["TI  - ", "T1  - Home"], "Home"),
        (["TI  - <i>Home</i> &amp; care"], "Home & care"),
        (["TI  - Home", "ST  - H"], "Home"),
        (["ST  - H"], "H"),
    ],
)
def test_the_title_is_found_under_its_many_tags(lines: list[str], title: str) -> None:
    assert one(*lines).title == title


def test_the_title_of_a_book_may_be_its_book_title() -> None:
    record = one("BT  - Warm homes", "T1  - ", kind="BOOK")
    assert (record.title, record.container, record.type) == ("Warm homes", "", "book")


@pytest.mark.parametrize(
    ("lines", "container"),
    [
        (["JF  - Journal of Homes", "JO  - J Homes"], "Journal of Homes"),
        (["JO  - J Homes", "T2  - Journal of Homes"], "Journal of Homes"),
        (["JA  - J Homes"], "J Homes"),
        (["T2  - ", "JO  - J Homes"], "J Homes"),
    ],
)
def test_the_full_name_of_a_journal_goes_before_its_short_name(lines: list[str], container: str) -> None:
    assert one(*lines).container == container


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["PY  - 2026"], "2026"),
        (["PY  - 2026/11/23/"], "2026-11-23"),
        (["Y1  - 2026/11//"], "2026-11"),
        (["Y1  - 2026//"], "2026"),
        (["PY  - 2026", "DA  - 2026/11/23"], "2026-11-23"),
        (["PY  - 2026", "DA  - Nov 23"], "2026-11-23"),
        (["PY  - 2026", "DA  - DEC"], "2026-12"),
        (["PY  - 2026", "Y1  - 2025/12/30"], "2026"),
        (["PY  - 2026/01/30/received", "PY  - 2026/04/18"], "2026-04-18"),
        (["PY  - 2026/01/30/received"], "2026-01-30"),
        (["PY  - Start date: 20260812"], "2026-08-12"),
        (["DA  - 2026/09//undefined"], "2026-09"),
        (["PY  - ///", "PY  - 99", "PY  - YEAR/MONTH/DAY/"], "None"),
        (["PY  - 2026/00/00/"], "2026"),
        (["PY  - 20262026"], "None"),
        (["PY  - Mon, 01 Jan 99999999999999999999 00:00:00"], "None"),
    ],
)
def test_dates_keep_their_precision(lines: list[str], date: str) -> None:
    assert str(one(*lines).published) == date


@pytest.mark.parametrize(
    ("lines", "identifiers"),
    [
        (["DO  - 10.5555/A"], ["doi:10.5555/a"]),
        (["UR  - https://doi.org/10.5555/a"], ["doi:10.5555/a"]),
        (["M3  - doi:10.5555/a"], ["doi:10.5555/a"]),
        (["N1  - doi: 10.5555/a"], ["doi:10.5555/a"]),
        (["L3  - 10.5555/a"], ["doi:10.5555/a"]),
        (["N1  - Erratum in: Homes. doi: 10.5555/other"], []),
        (["DO  - 10.5555/a", "UR  - https://doi.org/10.5555/preprint"], ["doi:10.5555/a"]),
        (["C2  - PMC1234567"], ["pmcid:PMC1234567"]),
        (["C2  - 12345678"], ["pmid:12345678"]),
        (["U1  - 12345678[pmid]", "U2  - PMC1234567[pmcid]"], ["pmid:12345678", "pmcid:PMC1234567"]),
        (["U1  - 12345678 [PMID]"], ["pmid:12345678"]),
        (["AN  - 12345678"], []),
        (["AN  - 12345678", "DB  - PubMed"], ["pmid:12345678"]),
        (["AN  - PMC1234567", "DB  - PMC"], ["pmcid:PMC1234567"]),
        (["PMID  - 12345678"], ["pmid:12345678"]),
        (["UR  - https://pubmed.ncbi.nlm.nih.gov/12345678/"], ["pmid:12345678"]),
        (["UR  - http://europepmc.org/article/MED/12345678"], ["pmid:12345678"]),
        (["UR  - http://ovidsp.ovid.com/ovidweb.cgi?T=JS&D=medp&NEWS=N&AN=12345678"], ["pmid:12345678"]),
        (["UR  - http://ovidsp.ovid.com/ovidweb.cgi?T=JS&D=psyc&NEWS=N&AN=12345678"], []),
        (["L2  - http://europepmc.org/articles/PMC1234567"], ["pmcid:PMC1234567"]),
        (["SN  - 978-0-306-40615-7"], []),
        (["UR  - https://example.org/reports/1"], ["url:https://example.org/reports/1"]),
        (["UR  - https://example.org/"], []),
        (["UR  - https://www.scopus.com/inward/record.uri?eid=2-s2.0-1"], []),
    ],
)
def test_identifiers_are_found_where_databases_put_them(lines: list[str], identifiers: list[str]) -> None:
    assert [str(one) for one in one(*lines).identifiers] == identifiers


@pytest.mark.parametrize(
    "number", ["978-0-306-40615-7", "0306406152", "9780306406157 (print)", "1234-5679; 9780306406157"]
)
def test_a_book_has_its_isbn(number: str) -> None:
    assert one(f"SN  - {number}", kind="BOOK").first("isbn") == "9780306406157"


@pytest.mark.parametrize(
    ("lines", "urls"),
    [
        (["UR  - http://a.example/1; http://b.example/2"], ["http://a.example/1", "http://b.example/2"]),
        (["UR  - http://a.example/1;http://b.example/2"], ["http://a.example/1", "http://b.example/2"]),
        (["UR  - http://a.example/?x=1;y=2"], ["http://a.example/?x=1;y=2"]),
        (["UR  - //a.example/1"], ["https://a.example/1"]),
        (["UR  - http://a.example/1", "http://b.example/2"], ["http://a.example/1", "http://b.example/2"]),
        (["UR  - ://WOS:0002"], []),
        (["UR  - see the library"], []),
        (
            ["DO  - 10.5555/a", "UR  - https://www.scopus.com/record?x"],
            ["https://doi.org/10.5555/a", "https://www.scopus.com/record?x"],
        ),
        (
            ["UR  - https://lens.org/1", "L2  - https://a.example/1"],
            ["https://a.example/1", "https://lens.org/1"],
        ),
    ],
)
def test_addresses_are_taken_apart_and_databases_come_last(lines: list[str], urls: list[str]) -> None:
    assert list(one(*lines).urls) == urls


@pytest.mark.parametrize(
    ("kind", "lines", "type_", "types"),
    [
        ("JOUR", [], "article", ()),
        ("JOUR", ["M3  - Review"], "review", ("Review",)),
        ("JOUR", ["M3  - Conference Paper"], "conference", ("Conference Paper",)),
        ("CHAP", [], "chapter", ()),
        ("RPRT", [], "report", ()),
        ("THES", ["M3  - Ed.D."], "thesis", ("Ed.D.",)),
        ("WHAT", [], "other", ()),
    ],
)
def test_types_come_from_the_code_and_the_words(
    kind: str, lines: list[str], type_: str, types: tuple[str, ...]
) -> None:
    record = one(*lines, kind=kind)
    assert (record.type, record.publication_types) == (type_, types)


def test_a_retraction_in_the_title_is_a_notice() -> None:
    assert one("TI  - RETRACTED: Warm homes").notices == (Notice("retraction", "subject"),)
    record = one("TI  - Retraction notice to Warm homes")
    assert (record.notices, record.type) == ((Notice("retraction", "notice"),), "notice")


@pytest.mark.parametrize("text", ["[No abstract available]", "No abstract", "Abstract", "N/A", "-"])
def test_an_abstract_that_says_there_is_none_is_none(text: str) -> None:
    assert one(f"AB  - {text}").abstract == ""


def test_editors_stand_for_authors_only_where_there_are_none() -> None:
    assert one("ED  - Kerr, A.").authors == (Author("Kerr", "A."),)
    assert one("AU  - Singh, R.", "ED  - Kerr, A.").authors == (Author("Singh", "R."),)


@pytest.mark.parametrize(
    ("start", "end", "pages"),
    [
        ("12", "19", "12-19"),
        ("1-22", "", "1-22"),
        ("1-22", "22", "1-22"),
        ("", "9", "9"),
        ("pp 3-7", "", "3-7"),
        ("5", "5", "5"),
        ("e12", "nan", "e12"),
    ],
)
def test_pages_are_a_range(start: str, end: str, pages: str) -> None:
    assert one(f"SP  - {start}", f"EP  - {end}").pages == pages


def test_an_article_number_stands_for_pages() -> None:
    assert one("C7  - 107538").pages == "107538"


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("TY  - JOUR\nAU  - Kerr, A.\nER  - \n", ["line 1: a reference without a title"]),
        ("\n\nTY  - JOUR\nTI  - \nER  - \n", ["line 3: a reference without a title"]),
        ("TY  - JOUR\nTI  - [No title available]\nER  - \n", ["line 1: a reference without a title"]),
        ("TY  - JOUR\nER  - \n", ["line 1: a reference that has nothing but a type"]),
        ("Provider: X\nTY  - JOUR\nTI  - Home\nER  - \n", ["line 1: text outside any reference"]),
    ],
)
def test_what_is_refused_says_where_and_why(text: str, reasons: list[str]) -> None:
    assert rejected("x.ris", text) == reasons


def test_each_reference_is_a_record_or_a_refusal() -> None:
    text = "TY  - JOUR\nTI  - First\nER  - \nTY  - JOUR\nER  - \nTY  - JOUR\nTI  - Third\n"
    kept, refused = read("x.ris", text)
    assert [record.title for record in kept] == ["First", "Third"]
    assert [item.fragment for item in refused] == ["TY  - JOUR\nER  -"]


def test_a_tag_that_nobody_knows_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        one("QQ  - what", "QQ  - is this", "JP  - CRISPR", "AD  - Leith")
    known = [line.partition(": ")[2] for line in caplog.messages]
    assert known == [
        "the tag QQ is not known and was left out (lines: 2)",
        "the tag JP is not known and was left out (lines: 1)",
    ]


def test_judgements_of_screening_tools_are_no_keywords_and_no_decisions() -> None:
    record = one("N1  - ASReview_relevant", 'N1  - RAYYAN-INCLUSION: {"A"=>"Included"}', "KW  - housing")
    assert record.keywords == ("housing",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    text = "TY  - JOUR\nTI  - Càirdeas – “warm”\nAU  - Müller, Zoë\nER  - \n"
    (record,) = records("x.ris", text.encode(encoding))
    assert (record.title, str(record.authors[0])) == ("Càirdeas – “warm”", "Müller, Zoë")


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    (record,) = records("x.ris", "TY  - JOUR\nTI  - Zoë ".encode() + b"\x93x\x94\nER  - \n")
    assert record.title == "Zoë “x”"
