import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.spelling import fold, plain

SAME = [
    ("Neighbourhoods", "neighborhood"),
    ("organisation", "organizations"),
    ("organising", "Organizing"),
    ("programmes", "program"),
    ("centres", "centers"),
    ("centred", "centered"),
    ("behavioural", "behavioral"),
    ("women's", "woman"),
    ("citizens'", "citizen"),
    ("carers", "Carer"),
    ("authorities", "authority"),
    ("analyses", "analysis"),
    ("Sláintecare", "Slaintecare"),
    ("Jönköping", "Jonkoping"),
    ("travellers", "traveler"),
    ("counselling", "counseling"),
    ("paediatric", "pediatric"),
    ("ageing", "aging"),
    ("licence", "license"),
    ("people", "persons"),
    ("Gypsy/", "gypsy"),
    ("person-", "person"),
    ("&", "and"),
]
APART = [
    ("four", "for"),
    ("your", "yor"),
    ("class", "clas"),
    ("crisis", "crisi"),
    ("hour", "hor"),
    ("bus", "bu"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_have_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_keep_different_forms(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_plain_text_keeps_its_length_and_its_letters(text: str) -> None:
    copy = plain(text)
    assert len(copy) == len(text)
    assert all(
        mine == theirs for mine, theirs in zip(text, copy, strict=True) if mine.isascii() and mine.isalnum()
    )


def test_quotes_dashes_and_spaces_have_one_form() -> None:
    assert plain("‘a’ “b”\xa0c–d\te") == "'a' \"b\" c-d e"


def test_surplus_spaces_hang_on_the_word_before() -> None:
    assert plain("social   care") == "social__ care"
    assert fold("social__") == "social"


@given(st.text(min_size=1))
def test_no_word_becomes_empty(word: str) -> None:
    assert fold(word) or not word.lower()
