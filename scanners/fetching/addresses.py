"""Which addresses may be asked: public ones, and those that the owner allowed by name.

Whoever writes a feed can make it link or redirect to the inside of the network that Ken runs in
(server-side request forgery, OWASP SSRF Prevention Cheat Sheet). So every address is checked before
it is asked, every redirect again, and the connected socket once more (:mod:`scanners.fetching.connections`),
because a name may resolve to another number the second time.
"""

import ipaddress
import socket
from collections.abc import Collection, Iterator
from typing import Final
from urllib.parse import urlsplit

__all__ = ["Guard", "IPAddress", "is_public", "literal"]

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
# Azure's platform address: public by number, answers only from inside (learn.microsoft.com, 168.63.129.16).
# All other clouds' metadata addresses lie in ranges that are not public.
_METADATA: Final = frozenset({ipaddress.IPv4Address("168.63.129.16")})
_LOCAL_NAMES: Final = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback"})
_PORTS: Final = {"http": 80, "https": 443}


def literal(host: str) -> IPAddress | None:
    """Read a host that is a number rather than a name; None for a name.

    Knows every spelling that the resolver knows: dotted, decimal (``2130706433``), octal
    (``0177.0.0.1``), hexadecimal (``0x7f.1``) and shortened IPv4, and IPv6 with brackets or a zone.
    """
    bare = host.strip("[]").partition("%")[0].rstrip(".")
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare))
    except (OSError, ValueError):
        return None


def is_public(address: IPAddress) -> bool:
    """Tell whether an address belongs to the public internet.

    Private, loopback, link-local, shared, multicast, reserved, unspecified and metadata addresses do
    not, nor do IPv6 addresses that carry such an IPv4 address (mapped, NAT64, 6to4).
    """
    return all(
        one.is_global
        and not (one.is_multicast or one.is_reserved or one.is_unspecified or one.is_link_local)
        and one not in _METADATA
        for one in _meanings(address)
    )


def _meanings(address: IPAddress) -> Iterator[IPAddress]:
    """List the addresses that packets to this one can end at."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            yield address.ipv4_mapped
            return
        if address in _NAT64:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
            return
        if address.sixtofour is not None:
            yield address.sixtofour
    yield address


class Guard:
    """Refuses addresses inside the network.

    ``allowed`` lists hosts, or ``host:port``, that may be private all the same: an intranet library, a
    test on loopback. Without ``resolves`` no name is looked up; numbers and ``localhost`` are still
    refused (a replay has no network, and behind a proxy it is the proxy that resolves).
    """

    def __init__(self, allowed: Collection[str] = (), *, resolves: bool = True) -> None:
        self._allowed = frozenset(entry.strip().lower() for entry in allowed)
        self._resolves = resolves

    def private(self, url: str, *, behind_proxy: bool = False) -> str:
        """Name the private address that a URL leads to; empty when it may be asked."""
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if self.allows(host, parts.port or _PORTS.get(parts.scheme, 0)):
            return ""
        if host in _LOCAL_NAMES or host.endswith(".localhost"):
            return host
        number = literal(host)
        if number is not None:
            odd = number.version == 4 and str(number) != host
            shown = f"{host}, that is {number}" if odd else host
            return "" if is_public(number) else shown
        if behind_proxy or not self._resolves:
            return ""
        return next((f"{host}, that is {one}" for one in _resolved(host) if not is_public(one)), "")

    def allows(self, host: str, port: int) -> bool:
        """Tell whether the owner said that this host may be private."""
        host = host.lower().strip("[]").rstrip(".")
        spellings = {host, f"[{host}]", f"{host}:{port}", f"[{host}]:{port}"}
        return not self._allowed.isdisjoint(spellings)

    def accepts_peer(self, host: str, port: int, peer: str) -> bool:
        """Tell whether a connection to ``host`` may go on, now that it ended at the address ``peer``."""
        number = literal(peer)
        return self.allows(host, port) or (number is not None and is_public(number))


def _resolved(host: str) -> tuple[IPAddress, ...]:
    """Look a name up; empty when it cannot be found, which the connection will report."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    numbers = (literal(str(entry[4][0])) for entry in found)
    return tuple(number for number in numbers if number is not None)
