"""Vouching: a proxy that has people sign on says in a header who asks."""

from collections.abc import Sequence
from ipaddress import ip_address, ip_network
from typing import Any, Final, cast

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from records.errors import SettingsError

__all__ = ["VOUCHED", "BehindProxies"]

VOUCHED: Final = "ken.vouched"
"""Where a request's scope holds the name that a proxy vouches for, empty where none does."""


class BehindProxies:
    """Believes what proxies at these addresses, or in these networks, say of those who ask.

    Their ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed, and ``header``, where one is named: the
    name of whoever asks. From anybody else that header is taken away, as it is where it comes twice: nobody
    who goes past the proxy can say who they are. Raises ``SettingsError`` for a proxy that is no address.
    """

    def __init__(self, app: ASGIApp, proxies: Sequence[str], header: str = "") -> None:
        # Uvicorn and Starlette name the same types apart.
        believing: Any = ProxyHeadersMiddleware(cast("Any", app), trusted_hosts=list(proxies))
        self._app: ASGIApp = believing
        self._header = header.lower().encode("latin-1")
        try:
            self._proxies = [ip_network(one, strict=False) for one in proxies]
        except ValueError as error:
            raise SettingsError(
                f"--proxy takes an address or a network, such as 127.0.0.1: {error}"
            ) from error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._header and scope["type"] == "http":
            said = [value for name, value in scope["headers"] if name == self._header]
            others = [(name, value) for name, value in scope["headers"] if name != self._header]
            believed = len(said) == 1 and self._is_proxy(scope)
            name = said[0].decode("utf-8", "replace").strip() if believed else ""
            scope = {**scope, "headers": others, VOUCHED: name}
        await self._app(scope, receive, send)

    def _is_proxy(self, scope: Scope) -> bool:
        peer = scope.get("client")
        try:
            address = ip_address(peer[0]) if peer else None
        except ValueError:
            return False
        return address is not None and any(address in network for network in self._proxies)
