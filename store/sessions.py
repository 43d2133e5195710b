"""Sessions and tokens: by what browsers and programs prove whose they are. All are kept as hashes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

from records.account import Account, folded
from store.accounts import ACCOUNT, account_of_row
from store.change_mark import ChangeMark
from store.database import Database
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["OPENS", "Opens", "Sessions", "Token"]

Opens = Literal["interface", "feeds"]
OPENS: Final[tuple[Opens, ...]] = get_args(Opens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of somebody, without its secret; ``label`` is what they call it, ``created`` is UTC."""

    number: int
    opens: str
    label: str
    created: datetime


class Sessions:
    """Reads, begins and ends sessions and tokens."""

    def __init__(self, database: Database, mark: ChangeMark) -> None:
        self._database = database
        self._mark = mark

    def begin(self, secret: str, name: str, instant: datetime, expires: datetime) -> None:
        """Keep a new session of somebody, and forget those that have expired."""
        # Nobody can have cached what was never there: the mark stays.
        with self._database.open() as connection:
            connection.execute("DELETE FROM sessions WHERE expires <= ?", [to_store(instant)])
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?)",
                [secret, folded(name), to_store(instant), to_store(expires)],
            )

    def account(self, secret: str, instant: datetime) -> tuple[Account, datetime] | None:
        """Give whose session it is and until when; None when it ended or never was."""
        with self._database.open() as connection:
            row = first_row(
                connection,
                f"SELECT expires, {ACCOUNT} FROM sessions JOIN accounts ON accounts.id = account "
                "WHERE secret = ? AND expires > ? AND disabled IS NULL",
                [secret, to_store(instant)],
            )
        return (account_of_row(*row[1:]), from_store(row[0])) if row else None

    def end(self, secret: str) -> None:
        """End a session."""
        with self._mark.changing(self._database) as connection:
            connection.execute("DELETE FROM sessions WHERE secret = ?", [secret])

    def end_others(self, name: str, secret: str) -> None:
        """End all sessions of somebody but this one."""
        with self._mark.changing(self._database) as connection:
            connection.execute(
                "DELETE FROM sessions WHERE account = ? AND secret <> ?", [folded(name), secret]
            )

    def give_token(self, secret: str, name: str, opens: Opens, label: str, instant: datetime) -> None:
        """Keep the hash of a new token; one for feeds takes the place of the one before."""
        with self._mark.changing(self._database) as connection:
            if opens == "feeds":
                connection.execute("DELETE FROM tokens WHERE account = ? AND opens = 'feeds'", [folded(name)])
            connection.execute(
                "INSERT INTO tokens VALUES (nextval('token_numbers'), ?, ?, ?, ?, ?)",
                [secret, folded(name), opens, label, to_store(instant)],
            )

    def of_token(self, secret: str, opens: Opens) -> Account | None:
        """Give whose token it is; None when it was taken back or opens something else."""
        with self._database.open() as connection:
            row = first_row(
                connection,
                f"SELECT {ACCOUNT} FROM tokens JOIN accounts ON accounts.id = account "
                "WHERE secret = ? AND opens = ? AND disabled IS NULL",
                [secret, opens],
            )
        return account_of_row(*row) if row else None

    def tokens(self, name: str) -> tuple[Token, ...]:
        """List the tokens of somebody, the oldest first."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT number, opens, label, created FROM tokens WHERE account = ? ORDER BY number",
                [folded(name)],
            ).fetchall()
        return tuple(
            Token(number=number, opens=opens, label=label, created=from_store(created))
            for number, opens, label, created in rows
        )

    def take_back(self, name: str, number: int) -> None:
        """Take a token of somebody back; nothing happens when they have none of that number."""
        with self._mark.changing(self._database) as connection:
            connection.execute("DELETE FROM tokens WHERE account = ? AND number = ?", [folded(name), number])
