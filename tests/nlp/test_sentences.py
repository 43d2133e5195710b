from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.sentences import sentences


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One ends. Two begins.", ["One ends.", "Two begins."]),
        (
            "J. Smith et al. (2020) said e.g. Not. So it is.",
            ["J. Smith et al. (2020) said e.g. Not.", "So it is."],
        ),
        ("It rose by 3.5 per cent. 42 did not.", ["It rose by 3.5 per cent.", "42 did not."]),
        ("“Kept it.” Then they stopped.", ["“Kept it.”", "Then they stopped."]),
        ("Background: none\nMethods: two", ["Background: none", "Methods: two"]),
        ("of data.Results showed", ["of data.", "Results showed"]),
        ("  ", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert _cut(text) == expected


def test_places_are_counted_from_the_start_that_is_given() -> None:
    assert sentences("One. Two.", 100) == [(100, 104), (105, 109)]


@given(st.text(alphabet=st.sampled_from("aB. \n?!'\"(1é")))
def test_sentences_are_in_order_and_lose_nothing_but_space(text: str) -> None:
    found = sentences(text)
    assert all(start < end for start, end in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
