"""Terms that might be new."""

import pytest

from synthesis.ranking.terms import terms, title_terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met a district nurse.", {"district nurse"}),
        ("Peer Navigators in Deep End practices", set()),
        ("social prescribing, warm banks", {"social prescribing", "warm banks"}),
        ("of social. Prescribing", set()),
        ("adult social care", {"social care"}),
        ("the results suggest significantly improved outcomes", set()),
        ("prescription debts rose 40% in 2026", {"prescription debts"}),
        ("cold-water swimming", {"cold-water swimming"}),
        ("hospital discharge", {"hospital discharge"}),
        ("discharge hospital", {"discharge hospital"}),
        ("tenant’s debts", {"tenant debts"}),
    ],
)
def test_pairs_in_lower_case_within_a_clause(text: str, expected: set[str]) -> None:
    assert terms(text) == expected


def test_the_first_word_of_a_title_counts() -> None:
    assert title_terms("Prescription debts in Leith") == {"prescription debts"}
    assert terms("Prescription debts in Leith") == set()
