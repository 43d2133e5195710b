"""Whatever a file holds, a reader gives records and refusals, and never raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.errors import ImportFileError
from records.record import Record, Rejected
from scanners.files import Reader, jsonl, ris, table
from scanners.files.formats import reader
from tests.scanners.files.reading import SOURCE, page

READERS = pytest.mark.parametrize("module", [ris, table, jsonl], ids=["ris", "table", "jsonl"])

RIS = """1.
TY  - JOUR
T1  - Warm homes and winter admissions: a study in Leith
A1  - Kerr, Ailsa
A1  - NHS Lothian Winter Group
Y1  - 2026/11//
N2  - Background: Cold homes. Methods: We counted.
Results: Fewer admissions.
KW  - *housing; winter
JF  - Journal of Warm Homes
VL  - 3
SP  - 12
EP  - 19
SN  - 1234-5679
DO  - https://doi.org/10.5555/warm.1
C2  - PMC1234567
UR  - https://example.org/warm;https://example.org/warm.pdf
ER  -

TY - BOOK
TI - A book with one space
SN - 978-0-306-40615-7
ER -
"""
TABLE = """Title,Authors,Year,Abstract,DOI,Citation,Url,Keywords\r
"Warm homes","Kerr A, Singh R",2026,"Background: a\nb",10.5555/w,"J. 2026;3(1):4-5.",//a.example/x,a\r
'=1+1,"['Kerr, Ailsa', 'Singh, Rory']",2026.0,[No abstract available],,"Cancer (2004) 1:2 (3-4)",,a; b\r
"""
LINES = """{"work": "wabc", "title": "Warm", "identifiers": {"doi": "10.5555/w"}, "records": []}
{"work": "wabd", "records": [{"identifiers": {"doi": ["10.5555/w"]}}], "title": "Cold", "published": "2026"}
{"title": "Cold", "authors": [{"family": "Kerr"}, "Singh, Rory"], "year": 2026, "doi": "10.5555/c"}
"""
SEEDS: dict[Reader, str] = {ris: RIS, table: TABLE, jsonl: LINES}
PIECES = st.sampled_from(
    [
        *(
            "TY  - JOUR\n",
            "TI  - ",
            "ER  - \n",
            "\r",
            "\n",
            "\r\n",
            "\ufeff",
            "AU  - ",
            "  - ",
            "TY - ",
            "\t",
            '"',
            "'",
        ),
        *(
            "ken-record: {",
            "}",
            "N1  - ken-record: ",
            "AN  - ken:",
            "AN  - ken:x:y\n",
            "[" * 3000,
            "{" * 3000,
            "null",
        ),
        *(
            "DA  - 99999999999999",
            "0" * 5000,
            "(" * 500,
            "PY  - ///",
            "SN  - ٣٣٣٣٣٣٣٣٣٣",
            "<AbstractText Label=",
            "&#x0;",
        ),
        *(
            '{"title": 1}\n',
            '{"title": ["a", {"family": 3}]}\n',
            "title,title,doi\n",
            "a,b,c,d,e\n",
            "sep=;\n",
            "\x00",
        ),
    ]
)


def check(module: Reader, body: bytes) -> None:
    module.recognises(body.decode("utf-8", errors="replace"))
    for item in module.parse(page("any", body), SOURCE):
        assert isinstance(item, Record | Rejected)
        if isinstance(item, Rejected):
            assert item.reason
            assert len(item.fragment) <= 500
        else:
            assert item.key
            assert item.title
            assert item.fingerprint()


@READERS
@given(body=st.binary(max_size=400))
def test_random_bytes_raise_nothing(module: Reader, body: bytes) -> None:
    check(module, body)


@READERS
@settings(max_examples=150)
@given(parts=st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=25))
def test_pieces_of_the_formats_in_any_order_raise_nothing(module: Reader, parts: list[str]) -> None:
    check(module, SEEDS[module].encode() + "".join(parts).encode())
    check(module, "".join(parts).encode())


@READERS
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=3)), max_size=30))
def test_broken_bytes_raise_nothing(module: Reader, changes: list[tuple[float, int, bytes]]) -> None:
    body = bytearray(SEEDS[module].encode())
    for place, length, new in changes:
        at = int(place * len(body))
        body[at : at + length] = new
    check(module, bytes(body))


@READERS
def test_any_cut_of_a_file_raises_nothing(module: Reader) -> None:
    body = SEEDS[module].encode()
    for end in range(len(body)):
        check(module, body[:end])


@given(name=st.text(max_size=12), body=st.binary(max_size=200))
def test_picking_a_reader_raises_only_the_error_of_imports(name: str, body: bytes) -> None:
    reason = ""
    try:
        check(reader(name, body), body)
    except ImportFileError as error:
        reason = str(error)
    assert "\n" not in reason.removeprefix(name)
