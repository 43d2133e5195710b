from pathlib import Path

import numpy as np
import pytest

import data
from synthesis.screening.inclusion import Inclusion, set_key, shipped_inclusion, signs_of, standardised

TEXTS = ["We randomised forty people", "A comment", "The trial was randomised " * 40, "Letter to the editor"]
WORDS = ("comment", "randomised", "was randomised")
MEANINGS = np.eye(4, dtype=np.float32) - np.float32(0.25)


@pytest.fixture
def inclusion() -> Inclusion:
    """Give weights of three words, two lengths and four numbers of meaning, and others without a set."""
    weights = np.array([-1, 1, 0.5, 0.2, -0.3, 0.1, 0, 0, 0], np.float32)
    return Inclusion(WORDS, weights, {set_key(TEXTS): -weights})


def _write(path: Path, **changed: object) -> Path:
    arrays: dict[str, object] = {
        "words": np.frombuffer("\n".join(WORDS).encode(), np.uint8),
        "sets": np.frombuffer(b"one\ntwo", np.uint8),
        "weights": np.arange(27, dtype=np.int16).reshape(3, 9),
        "scales": np.array([1, 0.5, 0.25], np.float32),
    }
    kept = {name: value for name, value in (arrays | changed).items() if value is not None}
    np.savez(path, **kept)  # type: ignore[arg-type]  # the stubs know an argument of another type
    return path


def test_what_speaks_for_a_study_stands_above_a_comment(inclusion: Inclusion) -> None:
    scores = inclusion.scores(TEXTS, MEANINGS)
    assert np.argsort(-scores).tolist() == [2, 0, 3, 1]
    assert scores.mean() == pytest.approx(0, abs=1e-6)
    assert scores.std() == pytest.approx(1, abs=1e-6)


def test_scores_are_the_signs_times_the_weights(inclusion: Inclusion) -> None:
    signs = signs_of(TEXTS, MEANINGS, WORDS)
    assert signs.shape == (4, 9)
    np.testing.assert_allclose(signs[:, :5].mean(axis=0), 0, atol=1e-6)
    plain = standardised(signs @ inclusion.weights)
    np.testing.assert_allclose(inclusion.scores(TEXTS, MEANINGS), plain, atol=1e-5)


def test_a_set_that_taught_is_scored_without_what_it_taught(inclusion: Inclusion) -> None:
    plain, held_out = (inclusion.scores(TEXTS, MEANINGS, key) for key in ("", set_key(TEXTS)))
    np.testing.assert_allclose(held_out, -plain, atol=1e-6)
    np.testing.assert_array_equal(inclusion.scores(TEXTS, MEANINGS, set_key(TEXTS[:3])), plain)


@pytest.mark.parametrize("count", [0, 1, 9])
def test_texts_that_do_not_differ_score_nothing(inclusion: Inclusion, count: int) -> None:
    meanings = np.zeros((count, 4), np.float32)
    assert inclusion.scores(["The trial was randomised"] * count, meanings).tolist() == [0] * count


def test_a_key_is_of_all_texts_in_order() -> None:
    assert len({set_key(TEXTS), set_key(TEXTS[::-1]), set_key(TEXTS[:2]), set_key([])}) == 4
    assert set_key(list(TEXTS)) == set_key(TEXTS)


def test_a_file_is_plain_arrays(tmp_path: Path) -> None:
    found = Inclusion.read(_write(tmp_path / "a.npz"))
    assert found.words == WORDS
    assert found.weights.tolist() == list(range(9))
    assert found.without["one"].tolist() == [number / 2 for number in range(9, 18)]
    assert list(found.without) == ["one", "two"]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"words": np.array(["randomised", None])}, ValueError),
        ({"sets": np.frombuffer(b"one", np.uint8)}, ValueError),
        ({"scales": np.ones(2, np.float32)}, ValueError),
        ({"scales": None}, KeyError),
    ],
    ids=["objects", "a set too few", "a scale too few", "no scales"],
)
def test_a_file_that_is_none_is_refused(
    tmp_path: Path, changed: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        Inclusion.read(_write(tmp_path / "a.npz", **changed))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    path.write_bytes(b"words: randomised")
    with pytest.raises(ValueError, match="pickle"):
        Inclusion.read(path)


def test_the_file_that_ships_knows_nineteen_reviews() -> None:
    found = shipped_inclusion()
    assert len(found.without) == 19
    assert list(found.words) == sorted(set(found.words))
    assert {weights.shape for weights in [found.weights, *found.without.values()]} == {
        (len(found.words) + 2 + 256,)
    }
    assert all(np.isfinite(weights).all() for weights in found.without.values())
    assert data.folder("models", "inclusion.npz").stat().st_size < 200_000


def test_the_file_that_ships_prefers_a_trial_to_a_comment() -> None:
    texts = [
        "Is it worth it? A comment",
        "Visits at home, a randomized trial. Patients were randomly assigned and improved significantly.",
        "Visits at home: guidance for practice. This review describes what nurses may do.",
    ]
    assert np.argmax(shipped_inclusion().scores(texts, np.zeros((3, 256), np.float32))) == 1
