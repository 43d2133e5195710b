"""What words mean, as vectors: texts that say the same in other words lie close together.

A static table: one vector for each word, distilled once from a sentence model so that the mean over the
words of a text comes close to what the model makes of the whole text (the idea of model2vec and
tokenlearn, Tulkens and van Dongen 2024). Nothing but NumPy is needed to use it. ``bench/distilling`` is
the recipe, ``docs/models/meaning.md`` the card.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Self

import numpy as np
import numpy.typing as npt

import data
from nlp.stretches import Stretch

__all__ = ["WORD", "Meaning", "Vector", "shipped_meaning"]

Vector = npt.NDArray[np.float32]

WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
"""A word of the table: letters, perhaps with an apostrophe inside."""


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A table of word vectors.

    ``words`` gives the row of each word, in lower case; ``table`` has a row for each, small integers;
    ``scales`` brings them to size. ``version`` is a hash of all three.
    """

    words: dict[str, int]
    table: npt.NDArray[np.int8]
    scales: Vector
    version: str

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a table from a file of plain arrays (``words``, ``table``, ``scales``, ``version``)."""
        with np.load(path, allow_pickle=False) as arrays:
            words = arrays["words"].tobytes().decode().split("\n")
            version = arrays["version"].tobytes().decode()
            return cls(
                {word: row for row, word in enumerate(words)}, arrays["table"], arrays["scales"], version
            )

    @property
    def size(self) -> int:
        """Give how many numbers a vector has."""
        return int(self.table.shape[1])

    def vector(self, text: str) -> Vector:
        """Give the vector of a text, of length 1; all zeros where no word is known.

        It is remembered for a while, as several components ask for it.
        """
        return _vector(self, text)

    def vectors(self, texts: Iterable[str]) -> Vector:
        """Give the vectors of texts, one row each."""
        # Row by row into one table: a list of a hundred thousand rows beside it takes another 100 MB.
        rows = (_vector.__wrapped__(self, text) for text in texts)
        return np.fromiter(rows, np.dtype((np.float32, self.size)))

    def share(self, text: str, stretches: Iterable[Stretch], weights: Vector) -> list[float]:
        """Give how much each stretch of a text adds to its vector's product with weights.

        The vector is a sum over words, so that a linear score can be told apart by sentences. The sums of the
        stretches are remembered for a while: several heads ask about the same ones.
        """
        found: list[float] = (_sums(self, text, tuple(stretches)) @ weights).tolist()
        return found


@lru_cache(maxsize=64)
def _sums(meaning: Meaning, text: str, stretches: tuple[Stretch, ...]) -> Vector:
    """Add up the word vectors of each stretch, one row each."""
    sums = np.zeros((len(stretches), meaning.size), np.float32)
    for place, (start, end) in enumerate(stretches):
        words = WORD.findall(text[start:end].lower())
        rows = [meaning.words[word] for word in words if word in meaning.words]
        if rows:
            sums[place] = meaning.scales[rows] @ meaning.table[rows].astype(np.float32)
    return sums


@lru_cache(maxsize=2048)
def _vector(meaning: Meaning, text: str) -> Vector:
    words = meaning.words
    rows = [words[word] for word in WORD.findall(text.lower()) if word in words]
    if not rows:
        return np.zeros(meaning.size, np.float32)
    total: Vector = meaning.scales[rows] @ meaning.table[rows].astype(np.float32)
    length = float(np.linalg.norm(total))
    return total / np.float32(length) if length else total


@cache
def shipped_meaning() -> Meaning:
    """Give the table that ships with Ken."""
    return Meaning.read(data.folder("models", "meaning.npz"))
