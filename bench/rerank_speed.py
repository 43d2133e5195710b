"""How soon a pool is in order again after a decision: ``python -m bench.rerank_speed --works 100000``.

Invents texts of about 200 words, as varied as real ones or more (:mod:`bench.invented`), and reads them as a
pool with a question and a first guess. So many decisions are taught at once; then come single ones, about the
work that stands first, and each is timed until the order is there. One JSON document goes to standard output.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Final

import numpy as np

from bench.invented import chance_of
from bench.memory import peak_mb, reset_peak
from bench.vocabulary import new_word, vocabulary
from nlp.meaning import shipped_meaning
from synthesis.screening.inclusion import shipped_inclusion
from synthesis.screening.lessons import Lesson
from synthesis.screening.margin import due
from synthesis.screening.pool import Pool, Question, centred

__all__ = ["Times", "main", "measured"]

_WORDS: Final = 200
_NEW: Final = 0.01  # of the words, that no other text has
_KEPT: Final = 0.1  # of the decisions
_QUESTION: Final = "Which services help older people in remote places, and what do staff say of them?"


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds from a decision to the new order of all works that are left.

    ``computing`` is the median of the time that this process computed: on a machine that does other work, it
    tells more.
    """

    decisions: int
    least: float
    median: float
    p95: float
    most: float
    computing: float

    @classmethod
    def of(cls, measured: Sequence[tuple[float, float]]) -> "Times":
        """Sum up seconds on the clock and seconds of computing; all 0 for nothing."""
        values = np.array(measured or [(0.0, 0.0)]) * 1000
        cuts = np.percentile(values[:, 0], (0, 50, 95, 100)).round(1).tolist()
        computing = float(np.median(values[:, 1]).round(1))
        return cls(len(measured), cuts[0], cuts[1], cuts[2], cuts[3], computing)


@dataclass(frozen=True, slots=True)
class Reranked:
    """What a pool took.

    ``anew`` are the decisions after which all were learned from again, ``steps`` those after which one step
    was made. ``peak_mb`` is that of the process from before there were texts, texts and program included.
    """

    works: int
    words: float
    taught: int
    prior_seconds: float
    read_seconds: float
    teach_seconds: float
    anew: Times
    steps: Times
    peak_mb: int


def measured(works: int, decisions: int, singles: int, seed: int = 1) -> Reranked:
    """Invent a pool, teach the decisions, then time the single ones."""
    reset_peak()
    texts = [_text(seed, number) for number in range(works)]
    begun = time.perf_counter()
    vectors = shipped_meaning().vectors(texts)
    guess = shipped_inclusion().scores(texts, centred(vectors)[0])
    guessed = time.perf_counter()
    asked = Question(_QUESTION, shipped_meaning().vectors([_QUESTION])[0])
    pool = Pool(texts, vectors, prior=guess, question=asked)
    read = time.perf_counter()
    chance = chance_of(seed, "decisions")
    pool.teach([Lesson(row, chance.random() < _KEPT) for row in chance.sample(range(works), decisions)])
    taught = time.perf_counter()
    pool.order()
    anew: list[tuple[float, float]] = []
    steps: list[tuple[float, float]] = []
    for number in range(singles):
        lesson = Lesson(pool.best(), chance.random() < _KEPT)
        start, computed = time.perf_counter(), time.process_time()
        pool.teach([lesson])
        pool.order()
        taken = time.perf_counter() - start, time.process_time() - computed
        # The question is the first lesson of all.
        (anew if due(decisions + number + 2) else steps).append(taken)
    return Reranked(
        works=works,
        words=round(fmean(len(text.split()) for text in texts[:1000]), 1),
        taught=decisions,
        prior_seconds=round(guessed - begun, 1),
        read_seconds=round(read - guessed, 1),
        teach_seconds=round(taught - read, 2),
        anew=Times.of(anew),
        steps=Times.of(steps),
        peak_mb=round(peak_mb()),
    )


def _text(seed: int, number: int) -> str:
    """Invent a text: words as frequent as in English, a few that are its own."""
    chance = chance_of(seed, "screened", number)
    words = vocabulary().running.draw(chance, chance.randint(_WORDS * 3 // 4, _WORDS * 5 // 4))
    for place in chance.sample(range(len(words)), round(len(words) * _NEW)):
        words[place] = new_word(chance)
    return " ".join(words)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print one JSON document."""
    parser = argparse.ArgumentParser(prog="python -m bench.rerank_speed", description=__doc__)
    parser.add_argument("--works", type=int, default=10_000)
    parser.add_argument("--decisions", type=int, default=500)
    parser.add_argument("--singles", type=int, default=30, help="decisions that are timed, one by one")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    found = measured(asked.works, asked.decisions, asked.singles, asked.seed)
    sys.stdout.write(json.dumps(asdict(found), indent=1) + "\n")


if __name__ == "__main__":
    main()
