"""Blocking in SQL: which records share enough keys to be worth a comparison."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import duckdb
import numpy as np
import numpy.typing as npt

from store.database import Connection

__all__ = ["NOTICE", "WEIGHTS", "Key", "NumberedKeys", "block", "blocked", "numbered"]

WEIGHTS: Final = {"half": 1, "sure": 2}
"""What a key of each role counts; two in all make a pair."""
NOTICE: Final = 0
"""The weight of a key that says what a notice is about; it makes no pair."""
_CROWDS: Final = {1: 25, 2: 100}
"""A key of a weight that more records share than this tells nothing, and is passed over."""

NumberedKeys = dict[str, npt.NDArray[np.generic]]
"""Keys as columns: ``key`` (64 bits), ``weight`` and ``record`` (its number)."""


class Key(Protocol):
    """A key as linking makes it."""

    @property
    def hash(self) -> int:
        """Give the 64 bits, signed."""
        ...

    @property
    def role(self) -> str:
        """Tell what it counts for: sure, half or notice."""
        ...


def numbered(keys: Iterable[tuple[int, Iterable[Key]]]) -> NumberedKeys:
    """Put the keys of numbered records into columns."""
    rows = [(one.hash, WEIGHTS.get(one.role, NOTICE), number) for number, own in keys for one in own]
    table = np.array(rows, np.int64).reshape(-1, 3)
    return {
        "key": table[:, 0].copy(),
        "weight": table[:, 1].astype(np.int8),
        "record": table[:, 2].astype(np.int32),
    }


def block(keys: Sequence[Iterable[Key]]) -> npt.NDArray[np.int64]:
    """Find the pairs among records that are all in memory, as places in the list, shape (pairs, 2)."""
    columns = numbered(enumerate(keys))
    with duckdb.connect(":memory:", config={"threads": 2}) as connection:
        connection.register("given", columns)
        connection.execute("CREATE TABLE block_keys AS FROM given")
        connection.unregister("given")
        connection.execute("CREATE TABLE fresh AS SELECT DISTINCT record FROM block_keys")
        return blocked(connection, "fresh")


def blocked(connection: Connection, fresh: str) -> npt.NDArray[np.int64]:
    """Find the pairs that share keys of a weight of two in all, shape (pairs, 2), in order.

    ``block_keys`` has all keys; ``fresh`` names a table or view with the numbers (``record``) of the
    records of which each pair must have at least one. The first number of a pair is the smaller.
    """
    found = connection.execute(_PAIRS.format(fresh=fresh, crowds=_crowd_case())).fetchnumpy()
    return np.column_stack([found["a"], found["b"]]).astype(np.int64).reshape(-1, 2)


def _crowd_case() -> str:
    return " ".join(f"WHEN {weight} THEN {crowd}" for weight, crowd in _CROWDS.items())


_PAIRS: Final = """
    WITH mine AS (
        SELECT key, weight, record FROM block_keys SEMI JOIN {fresh} USING (record) WHERE weight > 0
    ),
    small AS (
        SELECT key, weight FROM block_keys SEMI JOIN mine USING (key, weight)
        GROUP BY key, weight HAVING count(*) BETWEEN 2 AND CASE weight {crowds} END
    ),
    shared AS (
        SELECT mine.record AS one, other.record AS other, weight
        FROM mine SEMI JOIN small USING (key, weight) JOIN block_keys other USING (key, weight)
        WHERE mine.record < other.record
           OR mine.record > other.record AND other.record NOT IN (SELECT record FROM {fresh})
    )
    SELECT least(one, other) AS a, greatest(one, other) AS b FROM shared
    GROUP BY ALL HAVING sum(weight) >= 2 ORDER BY a, b
"""
