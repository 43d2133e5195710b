"""Finished reviews as they were screened in simulations, from ``ken bench ranking --orders``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.order_files import read_orders
from bench.screening_sets import ScreeningSet

__all__ = ["ReadReview", "read_reviews"]


@dataclass(frozen=True, slots=True)
class ReadReview:
    """A set as it was screened with a seed: for each record, in the order read, whether it was included.

    The priors, which are known at the start, come first: they are a part of what is found.
    """

    set: str
    seed: int
    included: npt.NDArray[np.bool_]


def read_reviews(files: Sequence[Path], orders: Path) -> list[ReadReview]:
    """Read the orders of these sets from a folder, by set in the order given and by seed.

    Raises ``BenchError`` for a file that cannot be read, a set without an order, and an order that is
    none of its set.
    """
    found = []
    for one in map(ScreeningSet.read, files):
        included = np.array(one.included)
        found += [
            ReadReview(one.name, order.seed, included[[*order.priors, *order.order]])
            for order in read_orders(orders, one)
        ]
    return found
