"""The polite fetcher asking again, and when it gives up."""

import socketserver
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from records.errors import FetchError
from records.source import Source
from scanners.fetching.fetcher import Fetcher, HostPolicy

SOURCE = Source(id="library", name="Library", kind="feed")
FAST = {"*": HostPolicy(per_second=1000.0, concurrency=4, robots=False)}
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Patient:
    """A fetcher on a clock that only moves when it sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self.fetcher = Fetcher(
            contact="",
            version="1",
            policies=FAST,
            allow_private=["localhost", "127.0.0.1"],
            clock=lambda: self.now,
            sleep=self._sleep,
            now=lambda: NOW,
        )
        self.fetch = self.fetcher.for_source(SOURCE)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def patient() -> Iterator[Patient]:
    made = Patient()
    with made.fetcher:
        yield made


def _answers(server: HTTPServer, *answers: tuple[int, dict[str, str]]) -> None:
    """Let the server give these answers one after the other, the last one for ever."""
    left = list(answers)

    def answer(_: Request) -> Response:
        status, headers = left.pop(0) if len(left) > 1 else left[0]
        return Response("x", status=status, headers=headers)

    server.expect_request("/x").respond_with_handler(answer)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_trouble_that_passes_is_sat_out(httpserver: HTTPServer, patient: Patient, status: int) -> None:
    _answers(httpserver, (status, {}), (status, {}), (200, {}))
    assert patient.fetch(httpserver.url_for("/x")).status == 200
    assert len(httpserver.log) == 3


def test_an_error_for_ever_is_asked_five_times_and_said(httpserver: HTTPServer, patient: Patient) -> None:
    _answers(httpserver, (500, {}))
    with pytest.raises(FetchError) as caught:
        patient.fetch(httpserver.url_for("/x"))
    assert str(caught.value) == (
        "localhost answers with an error of its own (500), 5 times in a row; try again later: "
        f"{httpserver.url_for('/x')}"
    )
    assert (caught.value.status, caught.value.permanent) == (500, False)
    assert len(httpserver.log) == 5


def test_too_many_requests_for_ever_is_said(httpserver: HTTPServer, patient: Patient) -> None:
    _answers(httpserver, (429, {}))
    with pytest.raises(
        FetchError, match=r"localhost asks for fewer requests \(429\), 5 times in a row"
    ) as caught:
        patient.fetch(httpserver.url_for("/x"))
    assert not caught.value.permanent


def test_waits_without_advice_grow_and_are_jittered(httpserver: HTTPServer, patient: Patient) -> None:
    _answers(httpserver, (503, {}))
    with pytest.raises(FetchError):
        patient.fetch(httpserver.url_for("/x"))
    backoffs = [wait for wait in patient.slept if wait > 0.001]
    assert len(backoffs) <= 4
    assert all(wait <= 2.0**number for number, wait in enumerate(backoffs))


def test_retry_after_seconds_is_obeyed(httpserver: HTTPServer, patient: Patient) -> None:
    _answers(httpserver, (429, {"Retry-After": "7"}), (200, {}))
    patient.fetch(httpserver.url_for("/x"))
    assert patient.slept == pytest.approx([7.0])


def test_retry_after_date_is_obeyed(httpserver: HTTPServer, patient: Patient) -> None:
    _answers(httpserver, (429, {"Retry-After": "Tue, 24 Nov 2026 12:00:45 GMT"}), (200, {}))
    patient.fetch(httpserver.url_for("/x"))
    assert patient.slept == pytest.approx([45.0])


def test_retry_after_holds_for_everybody_at_that_host(httpserver: HTTPServer, patient: Patient) -> None:
    _answers(httpserver, (503, {"Retry-After": "30"}), (200, {}))
    patient.fetch(httpserver.url_for("/x"))
    began = patient.now
    patient.fetch(httpserver.url_for("/x"))
    assert began == pytest.approx(30.0)
    assert patient.now - began < 0.01


def test_nobody_else_asks_a_host_that_wants_to_be_left_alone() -> None:
    came: list[float] = []
    began = time.monotonic()

    def answer(request: Request) -> Response:
        came.append(time.monotonic() - began)
        is_first = request.path == "/first" and len(came) == 1
        return Response("x", status=429 if is_first else 200, headers={"Retry-After": "1"})

    with (
        HTTPServer(host="127.0.0.1", threaded=True) as server,
        Fetcher(contact="", version="1", policies=FAST, allow_private=["127.0.0.1"]) as fetcher,
    ):
        server.expect_request("/first").respond_with_handler(answer)
        server.expect_request("/second").respond_with_handler(answer)
        fetch = fetcher.for_source(SOURCE)
        first = threading.Thread(target=fetch, args=(server.url_for("/first"),))
        first.start()
        while not came:
            time.sleep(0.01)
        time.sleep(0.4)
        fetch(server.url_for("/second"))
        first.join()
    assert len(came) == 3
    assert min(came[1:]) >= 1.0


def test_two_minutes_are_the_longest_wait(httpserver: HTTPServer, patient: Patient) -> None:
    _answers(httpserver, (503, {"Retry-After": "120"}), (200, {}))
    patient.fetch(httpserver.url_for("/x"))
    assert patient.slept == pytest.approx([120.0])


@pytest.mark.parametrize(
    ("value", "until"),
    [
        ("7500", "14:05 UTC on 24 November 2026"),
        ("Wed, 25 Nov 2026 06:30:00 GMT", "06:30 UTC on 25 November 2026"),
        ("999999999999", "12:00 UTC on 25 November 2027"),
    ],
)
def test_who_asks_for_more_patience_is_left_alone_and_the_owner_told_when_to_come_back(
    httpserver: HTTPServer, patient: Patient, value: str, until: str
) -> None:
    _answers(httpserver, (429, {"Retry-After": value}))
    with pytest.raises(FetchError) as caught:
        patient.fetch(httpserver.url_for("/x"))
    assert str(caught.value) == (
        f"localhost asks to be left alone until {until} (429); scan again then: {httpserver.url_for('/x')}"
    )
    assert not caught.value.permanent
    assert len(httpserver.log) == 1
    assert patient.slept == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 409, 410, 418, 501, 505])
def test_other_errors_are_never_asked_again(httpserver: HTTPServer, patient: Patient, status: int) -> None:
    _answers(httpserver, (status, {"Retry-After": "1"}))
    with pytest.raises(FetchError):
        patient.fetch(httpserver.url_for("/x"))
    assert len(httpserver.log) == 1


class _HangsUpTwice(socketserver.BaseRequestHandler):
    """Closes the first two connections without a word."""

    asked = 0

    def handle(self) -> None:
        type(self).asked += 1
        self.request.recv(65536)
        if self.asked > 2:
            self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx")


def test_a_connection_that_breaks_is_made_again(patient: Patient) -> None:
    _HangsUpTwice.asked = 0
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _HangsUpTwice) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert patient.fetch(f"http://127.0.0.1:{server.server_address[1]}/").body == b"x"
        server.shutdown()
    assert _HangsUpTwice.asked == 3


def test_each_try_is_logged(
    httpserver: HTTPServer, patient: Patient, caplog: pytest.LogCaptureFixture
) -> None:
    _answers(httpserver, (503, {}), (200, {}))
    with caplog.at_level("INFO", logger="scanners"):
        patient.fetch(httpserver.url_for("/x"))
    assert "localhost answers with status 503; asking again (2 of 5)" in caplog.messages


def test_limits_that_crossref_states_are_obeyed(httpserver: HTTPServer, patient: Patient) -> None:
    _answers(httpserver, (200, {"x-rate-limit-limit": "1", "x-rate-limit-interval": "3s"}))
    for _ in range(3):
        patient.fetch(httpserver.url_for("/x"))
    assert patient.slept == pytest.approx([3.0, 3.0])
