"""A page: one response of a source, as it came."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

__all__ = ["Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """One response of a source, kept as proof and for reading again.

    ``url`` is the request's address with its parameters sorted and without secrets; parameters of a
    POST are written as if it were a GET. ``media_type`` is the bare type in lower case. ``fetched`` is
    UTC. ``body`` is after decompression. ``about`` names the item that a linked page belongs to (the
    key of its record), empty for a page that lists items.
    """

    source: str
    url: str
    status: int
    media_type: str
    fetched: datetime
    body: bytes
    about: str = ""

    @property
    def sha256(self) -> str:
        """Give the content address of the body."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def text(self) -> str:
        """Decode the body as UTF-8, a byte order mark removed, what cannot be read replaced."""
        return self.body.decode("utf-8-sig", errors="replace")
