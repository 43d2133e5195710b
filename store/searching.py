"""Searching the works: what a query finds, how much of it there is, and a page of it in order."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal, get_args

from records.query import Query
from store.database import Connection, Database
from store.decisions import Decisions
from store.search_sql import Compiled, compiled
from store.search_words import SearchWords

__all__ = ["ORDERS", "Found", "Order", "Search"]

Order = Literal["relevance", "newest", "oldest"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
_SORTED: Final[dict[Order, str]] = {
    "relevance": "worth DESC, published DESC NULLS LAST, work_id",
    "newest": "published DESC NULLS LAST, work_id",
    "oldest": "published NULLS LAST, work_id",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what a search found: ids of works, and how many there are in all."""

    works: tuple[str, ...]
    total: int


class Search:
    """Searches the works."""

    def __init__(self, database: Database, decisions: Decisions) -> None:
        self._database = database
        self._decisions = decisions
        self.words = SearchWords(database)

    def works(
        self,
        query: Query,
        *,
        asker: str | None = None,
        secret: Collection[tuple[str, str]] = (),
        order: Order = "relevance",
        limit: int = 25,
        offset: int = 0,
    ) -> Found:
        """Find the works of a query, whose names are ids, a page of them.

        ``asker`` is who asks: others' decisions count for them only on works that they decided in the same
        workstream, so that nobody is led, and never on the works and workstreams in ``secret``; without an
        asker all count. By relevance, works come first that
        hold rare words of the query, and hold them in the title; among equals the newest.
        """
        with self._database.open():
            self._decisions.copy()
            self.words.catch_up()
            with self._database.open() as connection:
                made = compiled(query, asker, secret)
                rows = _page(connection, made, order, limit, offset)
                if not rows and offset:  # behind the end
                    total = _page(connection, made, order, 1, 0)
                    return Found((), int(total[0][1]) if total else 0)
        return Found(tuple(work for work, _ in rows), int(rows[0][1]) if rows else 0)


def _page(
    connection: Connection, made: Compiled, order: Order, limit: int, offset: int
) -> list[tuple[str, int]]:
    worth = made.worth if order == "relevance" else "0"
    joins = " ".join(made.joins)
    found = f"SELECT d.*, {worth} AS worth FROM search_works d {joins} WHERE {made.condition}"
    tables = ", ".join((*made.tables, f"found AS MATERIALIZED ({found})"))
    rows: list[tuple[str, int]] = connection.execute(
        f"WITH {tables} SELECT work_id, (SELECT count(*) FROM found) FROM found "
        f"ORDER BY {_SORTED[order]} LIMIT $limit OFFSET $offset",
        {**made.values, "limit": limit, "offset": offset},
    ).fetchall()
    return rows
