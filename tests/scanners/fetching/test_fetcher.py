"""The polite fetcher: what it asks, and what a page says."""

import gzip
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from records.errors import FetchError, SettingsError
from records.source import Source
from scanners import Fetch
from scanners.fetching.fetcher import Fetcher, HostPolicy

SOURCE = Source(id="library", name="Library", kind="feed")
FAST = {"*": HostPolicy(per_second=1000.0, concurrency=4, robots=False)}
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def _fetcher(contact: str = "", policies: dict[str, HostPolicy] = FAST) -> Fetcher:
    return Fetcher(
        contact=contact,
        version="0.1.0",
        policies=policies,
        allow_private=["127.0.0.1", "localhost"],
        sleep=lambda _: None,
        now=lambda: NOW,
    )


@pytest.fixture
def fetch() -> Iterator[Fetch]:
    with _fetcher() as fetcher:
        yield fetcher.for_source(SOURCE)


def test_a_page_says_what_came(httpserver: HTTPServer, fetch: Fetch) -> None:
    httpserver.expect_request("/feed").respond_with_data("<rss/>", content_type="Text/XML; charset=utf-8")
    page = fetch(httpserver.url_for("/feed"), about="10.5555/abc")
    assert (page.source, page.url) == ("library", httpserver.url_for("/feed"))
    assert (page.status, page.media_type, page.body) == (200, "text/xml", b"<rss/>")
    assert (page.fetched, page.about) == (NOW, "10.5555/abc")


def test_parameters_join_those_of_the_address_and_name_the_page_sorted(
    httpserver: HTTPServer, fetch: Fetch
) -> None:
    httpserver.expect_request("/search").respond_with_handler(lambda request: Response(request.query_string))
    page = fetch(
        httpserver.url_for("/search?z=1&organisations%5B%5D=b&organisations[]=a"), {"cursor": "*", "q": "a b"}
    )
    assert page.body == b"z=1&organisations%5B%5D=b&organisations%5B%5D=a&cursor=%2A&q=a+b"
    query = "cursor=%2A&organisations%5B%5D=b&organisations%5B%5D=a&q=a+b&z=1"
    assert page.url == f"{httpserver.url_for('/search')}?{query}"


def test_a_post_carries_its_parameters_in_the_form(httpserver: HTTPServer, fetch: Fetch) -> None:
    seen: list[Request] = []

    def answer(request: Request) -> Response:
        seen.append(request)
        return Response(request.get_data())

    httpserver.expect_request("/search", method="POST").respond_with_handler(answer)
    page = fetch(httpserver.url_for("/search"), {"term": "a b", "db": "pubmed"}, method="POST")
    assert parse_qs(page.body.decode()) == {"term": ["a b"], "db": ["pubmed"]}
    assert seen[0].query_string == b""
    assert seen[0].content_type == "application/x-www-form-urlencoded"
    assert page.url == f"{httpserver.url_for('/search')}?db=pubmed&term=a+b"


def test_the_user_agent_names_program_version_and_contact(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/x").respond_with_handler(lambda r: Response(r.headers["User-Agent"]))
    with _fetcher(contact="scan@example.org") as with_contact, _fetcher() as without:
        assert with_contact.for_source(SOURCE)(httpserver.url_for("/x")).body == (
            b"Ken/0.1.0 (horizon scanning; mailto:scan@example.org)"
        )
        assert without.for_source(SOURCE)(httpserver.url_for("/x")).body == b"Ken/0.1.0 (horizon scanning)"


@pytest.mark.parametrize("contact", ["nobody", "a b@example.org", "a@example.org\r\nX: y", "é@example.org"])
def test_a_contact_that_is_no_address_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match="is no e-mail address"):
        _fetcher(contact=contact)


def test_what_is_accepted_is_said(httpserver: HTTPServer, fetch: Fetch) -> None:
    httpserver.expect_request("/x").respond_with_handler(lambda r: Response(r.headers["Accept"]))
    assert fetch(httpserver.url_for("/x"), accept="application/json").body == b"application/json"
    assert fetch(httpserver.url_for("/x")).body == b"*/*"


