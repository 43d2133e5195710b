"""Keys of imported records: stable, and one for each item."""

import pytest

from records.record import Record
from tests.scanners.files.reading import records


def reference(*lines: str) -> str:
    return "\n".join(["TY  - JOUR", *lines, "ER  - ", ""])


def keys(text: str) -> list[str]:
    return [record.key for record in records("x.ris", text)]


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["DO  - 10.5555/A", "C2  - 12345678"], "10.5555/a"),
        (["C2  - 12345678"], "12345678"),
    ],
)
def test_a_doi_goes_before_a_pmid(lines: list[str], key: str) -> None:
    assert keys(reference("TI  - Home", *lines)) == [key]


def test_without_either_title_year_and_first_author_make_the_key() -> None:
    plain = keys(reference("TI  - Warm homes!", "AU  - Kerr, Ailsa", "PY  - 2026"))
    other = keys(reference("T1  - warm  homes", "A1  - KERR, A.", "Y1  - 2026/11/23", "JF  - X"))
    assert plain == other
    assert plain[0].startswith("sha:")
    assert len(plain[0]) == len("sha:") + 16
    assert keys(reference("TI  - Warm homes", "AU  - Kerr, Ailsa", "PY  - 2025")) != plain
    assert keys(reference("TI  - Warm homes", "AU  - Singh, R.", "PY  - 2026")) != plain


def test_the_same_reference_twice_is_one_record_with_what_both_say() -> None:
    text = reference("TI  - Home", "DO  - 10.5555/a", "KW  - a") + reference(
        "TI  - Home.", "DO  - 10.5555/a", "AB  - Care"
    )
    (record,) = records("x.ris", text)
    assert (record.title, record.keywords, record.abstract) == ("Home", ("a",), "Care")


def test_two_titles_with_one_doi_are_two_records() -> None:
    text = reference("TI  - Chapter one", "DO  - 10.5555/book") + reference(
        "TI  - Chapter two", "DO  - 10.5555/book"
    )
    found: list[Record] = records("x.ris", text)
    assert [record.title for record in found] == ["Chapter one", "Chapter two"]
    assert found[0].key == "10.5555/book"
    assert found[1].key.startswith("sha:")


def test_the_editorials_of_two_journals_are_two_records() -> None:
    text = reference("TI  - Editorial", "PY  - 2026", "JF  - Homes") + reference(
        "TI  - Editorial", "PY  - 2026", "JF  - Care"
    )
    assert len(set(keys(text))) == 2
    assert keys(text) == keys(text)
    assert len(keys(text + text)) == 2
