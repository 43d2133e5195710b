"""Two orders of the same sets side by side: ``python -m bench.ranking_comparison THEIRS OURS FILE…``.

THEIRS and OURS are folders of orders, from ``python -m bench.asreview`` and ``ken bench ranking --orders``.
Both are scored by the same code. Prints two tables in Markdown, one of sets (means over seeds) and one of
sets and seeds, and what they come to.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final, NamedTuple

from bench.order_files import read_orders
from bench.ranking import RankingFigures, figures_of
from bench.screening_sets import ScreeningSet
from records.errors import BenchError

__all__ = ["Compared", "compared", "main", "mean", "written"]

_NAMES: Final = ("loss", "ndcg", "wss95", "recall_at_10pct")
_HEADS: Final = ("loss", "NDCG", "WSS@95", "recall at 10 %")


class _Pair(NamedTuple):
    """How both did with one seed."""

    seed: int
    theirs: RankingFigures
    ours: RankingFigures


@dataclass(frozen=True, slots=True)
class Compared:
    """A set, how many records it has and includes, and both sides' figures for each seed."""

    name: str
    records: int
    included: int
    pairs: tuple[_Pair, ...]

    @property
    def theirs(self) -> RankingFigures:
        """Give their means over seeds."""
        return mean([pair.theirs for pair in self.pairs])

    @property
    def ours(self) -> RankingFigures:
        """Give our means over seeds."""
        return mean([pair.ours for pair in self.pairs])


def compared(one: ScreeningSet, theirs: Path, ours: Path) -> Compared:
    """Score both sides' orders of a set, for the seeds that both have; ``BenchError`` when there are none."""
    sides = [
        {order.seed: figures_of(one, order) for order in read_orders(side, one)} for side in (theirs, ours)
    ]
    seeds = sorted(sides[0].keys() & sides[1].keys())
    if not seeds:
        raise BenchError(f"{theirs} and {ours} have no seed of {one.name} in common")
    pairs = tuple(_Pair(seed, sides[0][seed], sides[1][seed]) for seed in seeds)
    return Compared(one.name, len(one.titles), sum(one.included), pairs)


def mean(several: Sequence[RankingFigures]) -> RankingFigures:
    """Give the mean of each figure."""
    return RankingFigures(**{name: fmean(getattr(one, name) for one in several) for name in _NAMES})


def written(sets: Sequence[Compared], name: str = "ASReview") -> str:
    """Write the tables and the summary; ``name`` is what theirs is called."""
    both = mean([one.theirs for one in sets]), mean([one.ours for one in sets])
    by_set = [
        (one.name, f"{one.records:,}", f"{one.included:,}", *_cells(one.theirs, one.ours)) for one in sets
    ]
    by_set.append(("mean over sets", "", "", *_cells(*both)))
    by_seed = [
        (one.name, str(pair.seed), *_cells(pair.theirs, pair.ours)) for one in sets for pair in one.pairs
    ]
    heads = [f"{side} {head}" for head in _HEADS for side in (name, "Ken")]
    tables = (
        _table(["set", "records", "included", *heads], by_set),
        _table(["set", "seed", *heads], by_seed),
    )
    return "\n\n".join([*tables, "\n".join(_summary(sets, *both))]) + "\n"


def _summary(sets: Sequence[Compared], theirs: RankingFigures, ours: RankingFigures) -> Iterator[str]:
    times = ours.loss / theirs.loss if theirs.loss else float("nan")
    yield f"- Mean loss: {ours.loss:.4f} beside {theirs.loss:.4f}, {times:.3f} times as much."
    for name, head in zip(_NAMES[1:], _HEADS[1:], strict=True):
        yield f"- Mean {head}: {getattr(ours, name):.4f} beside {getattr(theirs, name):.4f}."
    worst = max(sets, key=lambda one: one.ours.loss - one.theirs.loss)
    lower = sum(one.ours.loss < one.theirs.loss for one in sets)
    yield f"- Loss is lower on {lower} of {len(sets)} sets."
    yield f"- Worst set, by its mean loss: {worst.name}, {worst.ours.loss - worst.theirs.loss:+.4f}."


def _cells(theirs: RankingFigures, ours: RankingFigures) -> list[str]:
    return [f"{getattr(side, name):.4f}" for name in _NAMES for side in (theirs, ours)]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare the sets that are named."""
    parser = argparse.ArgumentParser(prog="python -m bench.ranking_comparison", description=__doc__)
    parser.add_argument("theirs", type=Path, metavar="THEIRS")
    parser.add_argument("ours", type=Path, metavar="OURS")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--name", default="ASReview", help="what theirs is called")
    asked = parser.parse_args(arguments)
    try:
        sets = [compared(ScreeningSet.read(file), asked.theirs, asked.ours) for file in asked.files]
        sys.stdout.write(written(sets, asked.name))
    except BenchError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
