"""Counting in words."""

import pytest

from synthesis.counted import counted


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 works"), (1, "1 work"), (2, "2 works"), (1187, "1,187 works")]
)
def test_one_is_not_many(number: int, expected: str) -> None:
    assert counted(number, "work") == expected


def test_a_plural_of_its_own_is_used() -> None:
    assert counted(1, "query", "queries") == "1 query"
    assert counted(2, "query", "queries") == "2 queries"
