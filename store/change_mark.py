"""The mark of a change: a small file that changes with what it marks, so that others see it at once."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from store.database import Connection, Database

__all__ = ["CHANGE_MARK", "TEAM_MARK", "ChangeMark"]

CHANGE_MARK: Final = "accounts.changed"
TEAM_MARK: Final = "team.changed"  # of allocations and comments


class ChangeMark:
    """Says whether accounts, sessions and tokens, or allocations and comments, have changed.

    Reading it takes microseconds where opening the database takes milliseconds. Who changes anything
    writes it while they still hold the database: nobody can read the old rows under the new mark.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> bytes:
        """Give what it says now, nothing where it was never written."""
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return b""

    @contextmanager
    def changing(self, database: Database) -> Iterator[Connection]:
        """Open the database for something that changes, and say so."""
        with database.open() as connection:
            self._change()
            yield connection

    def _change(self) -> None:
        self._path.write_bytes(secrets.token_hex(16).encode())
