"""Connections that are checked before anything is sent over them, and cut when their time is up."""

import socket
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from scanners.fetching.addresses import Guard
from scanners.fetching.deadline import watch

__all__ = ["GuardedAdapter", "PrivatePeerError", "Session"]


class PrivatePeerError(Exception):
    """A name led to an address inside the network when it was connected; ``args[0]`` says which."""


class Session(requests.Session):
    """A session that leaves redirects to us and keeps no cookies or logins.

    requests would read the whole body of a redirect to free its connection, however large it is, even
    when it was told not to follow.
    """

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002 - the parent's signature
        """Say that there is nothing to follow."""
        return None


class GuardedAdapter(HTTPAdapter):
    """Sends requests over connections whose far end the guard has accepted."""

    def __init__(self, guard: Guard) -> None:
        self._pools = _guarded_pools(guard)
        super().__init__(pool_connections=32, pool_maxsize=8)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the parent's own
        """Make the pools of direct connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:  # noqa: ANN401 - the parent's own
        """Make the pools of connections through the network's proxy."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):  # those have pools of their own, which dial differently
            manager.pool_classes_by_scheme = self._pools
        return manager


def _guarded_pools(guard: Guard) -> dict[str, type[HTTPConnectionPool]]:
    """Make pool classes whose connections know the guard (urllib3 hands them nothing of ours)."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(super()._new_conn(), self, guard)

        def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the parent's own
            _watch_again(self)
            super().request(*args, **kwargs)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(super()._new_conn(), self, guard)

        def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the parent's own
            _watch_again(self)
            super().request(*args, **kwargs)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _checked(sock: socket.socket, connection: HTTPConnection, guard: Guard) -> socket.socket:
    """Give a fresh connection on when its far end may be talked to; else close it and refuse.

    A proxy that the environment names is trusted as the far end: what is behind it, it resolves.
    """
    watch(sock)
    if connection.proxy is not None:
        return sock
    try:
        peer = str(sock.getpeername()[0])
    except OSError:
        sock.close()
        raise
    if not guard.accepts_peer(connection.host, connection.port or 0, peer):
        sock.close()
        raise PrivatePeerError(peer)
    return sock


def _watch_again(connection: HTTPConnection) -> None:
    """Put a connection from the pool under the deadline of the new request."""
    if connection.sock is not None:
        watch(connection.sock)
