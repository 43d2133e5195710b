"""Where the words of a query stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.query.matching import excerpt, spans
from synthesis.query.parsing import parse

TEXT = "Peer support and the peer's Élan: homelessness, home-less and supporting peers. Peer\n support."


def found(query: str, where: str = "title") -> list[str]:
    return [TEXT[start:end] for start, end in spans(TEXT, parse(query), where)]


@pytest.mark.parametrize(
    ("query", "pieces"),
    [
        ("peer", ["Peer", "peer", "Peer"]),
        ("peer*", ["Peer", "peer", "peers", "Peer"]),
        ('"peer support"', ["Peer support", "Peer\n support"]),
        ('"peer supp*"', ["Peer support", "Peer\n support"]),
        ("elan", ["Élan"]),
        ("home-less", ["home-less"]),
        ("peer OR support", ["Peer", "support", "peer", "Peer", "support"]),
        ("-peer elan", ["Élan"]),
        ("-(peer -elan)", ["Élan"]),
        ("title:peer abstract:elan", ["Peer", "peer", "Peer"]),
        ("author:peer place:elan year:2020", []),
        ("", []),
    ],
)
def test_words_that_are_wanted_are_found(query: str, pieces: list[str]) -> None:
    assert found(query) == pieces


def test_the_abstract_is_another_text() -> None:
    assert found("title:peer elan", "abstract") == ["Élan"]


@given(st.text(max_size=200), st.integers(0, 150), st.integers(20, 120))
def test_an_excerpt_is_a_part_of_the_text_and_no_longer(text: str, at: int, length: int) -> None:
    marks = [(at, at + 3)] if at + 3 <= len(text) else []
    start, end = excerpt(text, marks, length)
    assert 0 <= start <= end <= len(text)
    assert end - start <= length or len(text) <= length


def test_an_excerpt_begins_before_the_first_mark_and_ends_at_a_blank() -> None:
    text = "word " * 100 + "here " + "word " * 100
    start, end = excerpt(text, [(500, 504)], 200)
    assert text[start:end].startswith("word word")
    assert "here" in text[start:end]
    assert text[end] == " "
    assert excerpt(text, [], 200)[0] == 0
