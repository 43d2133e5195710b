"""Serving the application on an address of this machine."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address

import uvicorn
from fastapi import FastAPI

from records.errors import SettingsError
from review.vouching import BehindProxies

__all__ = ["hosts_for", "is_loopback", "listen", "serve_on"]


_KEEP_ALIVE = 75  # seconds; a reviewer reads in between, and need not knock again


def is_loopback(host: str) -> bool:
    """Tell whether a host can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int, *, or_any: bool = False) -> socket.socket:
    """Take a port of a host, any free one for port 0; ``SettingsError`` when it cannot be had.

    ``or_any`` takes any free one in its place.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        if or_any and port:
            return listen(host, 0)
        raise SettingsError(
            f"port {port} of {host} cannot be had ({error.strerror}); --port gives another"
        ) from error
    return listening


def hosts_for(host: str, port: int, others: Sequence[str] = ()) -> frozenset[str]:
    """List the ``Host`` headers under which a server is asked.

    ``others`` are names that lead to it besides, such as that of a proxy; they hold with this port and
    without.
    """
    names = {"localhost", "127.0.0.1", "[::1]", f"[{host}]" if ":" in host else host}
    given = {name.strip().lower().rstrip("/") for name in others}
    own = {f"{name}:{port}" for name in names} | (names if port == 80 else set())
    return frozenset(own | given | {f"{name}:{port}" for name in given})


def serve_on(
    app: FastAPI,
    listening: socket.socket,
    ready: Callable[[], None],
    proxies: Sequence[str] = (),
    user_header: str = "",
) -> None:
    """Answer requests until the process is told to end; ``ready`` is called when the first can come.

    ``proxies`` are the addresses whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed, and whose
    ``user_header`` says who asks, where it is named.
    """
    config = uvicorn.Config(
        BehindProxies(app, proxies, user_header) if proxies else app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE,
    )
    server = _Server(config, ready)
    server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self.started:
            self._ready()
