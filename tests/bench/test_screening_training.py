from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.screening_sets import ScreeningSet
from bench.screening_training import general_words, train, write
from nlp.meaning import Meaning
from synthesis.screening.inclusion import Inclusion, set_key
from synthesis.screening.lexical import Numbers

_WORDS = ["comment", "randomised", "trial"]


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    """Make a table of a few words with four numbers each."""
    words = ["comment", "letter", "randomised", "trial", "clubs", "stroke"]
    table = np.array([[9, 0, 1, 0], [8, 1, 0, 0], [0, 9, 0, 1], [1, 8, 0, 0], [0, 0, 9, 0], [0, 0, 0, 9]])
    return Meaning(
        {word: row for row, word in enumerate(words)},
        table.astype(np.int8),
        np.ones(6, np.float32),
        "invented",
    )


def _set(topic: str, count: int = 24) -> ScreeningSet:
    """Invent a review that took in one record in four, most of them trials."""
    included = tuple(row % 4 == 0 for row in range(count))
    titles = tuple(f"{topic} number {row}" for row in range(count))
    kinds = ("a randomised trial", "a comment", "a letter", "a trial, randomised by week")
    abstracts = tuple(
        f"This is {kinds[0] if one and row % 8 == 0 else kinds[row % 3 + 1]} of {topic}"
        for row, one in enumerate(included)
    )
    return ScreeningSet(topic, titles, abstracts, included)


@pytest.fixture(scope="module")
def sets() -> list[ScreeningSet]:
    return [_set("clubs"), _set("stroke", 40), _set("ferries", 32)]


def _relabelled(one: ScreeningSet, *rows: int) -> ScreeningSet:
    turned = tuple(label != (row in rows) for row, label in enumerate(one.included))
    return replace(one, included=turned)


def _same(first: Numbers, second: Numbers) -> bool:
    return bool(np.allclose(first, second, atol=1e-6))


def test_words_are_those_of_most_sets(sets: list[ScreeningSet]) -> None:
    found = general_words(sets)
    assert {"randomised", "trial", "this is"} <= set(found)
    assert not {"clubs", "stroke", "of clubs"} & set(found)
    assert found == sorted(found)


def test_a_row_for_all_sets_and_one_without_each(sets: list[ScreeningSet], meaning: Meaning) -> None:
    weights = train(sets, _WORDS, meaning)
    assert weights.shape == (4, len(_WORDS) + 2 + 4)
    assert weights[:, _WORDS.index("randomised")].min() > 0
    assert weights[:, _WORDS.index("comment")].max() < 0


def test_training_again_gives_the_same_numbers(sets: list[ScreeningSet], meaning: Meaning) -> None:
    assert _same(train(sets, _WORDS, meaning), train(sets, _WORDS, meaning))


def test_a_set_has_no_say_in_the_row_without_it(sets: list[ScreeningSet], meaning: Meaning) -> None:
    before = train(sets, _WORDS, meaning)
    after = train([sets[0], _relabelled(sets[1], 0, 8, 5, 6), sets[2]], _WORDS, meaning)
    assert [_same(*rows) for rows in zip(before, after, strict=True)] == [False, False, True, False]


def test_records_elsewhere_with_its_titles_have_none_either(
    sets: list[ScreeningSet], meaning: Meaning
) -> None:
    # The third set has two records of the first, one of them included, in other words and signs.
    titles = (sets[0].titles[0].upper(), f"{sets[0].titles[1]}!", *sets[2].titles[2:])
    third = replace(sets[2], titles=titles)
    before = train([*sets[:2], third], _WORDS, meaning)
    after = train([*sets[:2], _relabelled(third, 0, 1)], _WORDS, meaning)
    assert [_same(*rows) for rows in zip(before, after, strict=True)] == [False, True, False, True]


def test_records_without_a_title_are_not_those_of_another_set(
    sets: list[ScreeningSet], meaning: Meaning
) -> None:
    untitled = [replace(one, titles=("", "", *one.titles[2:])) for one in sets]
    before = train(untitled, _WORDS, meaning)
    after = train([*untitled[:2], _relabelled(untitled[2], 0, 1)], _WORDS, meaning)
    assert [_same(*rows) for rows in zip(before, after, strict=True)] == [False, False, False, True]


def test_what_is_written_is_read_again(sets: list[ScreeningSet], meaning: Meaning, tmp_path: Path) -> None:
    weights = train(sets, _WORDS, meaning)
    write(tmp_path / "a.npz", _WORDS, [set_key(one.texts) for one in sets], weights)
    found = Inclusion.read(tmp_path / "a.npz")
    assert found.words == tuple(_WORDS)
    largest = np.abs(weights).max(axis=1)
    assert np.abs(found.weights - weights[0]).max() <= largest[0] / 60_000
    held_out = found.without[set_key(sets[2].texts)]
    assert np.abs(held_out - weights[3]).max() <= largest[3] / 60_000
