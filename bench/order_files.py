"""The files in which orders are kept: a set, screened with a seed, so that anyone can score it."""

import re
from pathlib import Path

import msgspec

from bench.ranking import Screened
from bench.screening_sets import ScreeningSet
from records.errors import BenchError

__all__ = ["read_orders", "write_order"]


class _File(msgspec.Struct, frozen=True):
    set: str
    seed: int
    priors: tuple[int, ...]
    order: tuple[int, ...]
    seconds: float = 0.0


def write_order(folder: Path, screened: Screened) -> None:
    """Write ``<set>.<seed>.json`` into a folder, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    one = _File(screened.set, screened.seed, screened.priors, screened.order, round(screened.seconds, 3))
    (folder / f"{one.set}.{one.seed}.json").write_bytes(msgspec.json.encode(one))


def read_orders(folder: Path, one: ScreeningSet) -> list[Screened]:
    """Read the orders of a set, by seed; ``seconds`` are 0 where the file does not say them.

    Raises ``BenchError`` for a file that is no order of this set; and when there is none.
    """
    # Another set's name may begin as this one's, with a dot after it.
    names = re.compile(rf"{re.escape(one.name)}\.-?\d+\.json")
    found = [_read(path, one) for path in folder.glob("*.json") if names.fullmatch(path.name)]
    if not found:
        raise BenchError(f"{folder} has no order of {one.name}; `ken bench ranking --orders` writes one")
    return sorted(found, key=lambda order: order.seed)


def _read(path: Path, one: ScreeningSet) -> Screened:
    try:
        order = msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError) as error:
        raise BenchError(f"{path} is not an order of `ken bench ranking`: {error}") from error
    if order.set != one.name:
        raise BenchError(f"{path} has no order of {one.name}: it says that it is of {order.set}")
    if sorted((*order.priors, *order.order)) != list(range(len(one.titles))):
        raise BenchError(f"{path}, an order of {one.name}, does not hold each record once")
    return Screened(order.set, order.seed, order.priors, order.order, order.seconds)
