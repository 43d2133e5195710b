"""What may point to a person is found, where it stands, and what does not is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.submitting.form import shipped_form
from synthesis.submitting.privacy import is_health_number, scan, scanned

PARTS = st.sampled_from(
    [
        *(
            "Mr ",
            "Mrs J. ",
            "Dr Gray",
            "’s Hospital ",
            "three ",
            "residents ",
            "4 ",
            "people ",
            "EH1 ",
            "1YZ ",
        ),
        *(
            "0131 496 0123 ",
            "+44 ",
            "943 476 5919",
            "born on ",
            "12/03/1950 ",
            "a@b.org ",
            "\n",
            "é",
            "𝕏 ",
            "Ｍr ",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PARTS, max_size=20).map("".join))


@pytest.mark.parametrize(
    ("text", "kind", "quotes"),
    [
        ("Write to a.b+c@nhs.scot.", "e-mail address", ["a.b+c@nhs.scot"]),
        ("Ring 0131 496 0123 or 07700 900123", "telephone number", ["0131 496 0123", "07700 900123"]),
        (
            "+44 (0)131 496 0123, 0044 7700 900123",
            "telephone number",
            ["+44 (0)131 496 0123", "0044 7700 900123"],
        ),
        ("(01632) 960 123", "telephone number", ["(01632) 960 123"]),
        ("NHS 943 476 5919", "health number", ["943 476 5919"]),
        ("CHI 0101011237", "health number", ["0101011237"]),
        ("in EH1 1YZ, eh1 1yz and G23AB", "postcode", ["EH1 1YZ", "eh1 1yz", "G23AB"]),
        ("born on 12/03/1950", "date of birth", ["12/03/1950"]),
        ("DOB: 3 March 1944", "date of birth", ["3 March 1944"]),
        ("Mr Smith and Mrs J. Brown-Jones", "name", ["Mr Smith", "Mrs J. Brown-Jones"]),
        ("Prof. Anne Mac Donald said", "name", ["Prof. Anne Mac Donald"]),
        ("three residents and One woman", "small number", ["three residents", "One woman"]),
        ("2 of our older patients", "small number", ["2 of our older patients"]),
    ],
)
def test_what_may_point_to_a_person(text: str, kind: str, quotes: list[str]) -> None:
    assert [(one.kind, one.quote) for one in scan("what", text)] == [(kind, quote) for quote in quotes]


@pytest.mark.parametrize(
    "text",
    [
        "Dr Gray’s Hospital and the Dr Anne Gray School",
        "one in four people, 1 in 4 people, 14 people, 2.4 people, 1,002 people, 4% people",
        "two nurses and three pharmacists; no one person decided",
        "It began on 3 March 2020 and cost 12,000 pounds in 2025.",
        "Call 999 or 111. Version 1.2.3. Run 1234567890.",
        "room B12 3 of the annexe; a 4 by 4 van",
        "Follow us @ihub",
        "one person's view",
    ],
)
def test_what_does_not(text: str) -> None:
    assert scan("what", text) == ()


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [
        ("9434765919", True),
        ("0101011237", True),
        ("9434765918", False),
        ("1111111111", False),
        ("943476591", False),
        ("٩434765919", False),
        ("", False),
    ],
)
def test_the_check_digit(digits: str, is_one: bool) -> None:
    assert is_health_number(digits) is is_one


@given(TEXTS)
def test_every_finding_is_word_for_word_where_it_says_and_none_overlap(text: str) -> None:
    found = scan("what", text)
    assert all(text[one.start : one.end] == one.quote != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TEXTS, TEXTS)
def test_fields_are_scanned_each_for_itself(one: str, other: str) -> None:
    found = scanned(shipped_form(), {"what": one, "how": other})
    assert found == (*scan("what", one), *scan("how", other))


def test_only_what_people_wrote_themselves_is_scanned() -> None:
    assert scanned(shipped_form(), {"workstream": "a@b.org", "groups": "a@b.org", "none": "a@b.org"}) == ()
    assert len(scanned(shipped_form(), {"title": "a@b.org"})) == 1


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["0" * 5000, "Mr A" * 2000, "born " * 1500, "0 " * 3000, "a." * 3000, "1 of " * 2000]
)
def test_no_text_takes_long(text: str) -> None:
    scan("what", text)
