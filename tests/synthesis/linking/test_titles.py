import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.linking.titles import title_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Small teams, big permissions.", "Small Teams, Big Permissions"),
        ("Small teams, big permissions: a preprint", "Small teams, big permissions"),
        ("RETRACTED: Small teams, big permissions", "Small teams, big permissions"),
        ("Community‐led support", "Community-led support"),
        ("Évaluation of link workers", "Evaluation of link workers"),
        ("Link workers: Part II", "Link workers: part 2"),
    ],
)
def test_titles_that_differ_in_dress_only_fold_alike(one: str, other: str) -> None:
    assert title_of(one).words == title_of(other).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Link workers: part I", "Link workers: part II"),
        ("Annual report 2024", "Annual report 2025"),
        ("Retraction: Small teams", "Small teams"),
    ],
)
def test_titles_of_two_works_stay_apart(one: str, other: str) -> None:
    assert title_of(one).words != title_of(other).words


@pytest.mark.parametrize(
    "text", ["Editorial", "", "[Title not available]", "Book Review.", "N/A", "Untitled"]
)
def test_placeholders_are_known(text: str) -> None:
    assert title_of(text).is_placeholder


def test_serial_titles_are_known() -> None:
    assert title_of("Annual Performance Report 2024-25").is_serial
    assert not title_of("What the reports of link workers say").is_serial


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = title_of(text)
    assert title_of(once.text).numbers <= once.numbers
