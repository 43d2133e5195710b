"""The polite fetcher's limits of size and time."""

import gzip
import socket
import socketserver
import threading
import time
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from records.errors import FetchError
from records.source import Source
from scanners.fetching.fetcher import Fetcher, HostPolicy, Limits

SOURCE = Source(id="library", name="Library", kind="feed")
FAST = {"*": HostPolicy(per_second=1000.0, concurrency=4, robots=False)}
MEGABYTE = 1024 * 1024


def _get(url: str, limits: Limits) -> bytes:
    with Fetcher(
        contact="",
        version="1",
        policies=FAST,
        allow_private=["localhost", "127.0.0.1"],
        limits=limits,
        sleep=lambda _: None,
    ) as fetcher:
        return fetcher.for_source(SOURCE)(url).body


def test_the_limits_are_those_of_the_design() -> None:
    assert Limits() == Limits(connect=10.0, read=60.0, total=180.0, size=64 * MEGABYTE)


def test_a_page_of_just_the_size_is_taken(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/x").respond_with_data(b"x" * MEGABYTE)
    assert len(_get(httpserver.url_for("/x"), Limits(size=MEGABYTE))) == MEGABYTE


def test_a_larger_page_is_refused_for_good(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/x").respond_with_data(b"x" * (MEGABYTE + 1))
    with pytest.raises(FetchError) as caught:
        _get(httpserver.url_for("/x"), Limits(size=MEGABYTE))
    assert str(caught.value) == "localhost sends more than 1 MB; refused"
    assert caught.value.permanent
    assert len(httpserver.log) == 1


def test_an_endless_page_is_refused_early(httpserver: HTTPServer) -> None:
    sent = 0

    def endless(_: Request) -> Response:
        def pieces() -> Iterator[bytes]:
            nonlocal sent
            for _ in range(2000):
                sent += 1
                yield b"x" * 65536

        return Response(pieces())

    httpserver.expect_request("/x").respond_with_handler(endless)
    with pytest.raises(FetchError, match="sends more than 1 MB"):
        _get(httpserver.url_for("/x"), Limits(size=MEGABYTE))
    assert sent < 500


@pytest.mark.parametrize("layers", [1, 2])
def test_a_small_page_that_unpacks_into_a_huge_one_is_refused(httpserver: HTTPServer, layers: int) -> None:
    bomb = b"0" * (300 * MEGABYTE)
    for _ in range(layers):
        bomb = gzip.compress(bomb, compresslevel=9)
    assert len(bomb) < MEGABYTE
    headers = {"Content-Encoding": ", ".join(["gzip"] * layers)}
    httpserver.expect_request("/x").respond_with_data(bomb, headers=headers)
    began = time.monotonic()
    with pytest.raises(FetchError, match="sends more than 2 MB"):
        _get(httpserver.url_for("/x"), Limits(size=2 * MEGABYTE))
    assert time.monotonic() - began < 15.0


def test_a_page_that_cannot_be_unpacked_is_said(httpserver: HTTPServer) -> None:
    headers = {"Content-Encoding": "gzip"}
    httpserver.expect_request("/x").respond_with_data(b"no gzip at all", headers=headers)
    with pytest.raises(FetchError, match="localhost sends a page that cannot be unpacked"):
        _get(httpserver.url_for("/x"), Limits())


def test_of_an_error_only_the_beginning_is_read(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/x").respond_with_data(b"x" * 20 * MEGABYTE, status=404)
    with pytest.raises(FetchError, match="has nothing at this address"):
        _get(httpserver.url_for("/x"), Limits(size=MEGABYTE))


class _Slow(socketserver.BaseRequestHandler):
    """Sends what the test wants, one byte at a time."""

    first = b""
    pause = 0.05

    def handle(self) -> None:
        self.request.recv(65536)
        try:
            self.request.sendall(self.first)
            for _ in range(400):
                self.request.sendall(b"x")
                time.sleep(self.pause)
        except OSError:
            pass  # the client hung up, which is the point


@pytest.fixture
def slow() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Slow) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.parametrize(
    "first",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfa0\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
        b"HTTP/1.0 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: ",
        b"HTTP/1.1 200 ",
    ],
    ids=["body", "chunk", "chunk-size", "unmeasured-body", "header", "status"],
)
def test_one_byte_at_a_time_ends_at_the_total_time_limit(slow: str, first: bytes) -> None:
    _Slow.first = first
    began = time.monotonic()
    with pytest.raises(FetchError) as caught:
        _get(slow, Limits(read=5.0, total=0.5))
    assert time.monotonic() - began < 6.0
    assert str(caught.value) == "127.0.0.1 takes longer than 0.5 s for one page; given up"
    assert not caught.value.permanent


def test_silence_ends_at_the_read_time_limit_and_is_tried_again(slow: str) -> None:
    _Slow.first, _Slow.pause = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n", 30.0
    try:
        with pytest.raises(FetchError) as caught:
            _get(slow, Limits(read=0.1, total=20.0))
    finally:
        _Slow.pause = 0.05
    assert str(caught.value) == "127.0.0.1 stopped sending for 0.1 s; tried 5 times"


def test_a_host_that_does_not_answer_at_all_ends_at_the_connect_time_limit() -> None:
    with socket.socket() as full, socket.socket() as one, socket.socket() as two:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for waiting in (one, two):  # fill the queue, so that the next one is left waiting
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        with pytest.raises(FetchError) as caught:
            _get(f"http://127.0.0.1:{full.getsockname()[1]}/", Limits(connect=0.1))
    assert str(caught.value) == "127.0.0.1 does not answer within 0.1 s; tried 5 times"
