"""The table of word meanings."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.distilling.__main__ import packed
from nlp.meaning import Meaning, shipped_meaning

MEANING = shipped_meaning()


def near(one: str, other: str) -> float:
    return float(MEANING.vector(one) @ MEANING.vector(other))


@pytest.mark.parametrize(
    ("one", "like", "unlike"),
    [
        ("people who sleep on the streets", "homelessness", "steel girders"),
        ("unpaid carers of older relatives", "family caregiving", "viral genome"),
        ("buying social care services", "commissioning and procurement", "lung function"),
    ],
)
def test_the_same_in_other_words_lies_closer(one: str, like: str, unlike: str) -> None:
    assert near(one, like) > near(one, unlike) + 0.1


@given(st.text(max_size=80))
def test_a_vector_has_length_one_or_none(text: str) -> None:
    length = float(np.linalg.norm(MEANING.vector(text)))
    assert length == pytest.approx(1, abs=1e-5) or length == 0


@given(st.lists(st.sampled_from(["carers", "of", "Glasgow", "xqzzt", "housing"]), max_size=12))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert MEANING.vector(" ".join(words)) == pytest.approx(MEANING.vector(" ".join(words[::-1])), abs=1e-6)


def test_several_texts_have_the_vectors_of_each() -> None:
    texts = ["carers", "", "housing support"]
    assert MEANING.vectors(texts) == pytest.approx(np.array([MEANING.vector(text) for text in texts]))
    assert MEANING.vectors([]).shape == (0, MEANING.size)


def test_what_stretches_add_is_told_apart() -> None:
    text = "homeless girders"
    weights = MEANING.vector("homelessness")
    homeless, girders = MEANING.share(text, [(0, 8), (9, 16)], weights)
    assert homeless > girders
    whole = MEANING.share(text, [(0, len(text))], weights)
    assert homeless + girders == pytest.approx(whole[0], abs=1e-5)


def test_a_table_is_packed_and_read_again(tmp_path: Path) -> None:
    rows = np.array([[1.0, -0.5], [0.0, 0.25]], np.float32)
    np.savez_compressed(tmp_path / "m.npz", **packed(["a", "bb"], rows))  # type: ignore[arg-type]  # any arrays
    table = Meaning.read(tmp_path / "m.npz")
    assert table.words == {"a": 0, "bb": 1}
    assert table.scales[:, None] * table.table == pytest.approx(rows, abs=0.01)
    assert len(table.version) == 8
