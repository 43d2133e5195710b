import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.linking.titles import fold, plain_letters, title_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Small teams, big permissions.", "Small Teams, Big Permissions"),
        ("Small teams, big permissions: a preprint", "Small teams, big permissions"),
        ("Small teams, big permissions (accepted manuscript)", "Small teams, big permissions"),
        ("RETRACTED: Small teams, big permissions", "Small teams, big permissions"),
        ("WITHDRAWN: Small teams, big permissions", "Small teams, big permissions"),
        ("Small teams, big permissions [Dutch]", "Small teams, big permissions"),
        ("Small teams, big permissions [Review] [39 refs]", "Small teams, big permissions"),
        ("Small teams, big permissions [see comment].", "Small teams, big permissions"),
        ("<i>Small</i> teams, big permissions", "Small teams, big permissions"),
        ("Community‐led support", "Community-led support"),
        ("Évaluation of link workers", "Evaluation of link workers"),
        ("Link workers: Part II", "Link workers: part 2"),
        ("Phase IV trials", "Phase 4 trials"),
    ],
)
def test_titles_that_differ_in_dress_only_fold_alike(one: str, other: str) -> None:
    assert title_of(one).text == title_of(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Link workers: part I", "Link workers: part II"),
        ("Annual report 2024", "Annual report 2025"),
        ("Retraction: Small teams", "Small teams"),
        ("[Small teams]", ""),
    ],
)
def test_titles_of_two_works_stay_apart(one: str, other: str) -> None:
    assert title_of(one).text != title_of(other).text


def test_a_title_that_stands_in_brackets_whole_is_kept() -> None:
    assert title_of("[Small teams, big permissions]").text == "small teams big permissions"


@pytest.mark.parametrize(
    "text",
    ["Editorial", "", "[Title not available]", "Book Review.", "N/A", "Untitled", "—", "Ed.", "Corrigendum"],
)
def test_placeholders_are_known(text: str) -> None:
    assert title_of(text).is_placeholder


@pytest.mark.parametrize("text", ["Editorial boards of nursing journals", "Reviewing link work"])
def test_a_title_with_the_words_of_a_placeholder_is_none(text: str) -> None:
    assert not title_of(text).is_placeholder


def test_serial_titles_are_known() -> None:
    assert title_of("Annual Performance Report 2024-25").is_serial
    assert title_of("Homelessness: quarterly bulletin").is_serial
    assert not title_of("What the reports of link workers say").is_serial
    assert not title_of("Biostatistics for link workers").is_serial


def test_numbers_are_the_words_that_hold_a_digit() -> None:
    assert title_of("COVID-19 in 2021 and 2020").numbers == "19 2020 2021"
    assert title_of("What link workers say").numbers == ""


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Link workers, part 2", "2"),
        ("Link workers: Part II: what they say", "2"),
        ("Link workers. Wave 3", "3"),
        ("Bulletin no. 14", "14"),
        ("Link workers in 2021", ""),
        ("Taking part in it", ""),
    ],
)
def test_the_number_of_a_part_is_known(text: str, part: str) -> None:
    assert title_of(text).part == part


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Erratum: What link workers say", "erratum"),
        ("What link workers say: a commentary", "commentary"),
        ("What link workers say - reply", "reply"),
        ("The response of link workers to the first wave", ""),
    ],
)
def test_what_is_about_another_item_is_known_by_its_ends(text: str, answers: str) -> None:
    assert title_of(text).answers == answers


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain_letters(plain_letters(text)) == plain_letters(text)


@given(st.text(max_size=80))
def test_a_folded_title_is_words_in_lower_case_with_single_blanks(text: str) -> None:
    made = title_of(text)
    assert made.text == " ".join(made.text.split())
    assert made.words == made.text.split()
    assert set(made.numbers.split()) <= set(made.words)
