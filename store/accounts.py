"""Accounts: who may use the review page, their roles, and the invitations to choose a password."""

from datetime import datetime
from typing import Any, Final

import msgspec

from records.account import Account, Role, folded
from records.errors import NotFoundError, SettingsError
from store.change_mark import ChangeMark
from store.database import Connection, Database
from store.first_row import first_row
from store.instants import from_store, to_store

__all__ = ["ACCOUNT", "Accounts", "account_of_row"]

ACCOUNT: Final = "accounts.name, accounts.role, accounts.created, accounts.disabled, accounts.password <> ''"


class Accounts:
    """Reads and changes accounts. Passwords and codes come as hashes; nobody can read them out of here."""

    def __init__(self, database: Database, mark: ChangeMark) -> None:
        self._database = database
        self.mark = mark

    def all(self) -> tuple[Account, ...]:
        """List the accounts by name, those that are disabled too."""
        with self._database.open() as connection:
            rows = connection.execute(f"SELECT {ACCOUNT} FROM accounts ORDER BY id").fetchall()
        return tuple(account_of_row(*row) for row in rows)

    def get(self, name: str) -> Account:
        """Give an account by name, however it is written; ``NotFoundError`` when there is none."""
        with self._database.open() as connection:
            return _get(connection, name)

    def add(self, name: str, role: Role, instant: datetime) -> Account:
        """Make an account without a password; ``SettingsError`` when there is one of that name."""
        with self.mark.changing(self._database) as connection:
            if first_row(connection, "SELECT 1 FROM accounts WHERE id = ?", [folded(name)]):
                raise SettingsError(f"there is an account of {name} already; `ken user list` shows it")
            connection.execute(
                "INSERT INTO accounts VALUES (?, ?, ?, '', ?, NULL)",
                [folded(name), name, role, to_store(instant)],
            )
            return _get(connection, name)

    def give_role(self, name: str, role: Role) -> Account:
        """Give an account another role; ``SettingsError`` when nobody would be left as an owner."""
        with self.mark.changing(self._database) as connection:
            before = _get(connection, name)
            connection.execute("UPDATE accounts SET role = ? WHERE id = ?", [role, folded(name)])
            return _with_an_owner(connection, before)

    def disable(self, name: str, instant: datetime) -> Account:
        """Let somebody in no more, from now on: sessions, tokens and invitations end with it.

        Raises ``SettingsError`` when nobody would be left as an owner.
        """
        with self.mark.changing(self._database) as connection:
            before = _get(connection, name)
            connection.execute(
                "UPDATE accounts SET disabled = ? WHERE id = ?", [to_store(instant), folded(name)]
            )
            for table in ("sessions", "tokens", "invitations"):
                connection.execute(f"DELETE FROM {table} WHERE account = ?", [folded(name)])
            return _with_an_owner(connection, before)

    def enable(self, name: str) -> Account:
        """Let somebody in again, with the password that they had."""
        with self.mark.changing(self._database) as connection:
            connection.execute("UPDATE accounts SET disabled = NULL WHERE id = ?", [folded(name)])
            return _get(connection, name)

    def password(self, name: str) -> str:
        """Give the hash of somebody's password, empty where they have none or may not come in."""
        with self._database.open() as connection:
            row = first_row(
                connection,
                "SELECT password FROM accounts WHERE id = ? AND disabled IS NULL",
                [folded(name)],
            )
        return str(row[0]) if row else ""

    def set_password(self, name: str, password: str) -> Account:
        """Keep the hash of a new password, and end all sessions and invitations of that account."""
        with self.mark.changing(self._database) as connection:
            return _set_password(connection, folded(name), password)

    def invite(self, name: str, code: str, expires: datetime) -> Account:
        """Keep the hash of a one-time code, in place of the codes that were given before."""
        with self.mark.changing(self._database) as connection:
            found = _get(connection, name)
            connection.execute("DELETE FROM invitations WHERE account = ?", [folded(name)])
            connection.execute(
                "INSERT INTO invitations VALUES (?, ?, ?)", [code, folded(name), to_store(expires)]
            )
            return found

    def invited(self, code: str, instant: datetime) -> Account | None:
        """Give the account that a code was made for; None for a code that does not hold."""
        with self._database.open() as connection:
            row = first_row(
                connection,
                f"SELECT {ACCOUNT} FROM invitations JOIN accounts ON accounts.id = account "
                "WHERE code = ? AND expires > ? AND disabled IS NULL",
                [code, to_store(instant)],
            )
        return account_of_row(*row) if row else None

    def accept(self, code: str, password: str, instant: datetime) -> Account | None:
        """Take an invitation up, once: keep the hash of the password. None for a code that does not hold."""
        with self.mark.changing(self._database) as connection:
            row = first_row(
                connection,
                "SELECT account FROM invitations JOIN accounts ON accounts.id = account "
                "WHERE code = ? AND expires > ? AND disabled IS NULL",
                [code, to_store(instant)],
            )
            return _set_password(connection, row[0], password) if row else None


def account_of_row(
    name: str, role: str, created: datetime, disabled: datetime | None, has_password: bool
) -> Account:
    """Make an account of the columns in ``ACCOUNT``."""
    shown: dict[str, Any] = {
        "name": name,
        "role": role,
        "created": from_store(created),
        "disabled": from_store(disabled) if disabled else None,
        "has_password": has_password,
    }
    return msgspec.convert(shown, Account)


def _get(connection: Connection, name: str) -> Account:
    row = first_row(connection, f"SELECT {ACCOUNT} FROM accounts WHERE id = ?", [folded(name)])
    if not row:
        raise NotFoundError(f"there is no account of {name}; `ken user list` shows those that there are")
    return account_of_row(*row)


def _set_password(connection: Connection, account: str, password: str) -> Account:
    _get(connection, account)
    connection.execute("UPDATE accounts SET password = ? WHERE id = ?", [password, account])
    connection.execute("DELETE FROM invitations WHERE account = ?", [account])
    connection.execute("DELETE FROM sessions WHERE account = ?", [account])
    return _get(connection, account)


def _with_an_owner(connection: Connection, before: Account) -> Account:
    """Give an account as it is now, unless it was the last owner's and is no more."""
    was_owner = before.role == "owner" and before.disabled is None
    if was_owner and not first_row(
        connection, "SELECT 1 FROM accounts WHERE role = 'owner' AND disabled IS NULL"
    ):
        raise SettingsError(f"{before.name} is the last owner; make somebody else an owner first")
    return _get(connection, before.name)
