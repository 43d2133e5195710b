"""What reviews in general take in, whatever they ask: primary studies with results rather than comments.

A linear score over words that occur in reviews of most kinds and over what a text means, learned from
finished reviews by ``bench/screening_training.py``, each seen relative to its own pool. It is a first guess
that knows nothing of the question. ``docs/models/inclusion.md`` is its card.
"""

import hashlib
import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Self

import numpy as np

import data
from synthesis.screening.lexical import Numbers, Sparse

__all__ = ["NOISE", "Inclusion", "set_key", "shipped_inclusion", "signs_of", "standardised"]

_LONG: Final = 2000  # characters of a usual long abstract, so that lengths are numbers near 1
_SHORT: Final = 300  # characters; a text shorter than this has no abstract
_WORD: Final = re.compile(r"\b\w\w+\b")  # as scikit-learn and ASReview cut texts
_MEANING: Final = 4.0  # how much a text's meaning may weigh against its words

NOISE: Final = 1e-6
"""A spread of scores below which they differ by the last digits of floating point only."""


@dataclass(frozen=True, slots=True, eq=False)
class Inclusion:
    """The weights of ``words``, of length, and of meaning, in this order.

    ``without`` has, for each set that taught them (see :func:`set_key`), the weights as they are without that
    set, so that a benchmark on the same sets is not told the answers.
    """

    words: tuple[str, ...]
    weights: Numbers
    without: Mapping[str, Numbers]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file of plain arrays (``words``, ``sets``, ``weights``: a row for all, then for each set).

        Raises ``ValueError`` for a file of another kind or whose arrays do not fit, ``KeyError`` where one is
        missing.
        """
        with np.load(path, allow_pickle=False) as arrays:
            words = tuple(arrays["words"].tobytes().decode().split("\n"))
            sets = arrays["sets"].tobytes().decode().split("\n")
            weights = arrays["weights"].astype(np.float32) * arrays["scales"][:, None]
        return cls(words, weights[0], dict(zip(sets, weights[1:], strict=True)))

    def scores(self, texts: Sequence[str], meanings: Numbers, known_set: str = "") -> Numbers:
        """Score the texts of a pool: mean 0, standard deviation 1 (all 0 where nothing tells them apart).

        ``meanings`` are their vectors, centred, of length 1. ``known_set`` is the key of the pool, if it may
        be one of those that were learned from.
        """
        weights = self.without.get(known_set, self.weights)
        of_words, of_length, of_meaning = np.split(weights, [len(self.words), len(self.words) + 2])
        # What signs_of takes off is the same for all texts, and making its whole table takes a gigabyte.
        scores = _present(texts, self.words) @ of_words + _lengths(texts) @ of_length
        return standardised(scores + meanings @ (np.float32(_MEANING) * of_meaning))


def signs_of(texts: Sequence[str], meanings: Numbers, words: Sequence[str]) -> Numbers:
    """Give what the score is computed from, a row for each text, less the mean of the pool."""
    signs = np.hstack([_present(texts, words).toarray(), _lengths(texts)])
    return np.hstack([signs - signs.mean(axis=0), _MEANING * meanings]).astype(np.float32)


def _present(texts: Sequence[str], words: Sequence[str]) -> Sparse:
    """Say which words and pairs of words are in which text: 1 or 0, a row a text."""
    # Takes seconds to import, which a command that ranks nothing need not wait for.
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    singles = {word: column for column, word in enumerate(words) if " " not in word}
    pairs = {(*word.split(" "),): column for column, word in enumerate(words) if " " in word}
    columns, ends = array("i"), [0]
    for text in texts:
        # Asking only for what is wanted takes a fifth of the time of counting everything.
        read = _WORD.findall(text.lower())
        found = [singles[word] for word in singles.keys() & read]
        found += [pairs[pair] for pair in pairs.keys() & pairwise(read)]
        columns.extend(sorted(found))
        ends.append(len(columns))
    places = np.frombuffer(columns, np.int32) if columns else np.zeros(0, np.int32)
    return csr_matrix((np.ones(len(places), np.float32), places, ends), shape=(len(texts), len(words)))


def _lengths(texts: Sequence[str]) -> Numbers:
    """Give the length of each text, and whether it is so short that it has no abstract."""
    lengths = [(len(text) / _LONG, len(text) < _SHORT) for text in texts]
    return np.array(lengths, np.float32).reshape(len(texts), 2)


def standardised(scores: Numbers) -> Numbers:
    """Bring scores to mean 0 and standard deviation 1, where they differ by more than their last digits."""
    spread = float(scores.std()) if len(scores) else 0.0
    return (scores - scores.mean()) / np.float32(spread) if spread > NOISE else np.zeros_like(scores)


def set_key(texts: Sequence[str]) -> str:
    """Name a set by what is in it."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


@cache
def shipped_inclusion() -> Inclusion:
    """Give the weights that ship with Ken."""
    return Inclusion.read(data.folder("models", "inclusion.npz"))
