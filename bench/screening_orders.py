"""Orders in which finished reviews were screened in simulations, from ``ken bench ranking --orders``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from bench.screening_sets import ScreeningSet
from records.errors import BenchError

__all__ = ["Screened", "read_screened"]


class _Order(msgspec.Struct, frozen=True):
    """A file of orders: the rows of a set that were known at the start, then all others as they were read."""

    set: str
    seed: int
    priors: list[int]
    order: list[int]


@dataclass(frozen=True, slots=True)
class Screened:
    """A set as it was screened with a seed: for each record, in the order read, whether it was included.

    The priors, which are known at the start, come first: they are a part of what is found.
    """

    set: str
    seed: int
    included: npt.NDArray[np.bool_]


def read_screened(files: Sequence[Path], orders: Path) -> list[Screened]:
    """Read the orders of these sets from a folder, by set in the order given and by seed.

    Raises ``BenchError`` for a file that cannot be read, a set without an order, and an order that is
    none of its set.
    """
    known = [_read_order(path) for path in sorted(orders.glob("*.json"))]
    found = []
    for file in files:
        name = file.name.removesuffix(".gz").removesuffix(".csv")
        included = np.array(ScreeningSet.read(file).included)
        mine = sorted((one for one in known if one.set == name), key=lambda one: one.seed)
        if not mine:
            raise BenchError(f"{orders} has no order of {name}; `ken bench ranking --orders` writes one")
        found += [Screened(name, one.seed, included[_rows(one, len(included))]) for one in mine]
    return found


def _read_order(path: Path) -> _Order:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Order)
    except (OSError, msgspec.DecodeError) as error:
        raise BenchError(f"{path} is not an order of `ken bench ranking`: {error}") from error


def _rows(order: _Order, records: int) -> list[int]:
    rows = [*order.priors, *order.order]
    if sorted(rows) != list(range(records)):
        raise BenchError(f"the order of {order.set} with seed {order.seed} does not hold each record once")
    return rows
