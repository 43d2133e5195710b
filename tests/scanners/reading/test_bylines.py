import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.reading.bylines import authors


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ailsa Kerr", ["Kerr, Ailsa"]),
        ("By Dr Ailsa Kerr, Head of Research, and Rory Singh", ["Kerr, Ailsa", "Singh, Rory"]),
        ("Written by Ailsa Kerr", ["Kerr, Ailsa"]),
        ("Kerr, Ailsa", ["Kerr, Ailsa"]),
        ("Kerr, A.", ["Kerr, A."]),
        ("Kerr, A., Singh, R. J.", ["Kerr, A.", "Singh, R. J."]),
        ("Kerr A, Singh RJ", ["Kerr, A", "Singh, RJ"]),
        ("van der Berg, Anna; Ludo van Example", ["van der Berg, Anna", "van Example, Ludo"]),
        ("Ailsa Kerr & Rory Singh", ["Kerr, Ailsa", "Singh, Rory"]),
        ("Ailsa Kerr, Public Health Scotland", ["Kerr, Ailsa"]),
        ("Sir Rory Singh, Professor of Global Health", ["Singh, Rory"]),
        ("rory@example.org (Rory Singh)", ["Singh, Rory"]),
        ("<b>Rory</b> Singh", ["Singh, Rory"]),
        ("Kerr", ["Kerr"]),
        ("admin", []),
        ("noreply@example.org", []),
        ("https://social.example.org/rory", []),
        ("", []),
    ],
)
def test_people_in_bylines(line: str, expected: list[str]) -> None:
    found = authors([line])
    assert [str(one) for one in found] == expected
    assert not any(one.group for one in found)


@pytest.mark.parametrize(
    "line",
    [
        "Scottish Government",
        "Department of Health, Social Services and Public Safety",
        "Invented Study Group",
        "Press Office",
        "The Associated Press",
        "NHS",
    ],
)
def test_organisations_in_bylines(line: str) -> None:
    (one,) = authors([line])
    assert (one.family, one.group) == (line, True)


def test_nobody_is_named_twice() -> None:
    assert [str(one) for one in authors(["Ailsa Kerr", "Kerr, Ailsa", "Rory Singh"])] == [
        "Kerr, Ailsa",
        "Singh, Rory",
    ]


@given(st.lists(st.text(max_size=80), max_size=3))
def test_every_author_has_a_name(lines: list[str]) -> None:
    assert all(one.family.strip() for one in authors(lines))
