"""How lines of RIS become references and the text between them."""

import pytest

from scanners.files.tagged import Reference, Stray, blocks


def references(text: str) -> list[Reference]:
    found = list(blocks(text))
    assert all(isinstance(block, Reference) for block in found)
    return [block for block in found if isinstance(block, Reference)]


def strays(text: str) -> list[Stray]:
    return [block for block in blocks(text) if isinstance(block, Stray)]


TWO = "TY  - JOUR\nTI  - First\nER  - \n\nTY  - BOOK\nTI  - Second\nER  - \n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_of_three_ways(end: str) -> None:
    found = references(TWO.replace("\n", end))
    assert [one.first("TI") for one in found] == ["First", "Second"]
    assert [one.line for one in found] == [1, 5]


@pytest.mark.parametrize("last", ["ER  - ", "ER  -", "ER - ", "ER\t- ", "ER  - end of reference", "ER  - ,"])
def test_the_end_tag_may_be_written_in_many_ways(last: str) -> None:
    found = references(f"TY  - JOUR\nTI  - First\n{last}\nTY - BOOK\nTI - Second\n{last}")
    assert [one.first("TI") for one in found] == ["First", "Second"]


def test_a_reference_without_end_tag_ends_at_the_next_start_and_at_the_end_of_the_text() -> None:
    found = references("TY  - JOUR\nTI  - First\nTY  - JOUR\nTI  - Second")
    assert [one.first("TI") for one in found] == ["First", "Second"]


def test_one_space_before_the_dash_counts_where_the_start_tag_has_one() -> None:
    (found,) = references("TY - JOUR\nTI - Home\nAB - Care\nUK - based teams\nER - \n")
    assert found.values == {"TY": ["JOUR"], "TI": ["Home"], "AB": ["Care\nUK - based teams"]}


def test_one_space_before_the_dash_is_text_where_the_start_tag_has_two() -> None:
    (found,) = references("TY  - JOUR\nAB  - Care\nAU - thors of the UK\nER  - \n")
    assert found.first("AB") == "Care\nAU - thors of the UK"


def test_a_tab_before_the_dash_and_no_space_behind_it_are_read() -> None:
    (found,) = references("TY  - JOUR\nA1\t- Kerr, Ailsa\nTI  -Home\nPMID  - 123\nER  -\n")
    assert found.values == {"TY": ["JOUR"], "A1": ["Kerr, Ailsa"], "TI": ["Home"], "PMID": ["123"]}


def test_lines_without_a_tag_go_on_with_the_value_before_them() -> None:
    (found,) = references("TY  - JOUR\nAB  - one,\n      ER then two\n\nthree\nKW  - a\nER  - \n")
    assert found.all("AB", "KW") == ["one,\n      ER then two\nthree", "a"]


def test_a_byte_order_mark_and_blank_lines_before_a_reference_are_nothing() -> None:
    assert len(references(" \ufeff\n\n\ufeffTY  - JOUR\nTI  - Home\nER  - \n\n \t\n")) == 1


def test_text_outside_references_is_one_block_for_each_gap() -> None:
    text = f"Record #1\nProvider: X\n\n1.\n{TWO}Copyright\n"
    assert strays(text) == [Stray(1, "Record #1\nProvider: X"), Stray(12, "Copyright")]
    assert strays(TWO.replace("ER  - \n\n", "ER  - \n\nbetween\n\nthem\n")) == [Stray(5, "between\nthem")]


@pytest.mark.parametrize("counter", ["1.", "12.", "<3>", "[4]", "5", " 6. "])
def test_a_counter_before_a_reference_is_no_text(counter: str) -> None:
    assert strays(f"{counter}\n{TWO}") == []


def test_an_end_tag_without_a_reference_is_text_outside() -> None:
    assert strays(f"{TWO}UK  - Unknown\nER  - \n") == [Stray(8, "UK  - Unknown\nER  -")]


def test_a_fragment_shows_the_start_of_a_reference() -> None:
    (found,) = references("\nTY  - JOUR\nAB  - " + "word " * 500 + "\nER  - \n")
    assert found.line == 2
    assert found.fragment.startswith("TY  - JOUR\nAB  - word word")
    assert len(found.fragment) == 500
