"""Citations as two databases write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.linking.places import abbreviates, digits_of, journal_of, pages_of


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("221-228", ("221", "228")),
        ("221-8", ("221", "228")),
        ("221–28", ("221", "228")),
        ("1021--34", ("1021", "1034")),
        ("0012-0019", ("12", "19")),
        ("e12345", ("12345", "")),
        ("E123-e130", ("123", "130")),
        ("S12-S19", ("s12", "19")),
        ("7", ("7", "")),
        ("pp. 7-9", ("7", "9")),
        ("221-228 (erratum 400)", ("221", "228")),
        ("(no pagination)", ("", "")),
        ("no pagination", ("", "")),
        ("", ("", "")),
    ],
)
def test_the_first_and_the_last_page_are_read(text: str, pages: tuple[str, str]) -> None:
    assert pages_of(text) == pages


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", "12"), ("Vol. 012", "12"), ("3 Suppl 1", "3"), ("0", ""), ("Spring", ""), ("", "")],
)
def test_the_number_of_a_volume_or_an_issue_is_read(text: str, number: str) -> None:
    assert digits_of(text) == number


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Journal of Care Teams", "journal care teams"),
        ("Journal of Care Teams (Online)", "journal care teams"),
        ("Revista de Enfermería", "revista de enfermeria"),
        ("", ""),
    ],
)
def test_the_name_of_a_journal_is_folded(name: str, folded: str) -> None:
    assert journal_of(name) == folded


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Br J Gen Pract", "British Journal of General Practice"),
        ("BMJ", "British Medical Journal"),
        ("J Care Teams", "Journal of Care Teams"),
        ("Intl J Nursing", "International Journal of Nursing"),
        ("ICCT: Teams at the Crossroads", "International Conference on Care Teams"),
    ],
)
def test_a_short_name_is_known_in_either_order(short: str, long: str) -> None:
    assert abbreviates(journal_of(short), journal_of(long))
    assert abbreviates(journal_of(long), journal_of(short))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Journal of Care Teams", "Nursing Quarterly"),
        ("Gut", "Guttural Sounds of the North"),
        ("J Nurs", "Journal of Midwifery"),
        ("", "Journal of Care Teams"),
        ("", ""),
    ],
)
def test_other_names_are_not_short_for_each_other(one: str, other: str) -> None:
    assert not abbreviates(journal_of(one), journal_of(other))


names = st.text(alphabet="abc ", max_size=12).map(journal_of)


@given(names, names)
def test_the_order_of_two_names_makes_no_difference(one: str, other: str) -> None:
    assert abbreviates(one, other) == abbreviates(other, one)


@given(st.integers(1, 99999), st.integers(0, 400))
def test_a_shortened_last_page_is_written_out(first: int, more: int) -> None:
    last = str(first + more)
    shared = 0
    while len(last) == len(str(first)) and shared < len(last) - 1 and last[shared] == str(first)[shared]:
        shared += 1
    assert pages_of(f"{first}-{last[shared:]}") == (str(first), last)
