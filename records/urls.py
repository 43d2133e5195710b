"""Web addresses brought to one form: what names the page stays, what follows the reader goes."""

import tomllib
from fnmatch import fnmatchcase
from functools import cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

import data

__all__ = ["host_of", "normalise"]

_PORTS = {"http": 80, "https": 443}


def normalise(address: str) -> str | None:
    """Bring a web address to its one form; None when it is not an http(s) address.

    Host in lower case, scheme https, no default port, no user name, no fragment, no trailing slash,
    query sorted, parameters that only track readers removed (``data/identifiers/tracking.toml``).
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _PORTS or not host or " " in host:
        return None
    if port and port not in _PORTS.values():
        host = f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _tracks(name.lower())
    )
    return urlunsplit(("https", host, path, urlencode(kept), ""))


def host_of(address: str) -> str:
    """Give the host of an address in lower case, empty when there is none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _tracks(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _tracking())


@cache
def _tracking() -> tuple[str, ...]:
    text = data.folder("identifiers", "tracking.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["parameters"])
