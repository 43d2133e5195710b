"""Writing down what sources answered."""

import gzip
import json
import shutil
import threading
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from records.errors import FetchError, KenError
from records.page import Page
from records.source import Source
from scanners.fetching.fetcher import Fetcher, HostPolicy, PageMemory, Remembered
from scanners.fetching.recording import Recorder
from scanners.fetching.replay import Replay

Question = tuple[str, str, dict[str, str]]
SOURCE = Source(id="library", name="Library", kind="feed")
FAST = {"*": HostPolicy(per_second=1000.0, concurrency=4, robots=True)}


def _fetcher(
    server: HTTPServer,
    *,
    recorder: Recorder | None = None,
    replay: Replay | None = None,
    memory: PageMemory | None = None,
) -> Fetcher:
    return Fetcher(
        contact="",
        version="1",
        policies=FAST,
        allow_private=[server.host],
        recorder=recorder,
        replay=replay,
        memory=memory,
        sleep=lambda _: None,
    )


def _said(fetcher: Fetcher, *questions: Question) -> list[tuple[object, ...]]:
    """Put questions, and list what was answered or refused."""
    said: list[tuple[object, ...]] = []
    fetch = fetcher.for_source(SOURCE)
    for method, url, params in questions:
        try:
            page = fetch(url, params, method=method)
            said.append((page.url, page.status, page.media_type, page.body))
        except FetchError as error:
            said.append((str(error), error.status, error.permanent))
    return said


def test_a_recording_replays_as_it_happened(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /private/")
    httpserver.expect_request("/feed").respond_with_data("<rss/>", content_type="application/rss+xml")
    httpserver.expect_request("/old").respond_with_data("", status=301, headers={"Location": "/feed"})
    httpserver.expect_request("/gone").respond_with_data("", status=410)
    httpserver.expect_oneshot_request("/shaky").respond_with_data("", status=503)
    httpserver.expect_request("/shaky").respond_with_data("steady")
    httpserver.expect_oneshot_request("/search", method="POST").respond_with_json({"page": 1})
    httpserver.expect_oneshot_request("/search", method="POST").respond_with_json({"page": 2})
    questions = [
        ("GET", httpserver.url_for("/feed"), {"b": "1 2", "a": "(x)*"}),
        ("GET", httpserver.url_for("/old"), {}),
        ("GET", httpserver.url_for("/gone"), {}),
        ("GET", httpserver.url_for("/shaky"), {}),
        ("GET", httpserver.url_for("/private/x"), {}),
        ("POST", httpserver.url_for("/search"), {"term": "a"}),
        ("POST", httpserver.url_for("/search"), {"term": "b"}),
    ]
    file = tmp_path / "made/week.jsonl"
    with _fetcher(httpserver, recorder=Recorder(file)) as live:
        heard = _said(live, *questions)
    assert [len(one) for one in heard] == [4, 4, 3, 4, 3, 4, 4]
    httpserver.clear()
    with _fetcher(httpserver, replay=Replay.read(file)) as replayed:
        assert _said(replayed, *questions) == heard
    assert httpserver.log == []


def test_each_exchange_is_one_line_with_its_body_beside_it(httpserver: HTTPServer, tmp_path: Path) -> None:
    headers = {"ETag": '"1"', "Set-Cookie": "who=me", "Content-Encoding": "identity"}
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/feed").respond_with_data("<rss/>", content_type="text/xml", headers=headers)
    with _fetcher(httpserver, recorder=Recorder(tmp_path / "week.jsonl")) as fetcher:
        _said(fetcher, ("GET", httpserver.url_for("/feed"), {}))
    robots, line = (json.loads(text) for text in (tmp_path / "week.jsonl").read_text().splitlines())
    assert (robots["status"], robots["body"]) == (404, None)
    assert line["body"].startswith("week/")
    assert line["body"].endswith(".xml")
    assert (tmp_path / line["body"]).read_bytes() == b"<rss/>"
    assert {name.lower() for name in line["headers"]} == {"content-type", "etag"}
    assert line["times"] == 1


class Knowing:
    """Knows one answer, and is told of no other."""

    def recall(self, _: str) -> Remembered:
        return Remembered('"1"', "", 200, "text/xml", b"<known/>")

    def remember(self, page: Page, *_: str) -> None:
        raise AssertionError(f"nothing new came from {page.url}")


def test_a_page_that_did_not_change_is_recorded_whole(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/feed").respond_with_data("", status=304)
    question: Question = ("GET", httpserver.url_for("/feed"), {})
    with _fetcher(httpserver, recorder=Recorder(tmp_path / "w.jsonl"), memory=Knowing()) as fetcher:
        heard = _said(fetcher, question)
    with _fetcher(httpserver, replay=Replay.read(tmp_path / "w.jsonl")) as replayed:
        assert _said(replayed, question) == heard
    assert heard[0][3] == b"<known/>"


def test_recording_goes_on_where_an_earlier_one_ended(tmp_path: Path) -> None:
    for number in (1, 2):
        Recorder(tmp_path / "w.jsonl").record("GET", f"https://a.org/{number}", 200, {}, b"same")
    assert len(Replay.read(tmp_path / "w.jsonl")) == 2
    assert len(list((tmp_path / "w").iterdir())) == 1


def test_a_file_without_an_ending_can_be_recorded_to(tmp_path: Path) -> None:
    Recorder(tmp_path / "week").record("GET", "https://a.org/", 200, {}, b"x")
    assert Replay.read(tmp_path / "week").answer("GET", "https://a.org/") == (200, {}, b"x")


def test_threads_may_share_a_recorder(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "w.jsonl")

    def record(number: int) -> None:
        for turn in range(20):
            recorder.record("GET", f"https://a.org/{number}/{turn}", 200, {}, b"x" * 5000 + bytes([number]))

    workers = [threading.Thread(target=record, args=(number,)) for number in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(Replay.read(tmp_path / "w.jsonl")) == 160


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KenError, match=r"cannot record to .*name another file"):
        Recorder(tmp_path / "file/week.jsonl")


def test_a_place_that_vanished_is_said(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "made/week.jsonl")
    shutil.rmtree(tmp_path / "made")
    with pytest.raises(KenError, match=r"cannot record to .*week\.jsonl: No such file or directory"):
        recorder.record("GET", "https://a.org/", 200, {}, b"x")


def test_a_compressed_page_is_recorded_unpacked(httpserver: HTTPServer, tmp_path: Path) -> None:
    def answer(_: Request) -> Response:
        return Response(gzip.compress(b"<rss/>"), headers={"Content-Encoding": "gzip"})

    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/feed").respond_with_handler(answer)
    question: Question = ("GET", httpserver.url_for("/feed"), {})
    with _fetcher(httpserver, recorder=Recorder(tmp_path / "w.jsonl")) as fetcher:
        heard = _said(fetcher, question)
    with _fetcher(httpserver, replay=Replay.read(tmp_path / "w.jsonl")) as replayed:
        assert _said(replayed, question) == heard
