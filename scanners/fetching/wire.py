"""One request over the wire: checked, sent, read within its limits. It never tries twice."""

import http.client
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import select_proxy

from scanners.fetching.addresses import Guard
from scanners.fetching.answer import REDIRECTS, Answer, Failure
from scanners.fetching.connections import PrivatePeerError, Session
from scanners.fetching.deadline import Deadline
from scanners.fetching.keys import Keys
from scanners.fetching.request import Request, brief

__all__ = ["Limits", "Wire"]

_log = logging.getLogger(__name__)

_CHUNK: Final = 1 << 16
_ERROR_BODY: Final = 1 << 16  # of an error only the beginning is read
_UNSENDABLE: Final = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidHeader,
    urllib3.exceptions.LocationParseError,
    UnicodeError,
)
_NETWORK: Final = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    UnicodeError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may take.

    ``connect`` and ``read`` are the seconds for a connection and between two received pieces, ``total``
    those for the whole request. ``size`` is the largest body in bytes, after decompression.
    """

    connect: float = 10.0
    read: float = 60.0
    total: float = 180.0
    size: int = 64 * 1024 * 1024


class _TooLargeError(Exception):
    """More came than a page may have."""


class Wire:
    """Sends one request at a time per thread, through one session."""

    def __init__(
        self, adapter: BaseAdapter, guard: Guard, keys: Keys, *, user_agent: str, limits: Limits
    ) -> None:
        self._guard = guard
        self._keys = keys
        self._limits = limits
        self._user_agent = user_agent
        self._networks: dict[str, Mapping[str, Any]] = {}
        self._session = Session()
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, adapter)

    def close(self) -> None:
        """Close all connections."""
        self._session.close()

    def ask(self, request: Request) -> Answer | Failure:
        """Put one request; a failure comes back as a value, with all keys left out."""
        barred = self.barred(request)
        if barred:
            return barred
        with Deadline(self._limits.total) as deadline:
            try:
                answer = self._answer(request, deadline)
                return self._too_slow(request) if deadline.passed else answer
            except PrivatePeerError as error:
                return _refused(request, f"{request.host}, that is {error.args[0]}")
            except _TooLargeError:
                megabytes = self._limits.size / (1024 * 1024)
                return Failure(f"{request.host} sends more than {megabytes:.4g} MB; refused", permanent=True)
            except _NETWORK as error:
                return self._too_slow(request) if deadline.passed else self._failure(request, error)

    def barred(self, request: Request) -> Failure | None:
        """Say why a request may not be put: its address is inside the network. None when it may."""
        proxied = select_proxy(request.url, self._network(request.url)["proxies"]) is not None
        private = self._guard.private(request.url, behind_proxy=proxied)
        return _refused(request, private) if private else None

    def carries_key(self, request: Request) -> bool:
        """Tell whether the owner's key goes with a request: only over a private connection."""
        parts = urlsplit(request.url)
        safe = parts.scheme == "https" or self._guard.allows(request.host, parts.port or 80)
        return request.keyed and safe and self._keys.of(request.url) is not None

    def _network(self, url: str) -> Mapping[str, Any]:
        """Give the proxies and certificates that the environment names for a site, looked up once."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._networks:
            self._networks[site] = self._session.merge_environment_settings(url, {}, None, None, None)
        return self._networks[site]

    def _answer(self, request: Request, deadline: Deadline) -> Answer:
        limits, network = self._limits, self._network(request.url)
        with self._session.send(
            self._prepared(request),
            stream=True,
            timeout=(min(limits.connect, limits.total), min(limits.read, limits.total)),
            verify=network["verify"],
            proxies=network["proxies"],
            allow_redirects=False,
        ) as response:
            body = b"" if response.status_code in REDIRECTS else self._body(response, deadline)
            headers = CaseInsensitiveDict(
                {name: self._keys.hide(value) for name, value in response.headers.items()}
            )
            _log.debug(
                "%s %s: %s, %s bytes", request.method, brief(request.url), response.status_code, len(body)
            )
            return Answer(response.status_code, headers, self._keys.hide_bytes(body))

    def _prepared(self, request: Request) -> requests.PreparedRequest:
        """Make what is sent; the only place where a key joins a request."""
        url, form = request.url, request.form
        if self.carries_key(request):
            if request.method == "GET":
                url = self._keys.onto(url)
            else:
                form = (*form, self._keys.of(url) or ("", ""))
        headers = {**request.headers, "User-Agent": self._user_agent, "Accept-Encoding": "gzip, deflate"}
        return requests.Request(request.method, url, headers=headers, data=list(form) or None).prepare()

    def _body(self, response: requests.Response, deadline: Deadline) -> bytes:
        """Read and decompress a body piece by piece, so that a small page cannot unpack into a huge one."""
        is_error = response.status_code >= 400
        pieces, size = [], 0
        for piece in response.raw.stream(_CHUNK, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if is_error and size >= _ERROR_BODY:
                break
            if size > self._limits.size:
                raise _TooLargeError
            if deadline.passed:
                break
        return b"".join(pieces)

    def _too_slow(self, request: Request) -> Failure:
        return Failure(f"{request.host} takes longer than {self._limits.total:g} s for one page; given up")

    def _failure(self, request: Request, error: Exception) -> Failure:
        """Say in plain words what went wrong with the network."""
        host, limits = request.host, self._limits
        text = str(error)
        if isinstance(error, _UNSENDABLE):
            return Failure(f"{brief(request.url)} is not an address that can be asked", permanent=True)
        if isinstance(error, urllib3.exceptions.DecodeError):
            return Failure(f"{host} sends a page that cannot be unpacked")
        if "CERTIFICATE_VERIFY_FAILED" in text:
            return Failure(
                f"the certificate of {host} cannot be verified; check the address and your network"
            )
        if isinstance(error, requests.exceptions.ProxyError):
            return Failure(f"the proxy of your network does not lead to {host}", again=True)
        if "NameResolutionError" in text or "Failed to resolve" in text:
            reason = f"the name {host} cannot be found; check the address and your network"
        elif isinstance(error, requests.exceptions.ConnectTimeout):
            reason = f"{host} does not answer within {limits.connect:g} s"
        elif isinstance(error, requests.exceptions.ReadTimeout | urllib3.exceptions.ReadTimeoutError):
            reason = f"{host} stopped sending for {limits.read:g} s"
        elif isinstance(error, requests.exceptions.ConnectionError) and "Connection aborted" not in text:
            reason = f"{host} cannot be reached"
        else:
            reason = f"{host} broke off the connection"
        return Failure(reason, again=True)


def _refused(request: Request, private: str) -> Failure:
    if request.redirected_by:
        reason = f"{request.redirected_by} redirects to a private address ({private}); refused"
    elif private.startswith(f"{request.host},"):
        reason = f"{request.host} is at a private address ({private.partition(' that is ')[2]}); refused"
    else:
        reason = f"{private} is a private address; refused"
    return Failure(reason, permanent=True)
