"""The first row of a query, with nothing left behind."""

from collections.abc import Mapping, Sequence
from typing import Any

from store.database import Connection

__all__ = ["first_row"]


def first_row(
    connection: Connection, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
) -> tuple[Any, ...] | None:
    """Give the first row of a query, or None.

    ``fetchone`` would leave the rest of the result open, and an open result keeps its connection from
    taking in rows (DuckDB 2.0, ``ResourceInUseException``).
    """
    rows = connection.execute(sql, parameters).fetchall()
    return rows[0] if rows else None
