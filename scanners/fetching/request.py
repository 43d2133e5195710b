"""A request as Ken means it: where, how, with what form, and what is known already."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol, Self
from urllib.parse import urlencode, urljoin, urlsplit

import requests

from records.page import Page

__all__ = ["PageMemory", "Remembered", "Request", "brief", "normal_url", "sorted_query"]

_LONGEST_QUERY = 200
_LONGEST_PATH = 300
_GET_AFTER = 303  # See Other: the answer to a POST is to be fetched with GET (RFC 9110, 15.4.4)


@dataclass(frozen=True, slots=True)
class Remembered:
    """An earlier answer, and what a conditional request needs to ask whether it still holds.

    ``etag`` and ``last_modified`` are the headers as they came, empty when absent.
    """

    etag: str
    last_modified: str
    status: int
    media_type: str
    body: bytes


class PageMemory(Protocol):
    """Where earlier answers are kept."""

    def recall(self, url: str) -> Remembered | None:
        """Give the last answer for a page's address, None when there is none."""

    def remember(self, page: Page, etag: str, last_modified: str) -> None:
        """Keep an answer together with its validators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request, without any key.

    ``keyed`` tells whether the key of its host goes with it, which ends at a redirect to another host.
    ``redirected_by`` is the host that sent us here, empty at the first address; ``hops`` counts.
    """

    url: str
    method: str = "GET"
    form: tuple[tuple[str, str], ...] = ()
    accept: str = "*/*"
    known: Remembered | None = None
    keyed: bool = True
    redirected_by: str = ""
    hops: int = 0

    @property
    def host(self) -> str:
        """Give the host in lower case, without port."""
        return urlsplit(self.url).hostname or ""

    @property
    def name(self) -> str:
        """Give the address that names the page: parameters sorted, those of a form included."""
        if not self.form:
            return sorted_query(self.url)
        return sorted_query(f"{self.url}{'&' if '?' in self.url else '?'}{urlencode(self.form)}")

    @property
    def headers(self) -> Mapping[str, str]:
        """List the headers that belong to this request, conditions among them."""
        headers = {"Accept": self.accept}
        if self.known and self.known.etag:
            headers["If-None-Match"] = self.known.etag
        if self.known and self.known.last_modified:
            headers["If-Modified-Since"] = self.known.last_modified
        return headers

    def knowing(self, known: Remembered) -> Self:
        """Make it a conditional request."""
        return replace(self, known=known)

    def moved(self, status: int, location: str) -> Self:
        """Make the request that a redirect asks for.

        The form goes along except after 303. The key stays behind when the host changes or the
        connection would no longer be private. Raises what :func:`normal_url` raises.
        """
        url = normal_url(urljoin(self.url, location))
        here, there = urlsplit(self.url), urlsplit(url)
        same = here.netloc == there.netloc or (here.hostname == there.hostname and not there.port)
        downgraded = here.scheme == "https" and there.scheme != "https"
        as_get = status == _GET_AFTER
        return replace(
            self,
            url=url,
            method="GET" if as_get else self.method,
            form=() if as_get else self.form,
            keyed=self.keyed and same and not downgraded,
            redirected_by=self.host,
            hops=self.hops + 1,
        )


def normal_url(url: str, params: Mapping[str, str] | None = None) -> str:
    """Write an address as it will be sent: international names and odd characters encoded, no fragment.

    Raises ``ValueError`` for what is no http or https address, has no host, or holds a login.
    """
    prepared = requests.PreparedRequest()
    try:
        prepared.prepare_url(url.strip().partition("#")[0], dict(params or {}))
    except requests.RequestException as error:
        raise ValueError("not an address") from error
    parts = urlsplit(prepared.url or "")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("not an http or https address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("holds a login")
    _ = parts.port  # raises for a port that cannot be
    return parts.geturl()


def sorted_query(url: str) -> str:
    """Sort the parameters of an address by name; those of one name stay in their order."""
    head, _, query = url.partition("?")
    parts = sorted(filter(None, query.split("&")), key=lambda part: part.partition("=")[0])
    return f"{head}?{'&'.join(parts)}" if parts else head


def brief(url: str) -> str:
    """Write an address so that it fits into a message: a long query or path is cut."""
    head, mark, query = url.partition("?")
    if len(head) > _LONGEST_PATH:
        return head[:_LONGEST_PATH] + "…"
    return f"{head}?…" if len(query) > _LONGEST_QUERY else head + mark + query
