"""The polite fetcher along redirects, and what it refuses there."""

import logging
import socket
import socketserver
import threading
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from records.errors import FetchError
from records.source import Source
from scanners import Fetch
from scanners.fetching.fetcher import Fetcher, HostPolicy

SOURCE = Source(id="library", name="Library", kind="feed")
FAST = {"*": HostPolicy(per_second=1000.0, concurrency=4, robots=False)}


@pytest.fixture
def fetch(httpserver: HTTPServer) -> Iterator[Fetch]:
    allowed = [f"{httpserver.host}:{httpserver.port}"]
    with Fetcher(contact="", version="1", policies=FAST, allow_private=allowed) as fetcher:
        yield fetcher.for_source(SOURCE)


def _redirect(server: HTTPServer, path: str, location: str, status: int = 302) -> None:
    server.expect_request(path).respond_with_data("", status=status, headers={"Location": location})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_page_keeps_the_address_that_was_asked(
    httpserver: HTTPServer, fetch: Fetch, status: int
) -> None:
    _redirect(httpserver, "/old", "new?b=2", status)
    httpserver.expect_request("/new").respond_with_handler(lambda request: Response(request.query_string))
    page = fetch(httpserver.url_for("/old"), {"a": "1"})
    assert (page.status, page.body) == (200, b"b=2")
    assert page.url == httpserver.url_for("/old") + "?a=1"


@pytest.mark.parametrize(("status", "is_logged"), [(301, True), (308, True), (302, False), (307, False)])
def test_a_move_for_good_is_logged_for_the_owner(
    httpserver: HTTPServer, fetch: Fetch, caplog: pytest.LogCaptureFixture, status: int, is_logged: bool
) -> None:
    _redirect(httpserver, "/old", "/new", status)
    httpserver.expect_request("/new").respond_with_data("x")
    with caplog.at_level(logging.WARNING, logger="scanners"):
        fetch(httpserver.url_for("/old"))
    line = (
        f"{httpserver.url_for('/old')} has moved for good to {httpserver.url_for('/new')}; "
        "update the address in the catalogue"
    )
    assert (line in caplog.messages) is is_logged


def test_an_answer_to_a_form_may_be_elsewhere(httpserver: HTTPServer, fetch: Fetch) -> None:
    _redirect(httpserver, "/search", "/result", 303)
    httpserver.expect_request("/result", method="GET").respond_with_data("found")
    assert fetch(httpserver.url_for("/search"), {"q": "a"}, method="POST").body == b"found"


def test_a_form_is_put_again_where_it_is_redirected(httpserver: HTTPServer, fetch: Fetch) -> None:
    _redirect(httpserver, "/search", "/find", 307)
    httpserver.expect_request("/find", method="POST").respond_with_handler(lambda r: Response(r.get_data()))
    assert fetch(httpserver.url_for("/search"), {"q": "a"}, method="POST").body == b"q=a"


class _InUtf8(socketserver.BaseRequestHandler):
    """Redirects to an address that is written in UTF-8, as many servers do against the standard."""

    def handle(self) -> None:
        if b"GET /old" in self.request.recv(65536):
            reply = "HTTP/1.1 302 Found\r\nLocation: /größe\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        else:
            reply = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"
        self.request.sendall(reply.encode())


