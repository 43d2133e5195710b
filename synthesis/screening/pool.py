"""A pool of works being screened: which to read next, anew after each decision."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from synthesis.screening.inclusion import NOISE, standardised
from synthesis.screening.lessons import Lesson
from synthesis.screening.lexical import Lexical, Numbers
from synthesis.screening.margin import Margin, due

__all__ = ["Pool", "Question", "centred"]

_MEANING: Final = 0.3  # how much the machine over meanings counts beside the one over words
_GUESS: Final = 2.0  # how much a first guess counts when one work is kept; less with the root of their number
_ASKED: Final = 0.5  # how much likeness to the question, in words and in meaning, counts in the first guess
_DIGITS: Final = 4  # of a score; the last ones of floating point differ between machines


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked, in words, and the vector of what it means, of the pool's kind and of length 1 or 0."""

    text: str
    meaning: Numbers


class Pool:
    """Orders works by how likely they are to be kept, from the first guess to the last decision.

    Three voices are added up. A machine over words and one over meanings
    (:mod:`synthesis.screening.margin`), each standardised over what is left; and a first guess, whose part
    fades with the root of the number of kept works: how like the question a work is, and what was known of it
    before, in ``prior``. The question itself is learned from as a work to keep.
    """

    def __init__(
        self,
        texts: Sequence[str],
        meanings: Numbers,
        *,
        prior: Numbers | None = None,
        question: Question | None = None,
        floor: float = 0.0,
    ) -> None:
        """Read a pool: ``texts``, and their ``meanings`` as vectors of any length, a row each.

        ``prior`` says what is known of each work before any decision, the higher the better, standardised.
        ``floor`` is what the first guess counts at least, however much was kept.
        """
        self._size = len(texts)
        self._floor = floor
        asked = () if question is None else (question,)
        words = Lexical.of(texts, [one.text for one in asked]).rows
        vectors = _vectors(meanings, [one.meaning for one in asked])
        self._guess = np.zeros(self._size) if prior is None else np.asarray(prior, np.float64)
        self._lessons: list[Lesson] = []
        if question is not None:
            likeness = (words @ words[-1].T).toarray().ravel(), vectors @ vectors[-1]
            self._guess = self._guess + _ASKED * sum(standardised(one[:-1]) for one in likeness)
        self._machines = ((1.0, Margin(words)), (_MEANING, Margin(vectors)))
        self._open = np.ones(self._size, bool)
        if question is not None:
            self.teach([Lesson(self._size, keep=True)])

    def close(self, row: int) -> None:
        """Take a work out of what is left, whether or not anything is learned from it."""
        self._open[row] = False

    def teach(self, lessons: Sequence[Lesson]) -> None:
        """Learn from decisions; their works are no longer among those that are left."""
        for lesson in lessons:
            self._lessons.append(lesson)
            if lesson.row < self._size:
                self._open[lesson.row] = False
        if not lessons:
            return
        rows = np.array([one.row for one in self._lessons])
        signs = np.array([1.0 if one.keep else -1.0 for one in self._lessons])
        counts = np.array([one.count for one in self._lessons])
        anew = len(lessons) > 1 or due(len(rows)) or abs(signs[:-1].sum()) == len(signs) - 1
        for _, machine in self._machines:
            if anew:
                machine.learn(rows, signs, counts)
            else:
                machine.step(rows, signs, counts)

    def scores(self) -> npt.NDArray[np.float64]:
        """Give the score of each work; only those of works that are left mean anything."""
        total = max(self._floor, _fading(self._kept)) * self._guess
        for weight, machine in self._machines:
            scores = machine.scores[: self._size]
            left = scores[self._open]
            spread = float(left.std()) if len(left) else 0.0
            if spread > NOISE:
                total = total + weight * (scores - left.mean()) / spread
        return np.asarray(np.round(total, _DIGITS), np.float64)

    def order(self) -> list[int]:
        """List the rows of the works that are left, the best first; of one score, the first row first."""
        rows = np.flatnonzero(self._open)
        order: list[int] = rows[np.argsort(-self.scores()[rows], kind="stable")].tolist()
        return order

    def best(self) -> int:
        """Give the row to read next; there must be one left."""
        scores = np.where(self._open, self.scores(), -np.inf)
        return int(np.argmax(scores))

    @property
    def _kept(self) -> float:
        return sum(one.count for one in self._lessons if one.keep)


def _fading(kept: float) -> float:
    """Say how much the first guess counts when so many works are kept."""
    return _GUESS / math.sqrt(max(1.0, kept))


def _vectors(meanings: Numbers, asked: Sequence[Numbers]) -> Numbers:
    """Give the meanings of a pool, centred, and below them those of what is asked, seen in the same way."""
    size = len(meanings)
    rows = np.empty((size + len(asked), meanings.shape[1]), np.float32)
    rows[:size] = meanings
    middle = _centre(rows[:size])
    for row, meaning in enumerate(asked, size):
        rows[row] = meaning - middle
    _shorten(rows[size:])
    return rows


def centred(meanings: Numbers) -> tuple[Numbers, Numbers]:
    """Give vectors less their mean, of length 1 (or 0), and the mean of the vectors at length 1."""
    rows = np.array(meanings, np.float32)
    return rows, _centre(rows)


def _centre(rows: Numbers) -> Numbers:
    """Centre vectors in their place, for a large pool has no room for copies; give what was taken off."""
    _shorten(rows)
    middle: Numbers = rows.mean(axis=0) if len(rows) else np.zeros(rows.shape[1], np.float32)
    rows -= middle
    _shorten(rows)
    return middle


def _shorten(rows: Numbers) -> None:
    """Bring vectors to length 1 in their place; those of length 0 stay."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    rows /= np.maximum(lengths, np.float32(NOISE))[:, None]
