"""How each host wants to be asked: how often, how many at once, and whether robots.txt governs it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

import msgspec

import data

__all__ = ["EVERY_OTHER_HOST", "HostPolicy", "host_policies", "policy_for"]

EVERY_OTHER_HOST: Final = "*"


@dataclass(frozen=True, slots=True)
class HostPolicy:
    """How one host wants to be asked.

    ``per_second`` is the number of requests started in a second, evenly spaced; ``per_second_with_key``
    takes its place when the owner has a key for the host, 0 where a key makes no difference.
    ``concurrency`` is the number of requests under way at once. ``robots`` tells whether robots.txt is
    asked; paths that begin with one of ``interfaces`` are documented interfaces, used by their own
    terms, and not asked for. ``note`` is the evidence. The defaults serve a host that nobody has
    described: one request every two seconds (the source notes' rule).
    """

    per_second: float = 0.5
    concurrency: int = 1
    robots: bool = True
    interfaces: tuple[str, ...] = ()
    per_second_with_key: float = 0.0
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a pace at which nothing would ever be asked."""
        if self.per_second <= 0 or self.concurrency < 1 or self.per_second_with_key < 0:
            raise ValueError("a host needs a rate above 0 and at least one request at a time")

    def rate(self, *, has_key: bool) -> float:
        """Give the number of requests a second, with or without a key."""
        return (has_key and self.per_second_with_key) or self.per_second

    def asks_robots(self, path: str) -> bool:
        """Tell whether robots.txt is asked before this path is."""
        return self.robots and not path.startswith(self.interfaces)


def policy_for(policies: Mapping[str, HostPolicy], host: str) -> HostPolicy:
    """Give the policy of a host: its own, else that of its longest known suffix, else everybody's.

    A suffix ends a name at a dot: ``nhs.uk`` serves ``www.england.nhs.uk`` and not ``xnhs.uk``.
    """
    name = host.lower().rstrip(".")
    while name:
        if name in policies:
            return policies[name]
        name = name.partition(".")[2]
    return policies.get(EVERY_OTHER_HOST) or HostPolicy()


@cache
def host_policies() -> Mapping[str, HostPolicy]:
    """Read ``data/catalogue/hosts.toml``: policies by host name or suffix, ``*`` for all other hosts."""
    text = data.folder("catalogue", "hosts.toml").read_text(encoding="utf-8")
    policies = msgspec.convert(tomllib.loads(text)["hosts"], dict[str, HostPolicy])
    return MappingProxyType(policies)
