"""Names of authors as files write them."""

import pytest

from records.record import Author
from scanners.files.authors import author, authors, authors_in_cell


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kerr, Ailsa", Author("Kerr", "Ailsa")),
        ("Kerr,A. B.", Author("Kerr", "A. B.")),
        ("Kerr AB", Author("Kerr", "AB")),
        ("Kerr A.B.", Author("Kerr", "A.B.")),
        ("van der Kerr AB", Author("van der Kerr", "AB")),
        ("Ailsa Kerr", Author("Kerr", "Ailsa")),
        ("A. Kerr-Singh", Author("Kerr-Singh", "A.")),
        ("Kerr", Author("Kerr")),
        ("NHS Lothian Winter Group", Author("NHS Lothian Winter Group", group=True)),
        ("Leith Research Center", Author("Leith Research Center", group=True)),
        ("Ministry of Homes", Author("Ministry of Homes", group=True)),
        ("SIGN", Author("SIGN", group=True)),
        ("Kerr, Ailsa (57211111111)", Author("Kerr", "Ailsa")),
        ("Kerr, Ailsa (ailsa.kerr@example.org)", Author("Kerr", "Ailsa")),
        ("", None),
        ("…", None),
    ],
)
def test_one_name(text: str, name: Author | None) -> None:
    assert author(text) == name


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Kerr, Ailsa; Singh, Rory", ["Kerr, Ailsa", "Singh, Rory"]),
        ("Kerr A, Singh RB, Abd-Rae AA.", ["Kerr, A", "Singh, RB", "Abd-Rae, AA"]),
        ("Kerr A.B., Singh R.", ["Kerr, A.B.", "Singh, R"]),
        ("Kerr, A.B., Singh, R.", ["Kerr, A.B.", "Singh, R."]),
        ("Kerr, Ailsa", ["Kerr, Ailsa"]),
        ("Ailsa Kerr, Rory Singh", ["Kerr, Ailsa", "Singh, Rory"]),
        ("Ailsa Kerr, Rory Singh, Una Mac Leod", ["Kerr, Ailsa", "Singh, Rory", "Mac Leod, Una"]),
        ("Kerr, Ailsa B. and Singh, Rory", ["Kerr, Ailsa B.", "Singh, Rory"]),
        ("['Kerr, Ailsa', 'Singh, Rory']", ["Kerr, Ailsa", "Singh, Rory"]),
        ("['Kerr, Ailsa', \"O'Rae, Una\"]", ["Kerr, Ailsa", "O'Rae, Una"]),
        ("", []),
    ],
)
def test_names_in_one_cell(cell: str, names: list[str]) -> None:
    assert [str(one) for one in authors_in_cell(cell)] == names


def test_names_on_lines_are_taken_once_each() -> None:
    found = authors(["Kerr, Ailsa", "Singh, Rory; Kerr, Ailsa", "Mac Leod, U.\nRae, I."])
    assert [str(one) for one in found] == ["Kerr, Ailsa", "Singh, Rory", "Mac Leod, U.", "Rae, I."]
