"""A corpus of plausible records with known duplicates, of any size, deterministic from a seed.

Which record is of which work is drawn at once, as numbers; the records themselves are made one after the
other and need not be kept. A week of new records follows the corpus: copies of its works and new works.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bench.copies import copy
from bench.invented import invented
from records.record import Record

__all__ = ["Corpus", "corpus"]

_DUPLICATES: Final = 0.2  # of the records, those that are copies of another
_KNOWN_IN_WEEK: Final = 0.25  # of a week's records, those of works that are known
_CROWDING: Final = 1.25  # how much more often the same works are copied again; 1 is not at all

_Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Which record is of which work.

    ``work`` has the number of the work of each record, ``turn`` how many records of the work come before
    it in the order in which they were drawn. The first ``records`` are the corpus, the others the week.
    """

    seed: int
    records: int
    work: _Numbers
    turn: _Numbers

    def made(self, start: int, end: int) -> Iterator[Record]:
        """Make the records of these numbers, the end left out."""
        for number in range(start, end):
            work = invented(self.seed, int(self.work[number]))
            yield copy(self.seed, work, int(self.turn[number]), number)


def corpus(records: int, week: int, seed: int) -> Corpus:
    """Draw a corpus of so many records, and a week of so many after it."""
    chance = np.random.default_rng([seed, records, week])
    copies = round(records * _DUPLICATES)
    works = records - copies
    known = round(week * _KNOWN_IN_WEEK)
    first = np.concatenate([np.arange(works), _crowded(chance, works, copies)])
    later = np.concatenate([_crowded(chance, works, known), np.arange(works, works + week - known)])
    first_turn = _turns(first)
    turns = _turns(np.concatenate([first, later]))[records:]
    order, later_order = chance.permutation(records), chance.permutation(week)
    work = np.concatenate([first[order], later[later_order]])
    return Corpus(seed, records, work, np.concatenate([first_turn[order], turns[later_order]]))


def _crowded(chance: np.random.Generator, works: int, count: int) -> _Numbers:
    return (works * chance.random(count) ** _CROWDING).astype(np.int64)


def _turns(work: _Numbers) -> _Numbers:
    """Count for each place how many places before it have the same work."""
    order = np.argsort(work, kind="stable")
    starts = np.flatnonzero(np.diff(work[order], prepend=-1))
    before = np.arange(len(work)) - np.repeat(starts, np.diff(starts, append=len(work)))
    turns = np.empty_like(before)
    turns[order] = before
    return turns
