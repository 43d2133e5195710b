"""Screening finished reviews again, one record at a time, in the order that Ken would give."""

import random
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from bench.screening_sets import ScreeningSet
from nlp.meaning import Meaning
from records.errors import BenchError
from synthesis.screening.inclusion import set_key, shipped_inclusion
from synthesis.screening.lessons import Lesson
from synthesis.screening.pool import Pool, Question, centred

__all__ = ["RankingFigures", "Screened", "figures_of", "priors", "questions", "screen"]

_QUESTIONS: Final = Path(__file__).with_name("questions.toml")


@dataclass(frozen=True, slots=True)
class Screened:
    """One simulation: the rows in the order in which they were screened.

    ``priors`` were given; ``order`` holds all other rows. ``seconds`` is the time it took, reading the texts
    included.
    """

    set: str
    seed: int
    priors: tuple[int, ...]
    order: tuple[int, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class RankingFigures:
    """How early an order finds what a review included, priors left out.

    ``loss`` is the area between the best possible curve of recall and this one, over that between the best
    and the worst (0 is best, 1 worst, .5 chance; ``asreview.metrics``). ``ndcg`` is the normalised discounted
    cumulative gain. ``wss95`` is the work saved over random order when 95 % are found (Cohen and others
    2006). ``recall_at_10pct`` is what is found in the first tenth.
    """

    loss: float
    ndcg: float
    wss95: float
    recall_at_10pct: float


def priors(included: Sequence[bool], seed: int) -> tuple[int, int]:
    """Draw one included and one excluded row, as DESIGN has it for everybody who compares."""
    rng = random.Random(seed)  # noqa: S311  a sample, not a secret
    kept = [row for row, one in enumerate(included) if one]
    others = [row for row, one in enumerate(included) if not one]
    return rng.choice(kept), rng.choice(others)


@cache
def questions() -> Mapping[str, str]:
    """Give the question of each set that ``questions.toml`` knows: title and criteria in one text."""
    tables = tomllib.loads(_QUESTIONS.read_text(encoding="utf-8"))
    return {name: f"{table['title']}. {table['criteria']}" for name, table in tables.items()}


def screen(
    one: ScreeningSet, seeds: Sequence[int], meaning: Meaning, *, with_priors: bool = True, question: str = ""
) -> Iterator[Screened]:
    """Screen a set again, once for each seed.

    Starts from two priors, or from the question alone, or from both. Without priors seeds do not differ.
    Raises ``BenchError`` for a set in which the priors would leave nothing to find, or nothing else.
    """
    if with_priors and not 2 <= sum(one.included) <= len(one.included) - 2:
        raise BenchError(f"{one.name}: with priors, two records must be included, and two not")
    started = time.perf_counter()
    vectors = meaning.vectors(one.passages)
    prior = shipped_inclusion().scores(one.texts, centred(vectors)[0], set_key(one.texts))
    asked = Question(question, meaning.vectors([question])[0]) if question else None
    reading = time.perf_counter() - started
    done: tuple[int, ...] = ()
    taken = 0.0
    for seed in seeds:
        given = priors(one.included, seed) if with_priors else ()
        if with_priors or not done:
            started = time.perf_counter()
            done = _screened(one, Pool(one.texts, vectors, prior=prior, question=asked), given)
            taken = time.perf_counter() - started
        yield Screened(one.name, seed, given, done, reading + taken)


def _screened(one: ScreeningSet, pool: Pool, given: Sequence[int]) -> tuple[int, ...]:
    """Screen until the last included record is found; the others follow in the order of that moment."""
    pool.teach([Lesson(row, one.included[row]) for row in given])
    missing = sum(one.included) - sum(one.included[row] for row in given)
    order = []
    while missing:
        row = pool.best()
        order.append(row)
        missing -= one.included[row]
        pool.teach([Lesson(row, one.included[row])])
    return (*order, *pool.order())


def figures_of(one: ScreeningSet, screened: Screened) -> RankingFigures:
    """Measure how early the included records were found."""
    labels = np.array([one.included[row] for row in screened.order], np.float64)
    found, every, kept = np.cumsum(labels), len(labels), labels.sum()
    last = int(np.searchsorted(found, np.ceil(0.95 * kept))) + 1
    gains = 1 / np.log2(np.arange(2, every + 2))
    return RankingFigures(
        loss=float((kept * (every - (kept - 1) / 2) - found.sum()) / (kept * (every - kept))),
        ndcg=float((labels * gains).sum() / gains[: int(kept)].sum()),
        wss95=0.95 - last / every,
        recall_at_10pct=float(found[max(0, every // 10 - 1)] / kept) if every >= 10 else 0.0,
    )
