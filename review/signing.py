"""Signing: cookies that nobody else can write, and form tokens that prove where a form came from."""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

import msgspec

__all__ = ["Session", "new_session", "read_session", "token_fits", "token_for", "write_session"]

_ID_BYTES: Final = 16
_NAME: Final = 60  # characters of a reviewer's name


@dataclass(frozen=True, slots=True)
class Session:
    """One browser's session: a random id, and the reviewer's name, empty until they gave it."""

    id: str
    reviewer: str = ""


def new_session(reviewer: str = "") -> Session:
    """Begin a session under an id that was never used, so that nobody can have planted it."""
    return Session(secrets.token_urlsafe(_ID_BYTES), " ".join(reviewer.split())[:_NAME])


def write_session(key: bytes, session: Session) -> str:
    """Write a session as the value of a cookie."""
    body = base64.urlsafe_b64encode(msgspec.json.encode(session)).decode().rstrip("=")
    return f"{body}.{_sign(key, 'session', body)}"


def read_session(key: bytes, cookie: str) -> Session | None:
    """Read the value of a cookie; None when we did not write it."""
    body, _, signature = cookie.partition(".")
    if not hmac.compare_digest(_sign(key, "session", body).encode(), signature.encode()):
        return None
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)), type=Session)
    except (binascii.Error, msgspec.DecodeError):
        return None


def token_for(key: bytes, session: Session) -> str:
    """Make a token for a form of this session.

    It differs each time, so that the length of compressed pages tells nothing of it (BREACH, 2013).
    """
    nonce = secrets.token_hex(_ID_BYTES)
    return f"{nonce}.{_sign(key, 'form', session.id, nonce)}"


def token_fits(key: bytes, session: Session, token: str) -> bool:
    """Tell whether a token was made for a form of this session."""
    nonce, _, signature = token.partition(".")
    return hmac.compare_digest(_sign(key, "form", session.id, nonce).encode(), signature.encode())


def _sign(key: bytes, *parts: str) -> str:
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()
