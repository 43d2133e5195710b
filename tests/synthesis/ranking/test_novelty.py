"""How unlike what the team has seen a work is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.ranking.novelty import novelty

SEEN = "Peer navigators in general practices for people experiencing homelessness"


def test_where_nothing_was_seen_all_is_new() -> None:
    assert novelty(["a garden", ""], []) == [1.0, 1.0]
    assert novelty([], [SEEN]) == []


def test_a_copy_is_not_new_and_something_else_is() -> None:
    copy, near, other = novelty(
        [SEEN, f"{SEEN}: two years later", "Lunch clubs on remote islands"], ["Cold homes", SEEN]
    )
    assert copy == pytest.approx(0)
    assert 0.1 < near < 0.7
    assert other == 1.0


def test_texts_without_words_are_new() -> None:
    assert novelty(["", "the of"], ["", "..."]) == [1.0, 1.0]
    assert novelty([""], [SEEN]) == [1.0]


word = st.sampled_from(["carers", "housing", "the", "nurse", "rural", ""])
words = st.lists(word, max_size=5).map(" ".join)


@settings(deadline=None)  # the first call imports scikit-learn
@given(st.lists(words, max_size=5), st.lists(words, max_size=5), st.randoms(use_true_random=False))
def test_novelty_lies_between_0_and_1_and_heeds_no_order(
    new: list[str], seen: list[str], shuffler: object
) -> None:
    values = novelty(new, seen)
    assert len(values) == len(new)
    assert all(0 <= value <= 1 for value in values)
    shuffled = list(seen)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
    assert novelty(new, shuffled) == pytest.approx(values, abs=1e-3)
