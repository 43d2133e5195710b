"""Keys of interfaces: added to a request at the last moment, and kept out of everything else.

A key that an interface wants as a parameter would otherwise end up in the stored address of a page,
in an error, in a log line of the HTTP library, in a recording, or in a body that echoes the question.
"""

import html
import json
import logging
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote, quote_plus, unquote_plus, urlencode, urlsplit

from records.errors import SettingsError

__all__ = ["HIDDEN", "Keys"]

HIDDEN: Final = "[secret]"
_SHORTEST: Final = 4  # hiding a shorter value would eat into the words of every page
_CHATTY: Final = ("urllib3.connectionpool", "urllib3.util.retry")  # they log addresses as they were sent


class Keys:
    """The owner's keys by host, each with the name of the parameter that carries it.

    A host may be given with a port. Hosts with an empty key are left out. Raises ``SettingsError`` for a
    key of fewer than 4 characters.
    """

    def __init__(self, secrets: Mapping[str, tuple[str, str]]) -> None:
        self._by_host = {host.lower(): pair for host, pair in secrets.items() if pair[1]}
        for host, (_, value) in self._by_host.items():
            if len(value) < _SHORTEST:
                raise SettingsError(f"the key for {host} is too short to be one; check it, or leave it out")
        forms = {form for _, value in self._by_host.values() for form in _spellings(value)}
        self._texts = sorted(forms, key=len, reverse=True)
        self._bytes = sorted({code for form in forms for code in _codes(form)}, key=len, reverse=True)
        self._filter = _Discreet(self)

    @property
    def hosts(self) -> tuple[str, ...]:
        """List the hosts that have a key."""
        return tuple(self._by_host)

    def of(self, url: str) -> tuple[str, str] | None:
        """Give the parameter name and key for the host of a URL."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        return self._by_host.get(f"{host}:{parts.port}") or self._by_host.get(host)

    def onto(self, url: str) -> str:
        """Add the key of its host to the query of a URL."""
        pair = self.of(url)
        if pair is None:
            return url
        return f"{url}{'&' if '?' in url else '?'}{urlencode([pair])}"

    def stripped(self, url: str) -> str:
        """Take a key out of a URL: its parameter by name or by value, anything else made unreadable."""
        pair = self.of(url)
        name = pair[0] if pair else None
        head, mark, query = url.partition("?")
        kept = [part for part in query.split("&") if not self._tells(part, name)]
        return self.hide(head + mark + "&".join(kept) if kept else head)

    def _tells(self, part: str, name: str | None) -> bool:
        """Tell whether one parameter of a query carries a key, or the mark of one hidden before."""
        key, _, value = part.partition("=")
        return unquote_plus(key) == name or HIDDEN in self.hide(unquote_plus(value))

    def hide(self, text: str) -> str:
        """Replace every key in a text."""
        for form in self._texts:
            text = text.replace(form, HIDDEN)
        return text

    def hide_bytes(self, body: bytes) -> bytes:
        """Replace every key in a body, in UTF-8 and UTF-16."""
        for form in self._bytes:
            if form in body:
                body = body.replace(form, HIDDEN.encode())
        return body

    def quieten(self) -> None:
        """Hide keys in what the HTTP library logs, until :meth:`unquieten`."""
        if self._by_host:
            for name in _CHATTY:
                logging.getLogger(name).addFilter(self._filter)

    def unquieten(self) -> None:
        """Let the HTTP library log as before."""
        for name in _CHATTY:
            logging.getLogger(name).removeFilter(self._filter)


class _Discreet(logging.Filter):
    """Writes log lines out with keys hidden."""

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, without keys."""
        record.msg, record.args = self._keys.hide(record.getMessage()), ()
        return True


def _spellings(value: str) -> Iterator[str]:
    """List the ways in which an address, JSON or HTML writes a value."""
    for encoded in (quote(value, safe=""), quote(value), quote_plus(value)):
        yield encoded
        yield encoded.replace("%", "%25")
        yield _lower_escapes(encoded)
    yield value
    yield html.escape(value)
    yield json.dumps(value)[1:-1]
    yield json.dumps(value)[1:-1].replace("/", "\\/")


def _lower_escapes(encoded: str) -> str:
    head, *rest = encoded.split("%")
    return head + "".join(f"%{part[:2].lower()}{part[2:]}" for part in rest)


def _codes(form: str) -> tuple[bytes, ...]:
    return form.encode(), form.encode("utf-16-le"), form.encode("utf-16-be")
