"""Asking only whether a page changed: what the store remembers for the fetcher."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from flows.gather import gather
from flows.page_memory import StoredPages
from records.page import Page
from records.run import SourceOutcome
from records.source import Source
from scanners.fetching.fetcher import Fetcher, HostPolicy
from store.opening import open_store
from tests.flows.conftest import Wire
from tests.flows.replays import feed
from tests.flows.weeks import SAMPLE_WEEK

ETAG = '"first"'
FAST = {"*": HostPolicy(per_second=1000.0, concurrency=4, robots=False)}
NEWS = feed(("https://news.example/garden.pdf", "A garden in Govan", "Neighbours dig."))


class Library:
    """A server with one feed, which tells whether it changed."""

    def __init__(self, server: HTTPServer) -> None:
        self.conditions: list[str | None] = []
        server.expect_request("/feed").respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        condition = request.headers.get("If-None-Match")
        self.conditions.append(condition)
        if condition == ETAG:
            return Response(status=304, headers={"ETag": ETAG})
        return Response(NEWS, headers={"ETag": ETAG}, content_type="application/rss+xml")


def gathered(wire: Wire, server: HTTPServer) -> SourceOutcome:
    """Gather from the server in a run of its own, as a program that has just been started."""
    feeds = [server.url_for("/feed")]
    source = Source(id="library", name="Library", kind="feed", params={"urls": feeds})
    context = wire(replay=None, sources=(source,))
    run = context.store.runs.begin(SAMPLE_WEEK, ["library"], context.now(), exact=True)
    with Fetcher(
        contact="", version="1", policies=FAST, memory=context.memory, allow_private=[server.host]
    ) as fetcher:
        assert gather(replace(context, fetch_for=fetcher.for_source), run, source) == ""
    (outcome,) = context.store.runs.finish(run.number, context.now(), {}, {}).sources
    return outcome


def test_a_second_run_asks_only_whether_a_page_changed_and_says_the_same(
    wire: Wire, httpserver: HTTPServer, tmp_path: Path
) -> None:
    library = Library(httpserver)
    first = gathered(wire, httpserver)
    second = gathered(wire, httpserver)
    assert library.conditions == [None, ETAG]
    assert (first.pages, first.records, first.new) == (1, 1, 1)
    assert (second.pages, second.records, second.new, second.changed) == (1, 1, 0, 0)
    (record,) = open_store(tmp_path / "w").records.unlinked()
    assert record.title == "A garden in Govan"


def test_a_server_inside_the_network_is_refused_unless_it_is_named(
    wire: Wire, httpserver: HTTPServer
) -> None:
    source = Source(id="inside", name="Inside", kind="feed", params={"urls": [httpserver.url_for("/feed")]})
    context = wire(replay=None, sources=(source,))
    run = context.store.runs.begin(SAMPLE_WEEK, ["inside"], context.now(), exact=True)
    assert "private address" in gather(context, run, source)
    assert not httpserver.log


def test_what_is_remembered_lasts_once_it_is_written_back(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    page = Page("news", "https://a.example/feed", 200, "text/xml", datetime.now(UTC), b"<rss/>")
    memory = StoredPages(store.pages)
    memory.remember(page, ETAG, "")
    assert StoredPages(store.pages).recall(page.url) is None
    memory.flush()
    known = StoredPages(store.pages).recall(page.url)
    assert known
    assert (known.etag, known.last_modified, known.body) == (ETAG, "", b"<rss/>")
    assert memory.recall(page.url) == known
    assert memory.recall("https://a.example/other") is None
    # Where the text is lost, the page is to be asked for as if it had never been read.
    shutil.rmtree(tmp_path / "raw")
    assert memory.recall(page.url) is None
