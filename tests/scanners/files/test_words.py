"""Words of files and what Ken calls them."""

import pytest

from records.record import RECORD_TYPES
from scanners.files.lists import listed
from scanners.files.words import language, record_type, type_of_code, written_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("eng", "en"),
        ("en-GB", "en"),
        ("English", "en"),
        ("Scottish Gaelic", "gd"),
        ("French; English", "fr"),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_languages_are_codes_or_names(text: str, code: str) -> None:
    assert language(text) == code


def test_each_type_of_ken_is_a_word_for_itself_and_has_a_code() -> None:
    for kind in RECORD_TYPES:
        assert record_type([kind]) == kind
        assert written_code(kind)


def test_all_types_in_the_list_are_types_of_ken() -> None:
    types = listed("types")
    assert set(types["codes"].values()) <= set(RECORD_TYPES)
    assert {row["type"] for row in types["words"]} <= set(RECORD_TYPES)
    assert set(types["written"]) == set(RECORD_TYPES)


def test_a_code_that_is_not_known_is_another_type() -> None:
    assert (type_of_code(" jour "), type_of_code("OTHER"), type_of_code("")) == ("article", "other", "other")
