"""The polite fetcher asking only whether a page changed."""

import contextlib
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from records.errors import FetchError
from records.page import Page
from records.source import Source
from scanners import Fetch
from scanners.fetching.fetcher import Fetcher, HostPolicy, Remembered

SOURCE = Source(id="library", name="Library", kind="feed")
FAST = {"*": HostPolicy(per_second=1000.0, concurrency=4, robots=False)}
MODIFIED = "Mon, 23 Nov 2026 09:00:00 GMT"


class Memory:
    """Keeps answers in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Remembered] = {}
        self.told = 0

    def recall(self, url: str) -> Remembered | None:
        return self.kept.get(url)

    def remember(self, page: Page, etag: str, last_modified: str) -> None:
        self.told += 1
        self.kept[page.url] = Remembered(etag, last_modified, page.status, page.media_type, page.body)


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def fetch(memory: Memory) -> Iterator[Fetch]:
    with Fetcher(
        contact="",
        version="1",
        policies=FAST,
        allow_private=["localhost"],
        memory=memory,
        sleep=lambda _: None,
    ) as fetcher:
        yield fetcher.for_source(SOURCE)


class Library:
    """A server that knows its validators."""

    def __init__(self, server: HTTPServer, *, etag: str = "", modified: str = "") -> None:
        self.etag, self.modified, self.body = etag, modified, b"<rss/>"
        self.given: list[int] = []
        server.expect_request("/feed").respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        headers = {"ETag": self.etag} if self.etag else {}
        headers |= {"Last-Modified": self.modified} if self.modified else {}
        asked = request.headers
        same = bool(self.etag) and asked.get("If-None-Match") == self.etag
        same |= bool(self.modified) and asked.get("If-Modified-Since") == self.modified
        self.given.append(304 if same else 200)
        if same:
            return Response(status=304, headers=headers)
        return Response(self.body, headers=headers, content_type="application/rss+xml; charset=utf-8")


@pytest.mark.parametrize(
    ("etag", "modified"),
    [('"a-1"', ""), ('W/"a-1"', ""), ("unquoted", ""), ("", MODIFIED), ('"a-1"', MODIFIED)],
)
def test_a_page_that_did_not_change_is_given_from_memory(
    httpserver: HTTPServer, fetch: Fetch, etag: str, modified: str
) -> None:
    library = Library(httpserver, etag=etag, modified=modified)
    first, second = fetch(httpserver.url_for("/feed")), fetch(httpserver.url_for("/feed"))
    assert library.given == [200, 304]
    assert (second.status, second.media_type, second.body) == (200, "application/rss+xml", b"<rss/>")
    assert second.url == first.url
    assert second.fetched >= first.fetched


def test_a_page_that_changed_takes_the_old_ones_place(httpserver: HTTPServer, fetch: Fetch) -> None:
    library = Library(httpserver, etag='"a-1"')
    fetch(httpserver.url_for("/feed"))
    library.etag, library.body = '"a-2"', b"<rss>2</rss>"
    assert fetch(httpserver.url_for("/feed")).body == b"<rss>2</rss>"
    assert fetch(httpserver.url_for("/feed")).body == b"<rss>2</rss>"
    assert library.given == [200, 200, 304]


def test_parameters_are_part_of_what_is_remembered(
    httpserver: HTTPServer, fetch: Fetch, memory: Memory
) -> None:
    library = Library(httpserver, etag='"a-1"')
    fetch(httpserver.url_for("/feed"), {"b": "2", "a": "1"})
    fetch(httpserver.url_for("/feed"), {"a": "1", "b": "3"})
    fetch(httpserver.url_for("/feed?b=2"), {"a": "1"})
    assert library.given == [200, 200, 304]
    assert list(memory.kept) == [f"{httpserver.url_for('/feed')}?a=1&b={number}" for number in (2, 3)]


def test_a_page_without_validators_is_not_remembered(
    httpserver: HTTPServer, fetch: Fetch, memory: Memory
) -> None:
    library = Library(httpserver)
    fetch(httpserver.url_for("/feed"))
    fetch(httpserver.url_for("/feed"))
    assert library.given == [200, 200]
    assert memory.kept == {}


@pytest.mark.parametrize("status", [203, 404, 500])
def test_only_a_whole_good_page_is_remembered(
    httpserver: HTTPServer, fetch: Fetch, memory: Memory, status: int
) -> None:
    httpserver.expect_request("/x").respond_with_data("x", status=status, headers={"ETag": '"1"'})
    with contextlib.suppress(FetchError):
        fetch(httpserver.url_for("/x"))
    assert httpserver.log
    assert memory.kept == {}


def test_a_post_is_neither_remembered_nor_conditional(
    httpserver: HTTPServer, fetch: Fetch, memory: Memory
) -> None:
    memory.kept[httpserver.url_for("/feed") + "?a=1"] = Remembered('"a-1"', "", 200, "text/xml", b"old")
    library = Library(httpserver, etag='"a-1"')
    page = fetch(httpserver.url_for("/feed"), {"a": "1"}, method="POST")
    assert page.body == b"<rss/>"
    assert library.given == [200]
    assert memory.kept[page.url].body == b"old"


def test_a_page_behind_a_redirect_is_remembered_under_the_address_that_was_asked(
    httpserver: HTTPServer, fetch: Fetch, memory: Memory
) -> None:
    library = Library(httpserver, etag='"a-1"')
    httpserver.expect_request("/old").respond_with_data("", status=302, headers={"Location": "/feed"})
    assert [fetch(httpserver.url_for("/old")).body for _ in range(2)] == [b"<rss/>"] * 2
    assert library.given == [200, 304]
    assert list(memory.kept) == [httpserver.url_for("/old")]


def test_validators_survive_an_answer_that_nothing_changed(
    httpserver: HTTPServer, fetch: Fetch, memory: Memory
) -> None:
    library = Library(httpserver, etag='"a-1"')
    fetch(httpserver.url_for("/feed"))
    kept = dict(memory.kept)
    fetch(httpserver.url_for("/feed"))
    assert memory.kept == kept
    assert memory.told == 1
    assert library.given == [200, 304]
