"""Makes ``data/models/inclusion.npz``: ``python -m bench.screening_training OUT SET…``.

What finished reviews took in, whatever they asked: ridge regression over words that are in at least ten of
nineteen sets, length, and meaning, each less the mean of its own set, so that a set's topic tells little.
Included and excluded records of a set weigh the same; a set weighs as the root of the number of its included
ones, sixty at most. For each set the weights are computed without it as well, and without any record
elsewhere that has the title of one of its own.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer

from bench.screening_sets import ScreeningSet
from nlp.meaning import Meaning, shipped_meaning
from synthesis.screening.inclusion import set_key, signs_of
from synthesis.screening.lexical import Numbers
from synthesis.screening.pool import centred

__all__ = ["general_words", "train", "write"]

_RIDGE: Final = 10.0
_SHARE: Final = 0.01  # of the records of a set that hold a word, for the set to count as having it
_SETS: Final = 10 / 19  # of the sets that must have a word for it to be of no one topic
_FEWEST: Final = 30  # records in all
_MOST: Final = 60  # included records of a set beyond which it weighs no more


_Sums = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Lesson:
    """A set as the regression sees it: its signs, their weights and answers, and the plain titles."""

    signs: Numbers
    weights: Numbers
    answers: Numbers
    titles: npt.NDArray[np.str_]

    def sums(self, rows: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
        """Give what the rows add to the two sides of the normal equations."""
        weighted = self.signs[rows] * self.weights[rows, None]
        left, right = self.signs[rows].T @ weighted, weighted.T @ self.answers[rows]
        return np.asarray(left, np.float32), np.asarray(right, np.float32)


def general_words(sets: Sequence[ScreeningSet]) -> list[str]:
    """List the words and pairs of words that most sets have, in the order of the alphabet."""
    reader = CountVectorizer(ngram_range=(1, 2), binary=True, min_df=_FEWEST)
    rows = reader.fit_transform([text for one in sets for text in one.texts]).tocsr()
    having, start = np.zeros(rows.shape[1]), 0
    for one in sets:
        part = rows[start : start + len(one.titles)]
        having += np.asarray(part.mean(axis=0)).ravel() > _SHARE
        start += len(one.titles)
    words = np.asarray(reader.get_feature_names_out())
    return [str(word) for word in words[having >= _SETS * len(sets)]]


def train(sets: Sequence[ScreeningSet], words: Sequence[str], meaning: Meaning) -> Numbers:
    """Give the weights of all sets, two at least, in the first row, then those without each set in turn."""
    lessons = [_lesson(one, words, meaning) for one in sets]
    every = [one.sums(np.ones(len(one.answers), bool)) for one in lessons]
    size = every[0][0].shape[0]
    # In double precision, so that of a set that is taken off again nothing is left.
    lefts, rights = np.zeros((size, size)), np.zeros(size)
    for own in every:
        lefts += own[0]
        rights += own[1]
    found = [_solved(lefts, rights, lessons)]
    for one, own in zip(lessons, every, strict=True):
        left: _Sums = lefts - own[0]
        right: _Sums = rights - own[1]
        others = [other for other in lessons if other is not one]
        for other in others:
            shared = np.isin(other.titles, one.titles[one.titles != ""])
            if shared.any():
                same = other.sums(shared)
                left -= same[0]
                right -= same[1]
        found.append(_solved(left, right, others))
    return np.array(found, np.float32)


def _lesson(one: ScreeningSet, words: Sequence[str], meaning: Meaning) -> _Lesson:
    texts, included = one.texts, np.array(one.included)
    vectors = centred(meaning.vectors(one.passages))[0]
    worth = np.sqrt(min(int(included.sum()), _MOST))
    share = np.where(included, 0.5 / included.sum(), 0.5 / (~included).sum())
    titles = np.array([re.sub(r"\W+", " ", title).strip().lower() for title in one.titles])
    signs = signs_of(texts, vectors, words)
    answers = np.where(included, 1, -1).astype(np.float32)
    return _Lesson(signs, (share * worth).astype(np.float32), answers, titles)


def _solved(left: _Sums, right: _Sums, lessons: Iterable[_Lesson]) -> Numbers:
    """Solve the ridge regression, the weights of all sets together brought to their number."""
    every = list(lessons)
    scale = len(every) / sum(float(one.weights.sum()) for one in every)
    matrix = left * scale
    matrix[np.diag_indices(len(matrix))] += _RIDGE * len(every) / 19
    return np.asarray(np.linalg.solve(matrix, right * scale), np.float32)


def write(path: Path, words: Sequence[str], keys: Sequence[str], weights: Numbers) -> None:
    """Write the file of plain arrays that ships; weights are kept to four digits of the largest."""
    scales = np.abs(weights).max(axis=1) / 32_000
    np.savez_compressed(
        path,
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        sets=np.frombuffer("\n".join(keys).encode(), np.uint8),
        weights=np.round(weights / scales[:, None]).astype(np.int16),
        scales=scales.astype(np.float32),
    )


if __name__ == "__main__":
    given = [ScreeningSet.read(Path(name)) for name in sys.argv[2:]]
    vocabulary = general_words(given)
    learned = train(given, vocabulary, shipped_meaning())
    write(Path(sys.argv[1]), vocabulary, [set_key(one.texts) for one in given], learned)
