"""Passwords and secrets: how they are made, hashed and compared."""

import hashlib
import secrets
import threading
import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from records.account import folded
from records.errors import SettingsError

__all__ = ["LONGEST", "SHORTEST", "fits", "hashed", "new_secret", "sealed"]

SHORTEST: Final = 12  # characters
LONGEST: Final = 200
_SECRET: Final = 24  # bytes
# Each takes 64 MiB for a tenth of a second (RFC 9106, second recommended option): two at a time.
_hasher: Final = PasswordHasher()
_turns: Final = threading.Semaphore(2)


def hashed(password: str, name: str) -> str:
    """Hash a new password of somebody with argon2id and a salt of its own.

    Raises ``SettingsError`` for one that is easily guessed: shorter than 12 characters, of fewer than five
    different ones, or little more than the name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise SettingsError(f"a password has between {SHORTEST} and {LONGEST} characters")
    without_name = folded(password).replace(folded(name), "")
    if len(set(password)) < 5 or len(without_name) < SHORTEST // 2:
        raise SettingsError("this password is easily guessed; take four words that do not belong together")
    with _turns:
        return _hasher.hash(_written(password))


def fits(password: str, kept: str) -> bool:
    """Tell whether a password is the one whose hash is kept.

    Without a hash it takes as long, so that nobody can tell by the clock which names there are.
    """
    with _turns:
        try:
            _hasher.verify(kept or _nobodys(), _written(password))
        except (VerificationError, InvalidHashError):
            return False
    return bool(kept)


def new_secret(kind: str = "") -> str:
    """Make a secret of 192 random bits; ``kind`` stands before it, so that people see what it is."""
    return f"{kind}{secrets.token_urlsafe(_SECRET)}"


def sealed(secret: str) -> str:
    """Give what is kept of a secret. It is random, so that a plain hash cannot be guessed from."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _written(password: str) -> bytes:
    """Write a password the same however the keyboard composes it (NIST SP 800-63B)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_bytes(_SECRET))
