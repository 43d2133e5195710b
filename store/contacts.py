"""Contacts of those who sent something in: a file for each, which only the owner of the workspace may read.

They are kept beside the database and not in it, so that no query, export, backup of the database or log can
hold one, and so that a contact that is deleted is gone at once.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from records.errors import NotFoundError, StoreError
from records.submission import Contact

__all__ = ["CONTACTS", "Contacts"]

CONTACTS: Final = "contacts"
_NAME: Final = re.compile(r"[A-Z0-9-]{1,40}")


class Contacts:
    """Keeps, reads and deletes contacts, by the reference of what they sent in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, reference: str, contact: Contact) -> None:
        """Keep a contact, in place of the one that there was. Raises ``StoreError`` where that cannot be."""
        if contact.until is None:
            raise ValueError("a contact is kept until some day")
        path = self._path(reference)
        aside = path.with_suffix(".new")
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            aside.unlink(missing_ok=True)
            made = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as file:
                file.write(msgspec.json.encode(contact))
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except OSError as error:
            raise StoreError(f"{self._folder} cannot be written: {error.strerror or error}") from error

    def get(self, reference: str, now: datetime) -> Contact | None:
        """Give a contact; None where none was given, or its time is over."""
        try:
            contact = self._read(self._path(reference))
        except (FileNotFoundError, NotFoundError):
            return None
        return None if contact.until is None or contact.until <= now else contact

    def delete(self, reference: str) -> None:
        """Delete a contact, if there is one."""
        self._path(reference).unlink(missing_ok=True)

    def expire(self, now: datetime) -> int:
        """Delete the contacts whose time is over, and count them."""
        gone = 0
        for path in self._all():
            until = self._read(path).until
            if until is None or until <= now:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def _all(self) -> Iterator[Path]:
        yield from sorted(self._folder.glob("*.json")) if self._folder.is_dir() else ()

    def _path(self, reference: str) -> Path:
        if not _NAME.fullmatch(reference):
            raise NotFoundError(f"there is no submission {reference[:40]}")
        return self._folder / f"{reference}.json"

    def _read(self, path: Path) -> Contact:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Contact)
        except msgspec.DecodeError as error:
            raise StoreError(f"{path} is no contact; delete it") from error