def test_cookies_are_not_kept(httpserver: HTTPServer, fetch: Fetch) -> None:
    def answer(request: Request) -> Response:
        return Response(request.headers.get("Cookie", "none"), headers={"Set-Cookie": "who=me; Path=/"})

    httpserver.expect_request("/x").respond_with_handler(answer)
    assert [fetch(httpserver.url_for("/x")).body for _ in range(2)] == [b"none", b"none"]


def test_logins_of_the_owner_are_not_sent(
    httpserver: HTTPServer, fetch: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text(f"machine {httpserver.host} login me password sesame\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    httpserver.expect_request("/x").respond_with_handler(
        lambda r: Response(r.headers.get("Authorization", "none"))
    )
    assert fetch(httpserver.url_for("/x")).body == b"none"


def test_a_compressed_page_comes_unpacked(httpserver: HTTPServer, fetch: Fetch) -> None:
    headers = {"Content-Encoding": "gzip"}
    httpserver.expect_request("/x").respond_with_data(gzip.compress(b"<rss/>"), headers=headers)
    assert fetch(httpserver.url_for("/x")).body == b"<rss/>"


def test_a_page_without_a_media_type_has_none(httpserver: HTTPServer, fetch: Fetch) -> None:
    def answer(_: Request) -> Response:
        response = Response(b"x")
        del response.headers["Content-Type"]
        return response

    httpserver.expect_request("/x").respond_with_handler(answer)
    assert fetch(httpserver.url_for("/x")).media_type == ""


def test_only_get_and_post_are_asked(fetch: Fetch) -> None:
    with pytest.raises(ValueError, match="PUT"):
        fetch("https://www.example.org/", method="PUT")


@pytest.mark.parametrize(
    "url",
    ["example.org/feed", "ftp://example.org/", "https://", "https://exa mple.org/", "file:///etc/passwd"],
)
def test_what_is_no_web_address_is_refused(fetch: Fetch, url: str) -> None:
    with pytest.raises(FetchError, match=r"^cannot ask .*; correct the address$") as caught:
        fetch(url)
    assert caught.value.permanent


def test_a_login_in_an_address_is_refused_and_not_shown(fetch: Fetch) -> None:
    with pytest.raises(FetchError) as caught:
        fetch("https://me:sesame@www.example.org/feed")
    assert str(caught.value) == "cannot ask www.example.org: holds a login; correct the address"


@pytest.mark.parametrize(
    ("status", "says", "permanent"),
    [
        (400, "does not accept the question (400)", True),
        (401, "asks for a login (401); ask the publisher for an alert or feed", True),
        (402, "asks for money (402)", True),
        (403, "refuses programs (403); ask the publisher for an alert or feed", True),
        (404, "has nothing at this address (404); check the address", True),
        (408, "answers with status 408", False),
        (410, "says it is gone (410) and will not come back; stop asking for it", True),
        (418, "answers with status 418, which is no page", True),
        (422, "does not accept the question (422)", True),
        (451, "may not show it, for legal reasons (451)", True),
        (501, "answers with an error of its own (501); try again later", False),
        (304, "answers that nothing changed", False),
        (300, "answers with status 300", False),
    ],
)
def test_an_answer_that_is_no_page_is_asked_once_and_said_plainly(
    httpserver: HTTPServer, fetch: Fetch, status: int, says: str, permanent: bool
) -> None:
    httpserver.expect_request("/x").respond_with_data("", status=status)
    with pytest.raises(FetchError) as caught:
        fetch(httpserver.url_for("/x"))
    assert str(caught.value).startswith(f"localhost {says}")
    assert str(caught.value).endswith(httpserver.url_for("/x"))
    assert (caught.value.status, caught.value.permanent) == (status, permanent)
    assert len(httpserver.log) == 1


def test_the_far_sides_own_reason_is_quoted_when_it_is_for_programs(
    httpserver: HTTPServer, fetch: Fetch
) -> None:
    httpserver.expect_request("/json").respond_with_json({"message": "Filter\n<b>x</b> unknown"}, status=400)
    httpserver.expect_request("/html").respond_with_data("<p>Oops</p>", status=400, content_type="text/html")
    with pytest.raises(FetchError, match=r"\(its own words: .*Filter x unknown.*\)"):
        fetch(httpserver.url_for("/json"))
    with pytest.raises(FetchError) as caught:
        fetch(httpserver.url_for("/html"))
    assert "Oops" not in str(caught.value)


def test_a_long_question_is_cut_from_the_error(httpserver: HTTPServer, fetch: Fetch) -> None:
    httpserver.expect_request("/x").respond_with_data("", status=404)
    for method in ("GET", "POST"):
        with pytest.raises(FetchError) as caught:
            fetch(httpserver.url_for("/x"), {"q": "word " * 100}, method=method)
        assert len(str(caught.value)) < 200


def test_a_name_that_cannot_be_found_is_said(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(FetchError) as caught:
        fetch("https://nowhere.example/feed")
    assert str(caught.value) == (
        "the name nowhere.example cannot be found; check the address and your network; tried 5 times"
    )
    assert not caught.value.permanent


def test_a_closed_port_is_said(fetch: Fetch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        fetch(f"http://127.0.0.1:{port}/")
    assert str(caught.value) == "127.0.0.1 cannot be reached; tried 5 times"


def test_a_name_that_no_resolver_can_hold_is_said(fetch: Fetch) -> None:
    with pytest.raises(FetchError, match="is not an address that can be asked") as caught:
        fetch(f"http://{'a' * 70}.example/")
    assert caught.value.permanent


class _BreaksOff(socketserver.BaseRequestHandler):
    """Promises a hundred bytes, sends ten, and hangs up."""

    asked = 0

    def handle(self) -> None:
        type(self).asked += 1
        self.request.recv(65536)
        self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789")


def test_an_answer_that_breaks_off_is_asked_for_again_and_never_half_taken(fetch: Fetch) -> None:
    _BreaksOff.asked = 0
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _BreaksOff) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(FetchError) as caught:
            fetch(f"http://127.0.0.1:{server.server_address[1]}/")
        server.shutdown()
    assert str(caught.value) == "127.0.0.1 broke off the connection; tried 5 times"
    assert _BreaksOff.asked == 5


def test_the_proxy_of_the_environment_is_used_and_trusted(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def answer(request: Request) -> Response:
        seen.append(request.host)
        return Response("through the proxy")

    httpserver.expect_request("/feed").respond_with_handler(answer)
    monkeypatch.setenv("http_proxy", httpserver.url_for("/"))
    with Fetcher(contact="", version="1", policies=FAST) as fetcher:
        fetch = fetcher.for_source(SOURCE)
        assert fetch("http://www.example.org/feed").body == b"through the proxy"
        with pytest.raises(FetchError, match="private address"):
            fetch("http://169.254.169.254/feed")
    assert seen == ["www.example.org"]


def test_a_proxy_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{unused.getsockname()[1]}")
    with _fetcher() as fetcher, pytest.raises(FetchError) as caught:
        fetcher.for_source(SOURCE)("http://www.example.org/feed")
    assert str(caught.value) == "the proxy of your network does not lead to www.example.org; tried 5 times"


def test_no_more_requests_are_under_way_at_a_host_than_it_wants() -> None:
    lock = threading.Lock()
    under_way, most = 0, 0

    def answer(_: Request) -> Response:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.03)
        with lock:
            under_way -= 1
        return Response("x")

    policies = {"127.0.0.1": HostPolicy(per_second=1000.0, concurrency=3, robots=False)}
    with HTTPServer(host="127.0.0.1", threaded=True) as server, _fetcher(policies=policies) as fetcher:
        server.expect_request("/x").respond_with_handler(answer)
        fetch, url = fetcher.for_source(SOURCE), server.url_for("/x")
        workers = [threading.Thread(target=fetch, args=(url,)) for _ in range(12)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert len(server.log) == 12
    assert most == 3


def test_closing_twice_is_allowed() -> None:
    fetcher = _fetcher()
    fetcher.close()
    fetcher.close()
