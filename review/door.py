"""The door: what the page remembers of those who come in, and of those who try to."""

from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from typing import Annotated

from fastapi import Depends, Request

from records.account import folded
from review.accounts import KnownAccounts
from review.passwords import fits
from review.throttle import Rates, Throttle

__all__ = ["AtDoor", "Door", "TooOftenError", "address_of"]

_PER_NAME = 5  # failures before somebody waits
_PER_ADDRESS = 20  # a team may share one
_FORMS = 30  # forms of strangers an hour from one address; each try counts
_ALL_FORMS = 600  # and from all together
_HOUR = 3600


class TooOftenError(Exception):
    """Somebody tried or asked too often; ``seconds`` are left to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = max(1, round(seconds + 0.5))


@dataclass(frozen=True, slots=True)
class Door:
    """Who is known, and how often whom and from where was guessed.

    The throttles are kept in memory: they are of one process, and begin anew with it.
    """

    known: KnownAccounts
    names: Throttle = field(default_factory=lambda: Throttle(_PER_NAME))
    addresses: Throttle = field(default_factory=lambda: Throttle(_PER_ADDRESS))
    forms: Rates = field(default_factory=lambda: Rates(_FORMS, _FORMS / _HOUR))
    all_forms: Rates = field(default_factory=lambda: Rates(_ALL_FORMS, _ALL_FORMS / _HOUR))

    def guess(self, request: Request) -> None:
        """Begin a try to guess a secret from an address; ``TooOftenError`` when it has to wait."""
        wait = self.addresses.attempt(address_of(request))
        if wait:
            raise TooOftenError(wait)

    def guessed(self, request: Request) -> None:
        """Let the last try from an address not count, because it was right."""
        self.addresses.excuse(address_of(request))

    def send(self, request: Request) -> None:
        """Take a form of somebody whom nobody knows; ``TooOftenError`` when too many came."""
        wait = self.forms.take(address_of(request)) or self.all_forms.take("")
        if wait:
            raise TooOftenError(wait)

    def knows(self, request: Request, name: str, password: str, kept: str) -> bool:
        """Tell whether this is somebody's password, whose hash is ``kept``.

        Raises ``TooOftenError`` when the name or the address has to wait, be there such a name or not.
        """
        self.guess(request)
        wait = self.names.attempt(folded(name))
        if wait:
            self.guessed(request)
            raise TooOftenError(wait)
        if not fits(password, kept):
            return False
        self.names.forget(folded(name))
        self.guessed(request)
        return True


def address_of(request: Request) -> str:
    """Give where a request comes from; a whole network where one household has that many addresses."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return f"{int(address) >> 64:x}::/64"
    return host


def _door_of(request: Request) -> Door:
    door = request.app.state.door
    if not isinstance(door, Door):
        raise TypeError("the application has no door")
    return door


AtDoor = Annotated[Door, Depends(_door_of)]