def test_an_address_in_utf8_is_understood(caplog: pytest.LogCaptureFixture) -> None:
    with (
        socketserver.ThreadingTCPServer(("127.0.0.1", 0), _InUtf8) as server,
        Fetcher(contact="", version="1", policies=FAST, allow_private=["127.0.0.1"]) as fetcher,
        caplog.at_level(logging.DEBUG, logger="scanners"),
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        assert fetcher.for_source(SOURCE)(f"{url}/old").body == b"x"
        server.shutdown()
    assert f"GET {url}/gr%C3%B6%C3%9Fe: 200, 1 bytes" in caplog.messages


def test_five_redirects_are_followed_and_not_six(httpserver: HTTPServer, fetch: Fetch) -> None:
    for number in range(6):
        _redirect(httpserver, f"/{number}", f"/{number + 1}")
    httpserver.expect_request("/6").respond_with_data("end")
    assert fetch(httpserver.url_for("/1")).body == b"end"
    with pytest.raises(FetchError) as caught:
        fetch(httpserver.url_for("/0"))
    assert str(caught.value) == "localhost redirects more than 5 times; correct the address"
    assert caught.value.permanent


def test_a_redirect_that_leads_nowhere_is_said(httpserver: HTTPServer, fetch: Fetch) -> None:
    httpserver.expect_request("/x").respond_with_data("", status=302)
    with pytest.raises(FetchError, match=r"localhost redirects without saying where \(302\)"):
        fetch(httpserver.url_for("/x"))


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"),
        ("http://127.0.0.1:1/", "127.0.0.1"),
        ("http://localhost:1/", "localhost"),
        ("http://10.1.2.3/", "10.1.2.3"),
        ("http://[::1]/", "::1"),
        ("http://[::ffff:169.254.169.254]/", "::ffff:169.254.169.254"),
        ("http://2852039166/", "2852039166, that is 169.254.169.254"),
        ("http://0xa9fea9fe/", "0xa9fea9fe, that is 169.254.169.254"),
        ("http://0251.0376.0251.0376/", "0251.0376.0251.0376, that is 169.254.169.254"),
        ("//0.0.0.0/", "0.0.0.0"),  # noqa: S104 - an address to refuse, not to bind to
    ],
)
def test_a_redirect_into_the_network_is_refused(
    httpserver: HTTPServer, fetch: Fetch, location: str, shown: str
) -> None:
    _redirect(httpserver, "/x", location)
    with pytest.raises(FetchError) as caught:
        fetch(httpserver.url_for("/x"))
    assert str(caught.value) == f"localhost redirects to a private address ({shown}); refused"
    assert caught.value.permanent
    assert len(httpserver.log) == 1


def test_a_redirect_to_a_name_inside_the_network_is_refused(
    httpserver: HTTPServer, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    _redirect(httpserver, "/x", "http://intranet.example/")
    real = socket.getaddrinfo

    def resolve(host: str, *args: object, **settings: object) -> object:
        return real("127.0.0.1" if host == "intranet.example" else host, *args, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(FetchError) as caught:
        fetch(httpserver.url_for("/x"))
    assert str(caught.value) == (
        "localhost redirects to a private address (intranet.example, that is 127.0.0.1); refused"
    )


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://example.org/x", "javascript:alert(1)", "http://me:it@example.org/"],
)
def test_a_redirect_to_what_is_no_web_page_is_refused(
    httpserver: HTTPServer, fetch: Fetch, location: str
) -> None:
    _redirect(httpserver, "/x", location)
    with pytest.raises(
        FetchError, match=r"localhost redirects to what cannot be asked .*; refused"
    ) as caught:
        fetch(httpserver.url_for("/x"))
    assert caught.value.permanent
    assert "me:it" not in str(caught.value)


def test_the_first_address_is_checked_too(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.7", 0))])
    with Fetcher(contact="", version="1", policies=FAST) as fetcher:
        fetch = fetcher.for_source(SOURCE)
        with pytest.raises(FetchError) as literal:
            fetch(f"http://127.0.0.1:{httpserver.port}/")
        with pytest.raises(FetchError) as name:
            fetch("https://www.example.org/")
    assert str(literal.value) == "127.0.0.1 is a private address; refused"
    assert str(name.value) == "www.example.org is at a private address (10.0.0.7); refused"
    assert httpserver.log == []


def test_a_name_that_changes_its_address_after_the_check_is_refused_before_anything_is_sent(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/x").respond_with_data("inside")
    answers = iter(["93.184.216.34"])

    def rebind(_: str, port: int | None, *__: object, **___: object) -> object:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers, "127.0.0.1"), port or 0))]

    monkeypatch.setattr(socket, "getaddrinfo", rebind)
    with Fetcher(contact="", version="1", policies=FAST) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.for_source(SOURCE)(f"http://rebinding.example:{httpserver.port}/x")
    assert str(caught.value) == "rebinding.example is at a private address (127.0.0.1); refused"
    assert caught.value.permanent
    assert httpserver.log == []


def test_the_body_of_a_redirect_is_not_read(httpserver: HTTPServer, fetch: Fetch) -> None:
    sent = 0

    def endless(_: Request) -> Response:
        def pieces() -> Iterator[bytes]:
            nonlocal sent
            for _ in range(2000):
                sent += 1
                yield b"x" * 65536

        return Response(pieces(), status=302, headers={"Location": "/new"})

    httpserver.expect_request("/old").respond_with_handler(endless)
    httpserver.expect_request("/new").respond_with_data("x")
    assert fetch(httpserver.url_for("/old")).body == b"x"
    assert sent < 500
