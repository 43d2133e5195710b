"""The guard before all pages: who may be asked for, from where, how much, and what browsers must keep to."""

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "Guard"]

_LARGEST: Final = 64 * 1024  # bytes of a form
_ALWAYS_TLS: Final = "max-age=31536000"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # With no-referrer, browsers would send the origin of our own forms as "null".
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Guard:
    """Lets through what is asked of this host, from its own pages, within bounds.

    ``hosts`` are the ``Host`` headers that are answered; ``tls`` says that all is asked by HTTPS, whatever
    the proxy in between says. A page elsewhere whose name was made to point to
    this machine (DNS rebinding) has another; a form or script of another origin gives itself away by its
    ``Origin`` or ``Sec-Fetch-Site``. Every answer carries the security headers.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], *, tls: bool = False) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._tls = tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._tls:
            scope["scheme"] = "https"
        scheme = scope["scheme"]

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("cache-control", "no-store")
                if scheme == "https":
                    headers["strict-transport-security"] = _ALWAYS_TLS
            await send(message)

        refusal = self._refusal(scope["method"], scheme, Headers(scope=scope))
        if refusal:
            await refusal(scope, receive, send_guarded)
        else:
            await self._app(scope, _bounded(receive), send_guarded)

    def _refusal(self, method: str, scheme: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            return PlainTextResponse("Ken does not answer to this name.", 421)
        if method in _SAFE:
            return None
        origin = headers.get("origin")
        came_from = headers.get("sec-fetch-site", "same-origin" if origin else "none")
        if (origin is not None and origin.lower() != f"{scheme}://{host}") or came_from not in (
            "same-origin",
            "none",
        ):
            return PlainTextResponse("This was sent from another site.", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > _LARGEST:
            return PlainTextResponse("This is more than a form can hold.", 413)
        return None


def _bounded(receive: Receive) -> Receive:
    """Cut a body off that goes on beyond the bound without having said so."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > _LARGEST:
            return {"type": "http.disconnect"}
        return message

    return bounded
