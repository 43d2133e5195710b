"""Views: searches that people keep under a name, for themselves or for the team."""

from datetime import datetime
from typing import Final

from records.errors import NotFoundError, SettingsError
from records.view import View, view_name
from store.database import Connection, Database
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["MOST_VIEWS", "Views"]

MOST_VIEWS: Final = 200  # of one owner
_VIEW: Final = "number, owner, name, query, shared, created"
_SAME_NAME: Final = "lower(nfc_normalize(name)) = lower(nfc_normalize(?))"


class Views:
    """Reads, keeps and deletes views."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def seen_by(self, reviewer: str) -> tuple[View, ...]:
        """List somebody's own views and those that others share, by name; their own come first."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"SELECT {_VIEW} FROM views WHERE owner = $me OR shared "
                "ORDER BY owner <> $me, lower(name), lower(owner), number",
                {"me": reviewer},
            ).fetchall()
        return tuple(_view(*row) for row in rows)

    def get(self, number: int, reviewer: str) -> View:
        """Give a view that somebody may see; ``NotFoundError`` for any other."""
        with self._database.open() as connection:
            row = first_row(
                connection,
                f"SELECT {_VIEW} FROM views WHERE number = ? AND (owner = ? OR shared)",
                [number, reviewer],
            )
        if row is None:
            raise NotFoundError(f"there is no view {number} that you may see")
        return _view(*row)

    def named(self, name: str, owner: str = "") -> View:
        """Give the view of a name, whoever may see it; of this owner, where one is given.

        Raises ``NotFoundError`` when there is none, or when several people have one of that name.
        """
        with self._database.open() as connection:
            rows = connection.execute(
                f"SELECT {_VIEW} FROM views WHERE {_SAME_NAME} AND ? IN ('', owner) ORDER BY number",
                [name, owner],
            ).fetchall()
            known = [
                one for (one,) in connection.execute("SELECT DISTINCT name FROM views ORDER BY 1").fetchall()
            ]
        if not rows:
            there = f"; there are: {', '.join(known[:10])}" if known else "; nobody has kept one yet"
            raise NotFoundError(f'there is no view "{name}"{there}')
        if len(rows) > 1:
            owners = ", ".join(row[1] for row in rows)
            raise NotFoundError(f'several people have a view "{name}": {owners}; say whose with --owner')
        return _view(*rows[0])

    def keep(self, owner: str, name: str, query: str, instant: datetime, *, shared: bool) -> View:
        """Keep a view; one that its owner has under that name already is changed, and keeps its number.

        Raises ``SettingsError`` for a name that cannot be, or when its owner has 200 already.
        """
        kept = view_name(name)
        with self._database.open() as connection:
            known = first_row(
                connection, f"SELECT number FROM views WHERE owner = ? AND {_SAME_NAME}", [owner, kept]
            )
            if known:
                connection.execute(
                    "UPDATE views SET name = ?, query = ?, shared = ?, created = ? WHERE number = ?",
                    [kept, query, shared, to_store(instant), known[0]],
                )
                return _of_number(connection, known[0])
            there = first_row(connection, "SELECT count(*) FROM views WHERE owner = ?", [owner])
            if there and there[0] >= MOST_VIEWS:
                raise SettingsError(f"{MOST_VIEWS} views are the most; delete one first")
            made = first_row(
                connection,
                "INSERT INTO views VALUES (nextval('view_numbers'), ?, ?, ?, ?, ?) RETURNING number",
                [owner, kept, query, shared, to_store(instant)],
            )
            return _of_number(connection, made[0] if made else 0)

    def delete(self, number: int, owner: str) -> View:
        """Delete a view of its owner's and give it; ``NotFoundError`` for any other."""
        with self._database.open() as connection:
            row = first_row(
                connection,
                f"DELETE FROM views WHERE number = ? AND owner = ? RETURNING {_VIEW}",
                [number, owner],
            )
        if row is None:
            raise NotFoundError(f"you have no view {number}")
        return _view(*row)


def _of_number(connection: Connection, number: int) -> View:
    row = first_row(connection, f"SELECT {_VIEW} FROM views WHERE number = ?", [number])
    if row is None:
        raise NotFoundError(f"there is no view {number}")
    return _view(*row)


def _view(number: int, owner: str, name: str, query: str, shared: bool, created: datetime) -> View:
    return View(
        number=number, owner=owner, name=name, query=query, shared=shared, created=from_store(created)
    )
