import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.record import Author
from scanners.reading.names import is_group, orcid_in, person, vancouver


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Michael Grätzel", "Grätzel", "Michael"),
        ("Jan-Willem van den Berg", "van den Berg", "Jan-Willem"),
        ("Amanda M de la Torre", "de la Torre", "Amanda M"),
        ("Fatima Al Hassan", "Al Hassan", "Fatima"),
        ("Síle O'Brien", "O'Brien", "Síle"),
        ("Síle O’ Brien", "O’Brien", "Síle"),
        ("Van Nguyen", "Nguyen", "Van"),
        ("Ben Smith", "Smith", "Ben"),
        ("David Ben Smith", "Smith", "David Ben"),
        ("Jane Q. Public Jr.", "Public", "Jane Q. Jr."),
        ("Li, Peng", "Li", "Peng"),
        ("Jiang, MD", "Jiang", "MD"),
        ("Pérez Marc, G", "Pérez Marc", "G"),
        ("Jane Jiang, MD, PhD", "Jiang", "Jane"),
        ("O`Brien, S.", "O'Brien", "S."),
        ("Plato", "Plato", ""),
        ("  Yaniv  Brandvain ; ", "Brandvain", "Yaniv"),
        ("Jos&eacute; Núñez", "Núñez", "José"),
    ],
)
def test_name_of_a_person_is_divided(text: str, family: str, given: str) -> None:
    assert person(text) == Author(family, given)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Smith JD", Author("Smith", "JD")),
        ("van der Berg A-M", Author("van der Berg", "A-M")),
        ("O'Neill AF Jr", Author("O'Neill", "AF Jr")),
        ("Ó Súilleabháin Ó", Author("Ó Súilleabháin", "Ó")),
        ("WHO Solidarity Consortium", Author("WHO Solidarity Consortium", group=True)),
        ("Anonymous", Author("Anonymous")),
        ("", None),
        (" . ", None),
    ],
)
def test_name_in_a_reference_list_is_divided(text: str, author: Author | None) -> None:
    assert vancouver(text) == author


@pytest.mark.parametrize(
    "text", ["The MoTrPAC Study Group", "University of Glenbrae", "Streets for All network"]
)
def test_group_is_not_divided(text: str) -> None:
    assert is_group(text)
    assert person(text) == Author(text, group=True)


@pytest.mark.parametrize("text", ["Grace Trusty", "Network", "Ann Grouper", "Committee"])
def test_person_is_no_group(text: str) -> None:
    assert not is_group(text)


@pytest.mark.parametrize("text", ["", " ", "123", "***", ",;"])
def test_name_without_a_letter_is_none(text: str) -> None:
    assert person(text) is None


@given(st.text(max_size=40))
def test_any_text_gives_an_author_with_a_family_name_or_none(text: str) -> None:
    for author in (person(text), vancouver(text)):
        assert author is None or author.family.strip()


@pytest.mark.parametrize("text", ["https://orcid.org/0000-0002-1825-009x", "0000-0002-1825-009X"])
def test_orcid_is_found_in_its_address(text: str) -> None:
    assert orcid_in(text) == "0000-0002-1825-009X"


@pytest.mark.parametrize("text", ["", "0000-0002-1825", "10000-0002-1825-0097"])
def test_other_numbers_are_no_orcid(text: str) -> None:
    assert orcid_in(text) == ""
