"""Why feeds of a source failed, in one line: each host is named once, and each of its reasons once."""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

__all__ = ["failures_text", "host_and_path"]

_ADDRESS: Final = re.compile(r"https?://\S+")
_LAST: Final = re.compile(r": https?://\S+$")
_NAMED: Final = 3  # paths that are named; more are counted


def failures_text(failures: Sequence[tuple[str, str]], addresses: Sequence[str]) -> str:
    """Say why feeds failed; empty when none did.

    ``failures`` pairs the address of a feed with its reason, ``addresses`` lists all feeds of the source,
    each once. A reason that not every feed of its host met names the paths of those that did: what stands
    in a query may be a key.
    """
    met: dict[str, dict[str, list[str]]] = {}
    for address, reason in failures:
        host, path = host_and_path(address)
        met.setdefault(host, {}).setdefault(_plain(reason, host), []).append(path)
    feeds: dict[str, list[str]] = {}
    for address in addresses:
        host, path = host_and_path(address)
        feeds.setdefault(host, []).append(path)
    return "; ".join(_of_host(host, reasons, feeds.get(host, [])) for host, reasons in met.items())


def host_and_path(address: str) -> tuple[str, str]:
    """Split an address into host and path; what cannot be split counts as a host, cut to 100 characters."""
    try:
        parts = urlsplit(address)
        return parts.hostname or address[:100], parts.path
    except ValueError:
        return address[:100], ""


def _plain(reason: str, host: str) -> str:
    """Leave out the address: the host and, where that is needed, the path are said once for all."""

    def shorter(match: re.Match[str]) -> str:
        return "its address" if host_and_path(match[0])[0] == host else match[0]

    return _ADDRESS.sub(shorter, _LAST.sub("", reason))


def _of_host(host: str, reasons: Mapping[str, Sequence[str]], feeds: Sequence[str]) -> str:
    """Say why the feeds at ``feeds``, paths of one host, failed."""
    said: list[str] = []
    for reason, paths in reasons.items():
        if said:
            text = reason.removeprefix(f"{host} ")
        elif host in reason:  # most reasons of the network begin with it
            text = reason
        else:
            text = f"{host}{feeds[0] if len(feeds) == 1 else ''}: {reason}"
        said.append(text if len(paths) >= len(feeds) else f"{text} ({_which(paths, len(feeds))})")
    return "; ".join(said)


def _which(paths: Sequence[str], feeds: int) -> str:
    different = list(dict.fromkeys(path or "/" for path in paths))
    return ", ".join(different) if len(different) <= _NAMED else f"{len(paths)} of its {feeds} feeds"
