"""Comparing texts: how unlike, how alike, and which belong together."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from synthesis.ranking.space import TextSpace

SEEN = "Peer navigators in general practices for people experiencing homelessness"


def novelty(new: Mapping[str, str], seen: Mapping[str, str]) -> list[float]:
    return TextSpace({**new, **seen}).novelty(list(new), list(seen))


def test_where_nothing_was_seen_all_is_new() -> None:
    assert novelty({"a": "a garden", "b": ""}, {}) == [1.0, 1.0]
    assert novelty({}, {"s": SEEN}) == []


def test_a_copy_is_not_new_and_something_else_is() -> None:
    new = {"copy": SEEN, "near": f"{SEEN}: two years later", "other": "Lunch clubs on remote islands"}
    copy, near, other = novelty(new, {"s": "Cold homes", "t": SEEN})
    assert copy == pytest.approx(0)
    assert 0.1 < near < 0.7
    assert other == 1.0


def test_texts_without_words_are_new_and_like_nothing() -> None:
    assert novelty({"a": "", "b": "the of"}, {"s": "", "t": "..."}) == [1.0, 1.0]
    assert novelty({"a": ""}, {"s": SEEN}) == [1.0]
    empty = TextSpace({"a": "", "b": ""})
    assert empty.near(["a", "b"], 0.5) == {}
    assert empty.groups(["a", "b"], 5, 0.1) == []
    assert empty.alike("a", ["b"], 0.1) == []


def test_alike_texts_come_with_the_words_that_make_them_so() -> None:
    space = TextSpace({"a": SEEN, "b": "Peer navigators in hostels", "c": "Lunch clubs", "d": SEEN})
    first, second = space.alike("a", ["a", "b", "c", "d"], 0.05)
    assert first.id == "d"
    assert first.similarity == pytest.approx(1)
    assert (second.id, second.shared) == ("b", ("navigators", "peer"))


def test_small_groups_are_those_of_few_works_on_one_thing() -> None:
    texts = {f"g{n}": f"prescription debt among tenants, report {'abc'[n]}{n}" for n in range(3)}
    texts |= {f"h{n}": f"winter plan of a health board, year {'defghij'[n]}{n}" for n in range(7)}
    texts["alone"] = "choirs"
    assert TextSpace(texts).groups(list(texts), 5, 0.15) == [("g0", "g1", "g2")]


word = st.sampled_from(["carers", "housing", "the", "nurse", "rural", "debt", ""])
texts = st.lists(st.lists(word, max_size=6).map(" ".join), max_size=8)


@settings(deadline=None)  # the first call imports scikit-learn
@given(texts, texts, st.randoms(use_true_random=False))
def test_novelty_lies_between_0_and_1_and_heeds_no_order(
    new: list[str], seen: list[str], shuffler: object
) -> None:
    fresh = {f"n{n}": text for n, text in enumerate(new)}
    old = [(f"s{n}", text) for n, text in enumerate(seen)]
    values = novelty(fresh, dict(old))
    assert len(values) == len(new)
    assert all(0 <= value <= 1 for value in values)
    shuffler.shuffle(old)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
    assert novelty(fresh, dict(old)) == values


@settings(deadline=None)
@given(texts, st.floats(0.2, 0.95))
def test_what_is_near_is_what_comparing_every_pair_finds(several: list[str], floor: float) -> None:
    named = {f"t{n}": text for n, text in enumerate(several)}
    found = TextSpace(named).near(list(named), floor)
    try:
        vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english")
        rows = vectors.fit_transform([named[one] for one in sorted(named)]).toarray()
    except ValueError:
        assert found == {}
        return
    similar = np.round(rows @ rows.T, 6)
    ids = sorted(named)
    expected = {
        one: tuple(other for b, other in enumerate(ids) if a != b and similar[a, b] >= floor)
        for a, one in enumerate(ids)
    }
    # A similarity that equals the floor to the last digit may fall on either side.
    if not np.any(np.abs(similar - floor) < 2e-6):
        assert found == {one: near for one, near in expected.items() if near}
