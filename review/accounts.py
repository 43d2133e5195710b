"""Known accounts: whose session or token it is, remembered as long as nothing has changed."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from records.account import Account
from records.errors import BusyError
from review.passwords import sealed
from store.opening import Store
from store.sessions import Opens

__all__ = ["KnownAccounts"]

_HOLDS: Final = timedelta(minutes=1)  # for a database that was put in another's place by hand
_SHORT: Final = 0.05  # seconds that somebody known waits to be looked up again
_KEEPS: Final = timedelta(minutes=10)  # for a token while the database cannot be had
_MOST: Final = 2000


class KnownAccounts:
    """Says who is who without opening the database each time.

    What was read is used as long as the store's mark stays as it is, and a minute at most, or until somebody
    else gives the database back. Everything that changes an account, in this process or another, changes the
    mark: who is disabled, gets another role or logs out is known so at their next request.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._turn = threading.Lock()
        self._mark = b""
        self._there: tuple[bool, datetime] | None = None
        # With the instant until which it need not be looked up, and that until which it holds.
        self._known: dict[tuple[str, str], tuple[Account, datetime, datetime]] = {}

    def are_there(self) -> bool:
        """Tell whether there is any account: then everybody has to log in."""
        mark, now = self._current(), self._now()
        with self._turn:
            known = self._there
        if known and now < known[1]:
            return known[0]
        try:
            with self._store.at_once(_SHORT if known else None):
                there = bool(self._store.accounts.all())
        except BusyError:
            if known:
                return known[0]
            raise
        with self._turn:
            if mark == self._mark:
                self._there = there, now + _HOLDS
        return there

    def of_session(self, session: str) -> Account | None:
        """Give whose session it is, None for one that ended or never was."""
        now = self._now()

        def read(secret: str) -> tuple[Account, datetime] | None:
            return self._store.sessions.account(secret, now)

        return self._remembered(("session", sealed(session)), read)

    def of_token(self, token: str, opens: Opens) -> Account | None:
        """Give whose token it is, None for one that was taken back, never was, or opens something else."""
        until = self._now() + _KEEPS

        def read(secret: str) -> tuple[Account, datetime] | None:
            found = self._store.sessions.of_token(secret, opens)
            return (found, until) if found else None

        return self._remembered((opens, sealed(token)), read)

    def _remembered(
        self, key: tuple[str, str], read: Callable[[str], tuple[Account, datetime] | None]
    ) -> Account | None:
        mark, now = self._current(), self._now()
        with self._turn:
            known = self._known.get(key)
        if known and now < known[1]:
            return known[0]
        try:
            with self._store.at_once(_SHORT if known and now < known[2] else None):
                found = read(key[1])
        except BusyError:
            if known and now < known[2]:
                return known[0]
            raise
        with self._turn:
            self._known.pop(key, None)
            if found and mark == self._mark:
                self._known[key] = found[0], min(found[1], now + _HOLDS), found[1]
            while len(self._known) > _MOST:
                del self._known[next(iter(self._known))]
        return found[0] if found else None

    def _current(self) -> bytes:
        """Read the mark, and forget everything when it is another."""
        mark = self._store.accounts.mark.read()
        with self._turn:
            if mark != self._mark:
                self._mark, self._there = mark, None
                self._known.clear()
        return mark
