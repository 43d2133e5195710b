"""Keys that the polite fetcher carries are seen by their own host and by nobody else."""

import dataclasses
import json
import logging
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from records.errors import FetchError
from records.page import Page
from records.source import Source
from scanners.fetching.fetcher import Fetcher, HostPolicy, Limits, Remembered
from scanners.fetching.recording import Recorder
from scanners.fetching.replay import Replay

SOURCE = Source(id="library", name="Library", kind="feed")
FAST = {"*": HostPolicy(per_second=1000.0, concurrency=4, robots=True)}
Handler = Callable[[Request], Response]
KEYS = ["s3same-0pen-1234567890", "with space&odd=/ä+%41"]


class Memory:
    """Keeps what it is given, to be searched."""

    def __init__(self) -> None:
        self.kept: list[object] = []

    def recall(self, url: str) -> Remembered | None:
        self.kept.append(url)
        return None

    def remember(self, page: Page, etag: str, last_modified: str) -> None:
        self.kept += [page, etag, last_modified]


class Far:
    """Two servers: one that the key is for, which misbehaves on request, and one that it is not for."""

    def __init__(self, mine: HTTPServer, other: HTTPServer) -> None:
        self.mine, self.other = mine, other
        self.heard_by_mine: list[str] = []
        self.heard_by_other: list[str] = []
        for server, heard in ((mine, self.heard_by_mine), (other, self.heard_by_other)):
            server.expect_request("/robots.txt").respond_with_handler(self._listening(heard, ""))
            server.expect_request("/echo").respond_with_handler(self._listening(heard, None))
        for status in (400, 401, 403, 404, 410, 429, 500):
            mine.expect_request(f"/{status}").respond_with_handler(self._failing(status))
        mine.expect_request("/away").respond_with_handler(self._redirecting(other.url_for("/echo")))
        mine.expect_request("/here").respond_with_handler(self._redirecting("/echo"))
        mine.expect_request("/inside").respond_with_handler(self._redirecting("http://169.254.169.254/"))
        mine.expect_request("/path").respond_with_handler(self._redirecting("/echo", in_path=True))
        mine.expect_request("/loop").respond_with_handler(self._redirecting("/loop"))
        mine.expect_request("/large").respond_with_handler(lambda _: Response(b"x" * 3_000_000))

    @staticmethod
    def _given(request: Request) -> str:
        return request.values.get("api_key", "")

    def _listening(self, heard: list[str], body: str | None) -> Handler:
        def answer(request: Request) -> Response:
            heard.append(self._given(request))
            said = json.dumps({"you asked": request.url, "form": request.form, "key": self._given(request)})
            echo = {"ETag": '"1"', "X-Echo": quote(self._given(request)), "Last-Modified": quote(request.url)}
            return Response(said if body is None else body, headers=echo, content_type="application/json")

        return answer

    def _failing(self, status: int) -> Handler:
        def answer(request: Request) -> Response:
            said = json.dumps({"error": f"bad key {self._given(request)} in {request.url}"})
            return Response(said, status=status, content_type="application/json")

        return answer

    def _redirecting(self, target: str, *, in_path: bool = False) -> Handler:
        def answer(request: Request) -> Response:
            key = quote(self._given(request), safe="")
            mark = "&" if "?" in target else "?"
            to = f"{target}/{key}" if in_path else f"{target}{mark}api_key={key}&other={key}x&kept=1"
            return Response("", status=301, headers={"Location": to})

        return answer


@pytest.fixture
def far() -> Iterator[Far]:
    with HTTPServer(host="127.0.0.1") as mine, HTTPServer(host="localhost") as other:
        yield Far(mine, other)  # two names of this machine: two hosts


def _questions(far: Far) -> list[tuple[str, str]]:
    paths = [
        "echo",
        "400",
        "401",
        "403",
        "404",
        "410",
        "429",
        "500",
        "away",
        "here",
        "inside",
        "path",
        "loop",
    ]
    asked = [
        (method, far.mine.url_for(f"/{path}?a=1")) for path in [*paths, "large"] for method in ("GET", "POST")
    ]
    return [
        *asked,
        ("GET", far.other.url_for("/echo")),
        ("GET", far.mine.url_for("/echo?api_key=from-the-catalogue")),
    ]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_nowhere_but_with_its_own_host(
    far: Far, tmp_path: Path, caplog: pytest.LogCaptureFixture, key: str
) -> None:
    memory, said = Memory(), list[object]()
    caplog.set_level(logging.DEBUG)
    for name in ("werkzeug", "pytest_httpserver.httpserver"):
        caplog.set_level(logging.CRITICAL, logger=name)  # the far side's own log knows the key, rightly
    with Fetcher(
        contact="scan@example.org",
        version="1",
        policies=FAST,
        secrets={f"{far.mine.host}:{far.mine.port}": ("api_key", key)},
        memory=memory,
        recorder=Recorder(tmp_path / "week.jsonl"),
        allow_private=["127.0.0.1", "localhost"],
        limits=Limits(size=2_000_000),
        sleep=lambda _: None,
    ) as fetcher:
        fetch = fetcher.for_source(SOURCE)
        for method, url in _questions(far):
            try:
                said.append(dataclasses.asdict(fetch(url, {"q": "x"}, method=method)))
            except FetchError as error:
                said += [
                    error,
                    repr(error.__context__),
                    repr(error.__cause__),
                    *traceback.format_exception(error),
                ]
    recorded = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    everything = repr([said, memory.kept, recorded, caplog.text, [r.args for r in caplog.records]])
    for spelling in (
        key,
        quote(key),
        quote(key, safe=""),
        key.replace(" ", "+"),
        repr(key)[1:-1],
        json.dumps(key),
    ):
        assert spelling not in everything
    assert "[secret]" in everything
    assert far.heard_by_mine.count(key) >= 4
    assert set(far.heard_by_mine) == {"", key}  # robots.txt without
    assert set(far.heard_by_other) == {""}


def test_a_key_goes_into_the_query_of_a_get_and_the_form_of_a_post(far: Far) -> None:
    seen: list[tuple[str, str]] = []

    def answer(request: Request) -> Response:
        seen.append((request.query_string.decode(), request.get_data().decode()))
        return Response("x")

    far.mine.expect_request("/x").respond_with_handler(answer)
    with Fetcher(
        contact="",
        version="1",
        policies={},
        secrets={"127.0.0.1": ("api_key", KEYS[0])},
        allow_private=["127.0.0.1"],
        sleep=lambda _: None,
    ) as fetcher:
        fetch = fetcher.for_source(SOURCE)
        got = fetch(far.mine.url_for("/x"), {"a": "1"})
        posted = fetch(far.mine.url_for("/x"), {"a": "1", "api_key": "not-this"}, method="POST")
    assert seen == [(f"a=1&api_key={KEYS[0]}", ""), ("", f"a=1&api_key={KEYS[0]}")]
    assert got.url == posted.url == far.mine.url_for("/x") + "?a=1"


def test_a_refused_key_is_said_to_be_the_reason(far: Far) -> None:
    fetcher = Fetcher(
        contact="",
        version="1",
        policies={},
        secrets={"127.0.0.1": ("api_key", KEYS[0])},
        allow_private=["127.0.0.1"],
        sleep=lambda _: None,
    )
    with fetcher, pytest.raises(FetchError) as caught:
        fetcher.for_source(SOURCE)(far.mine.url_for("/403"))
    assert str(caught.value).startswith(
        '127.0.0.1 does not accept the key (403); check it (its own words: {"error": "bad key [secret] in '
    )


def test_a_key_is_not_sent_in_the_clear_to_a_public_host(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def answer(request: Request) -> Response:
        seen.append(request.url)
        return Response("x")

    httpserver.expect_request("/x").respond_with_handler(answer)
    monkeypatch.setenv("http_proxy", httpserver.url_for("/"))  # stands for the open network
    with Fetcher(
        contact="",
        version="1",
        policies={"*": HostPolicy(robots=False)},
        secrets={"api.example.org": ("api_key", KEYS[0])},
    ) as fetcher:
        fetcher.for_source(SOURCE)("http://api.example.org/x")
    assert seen == ["http://api.example.org/x"]


def test_a_recording_of_redirects_with_keys_replays_without_any_key(far: Far, tmp_path: Path) -> None:
    def bodies(secrets: dict[str, tuple[str, str]], **ends: Recorder | Replay) -> list[bytes]:
        recorder, replay = ends.get("recorder"), ends.get("replay")
        with Fetcher(
            contact="",
            version="1",
            policies=FAST,
            secrets=secrets,
            recorder=recorder if isinstance(recorder, Recorder) else None,
            replay=replay if isinstance(replay, Replay) else None,
            allow_private=["127.0.0.1", "localhost"],
        ) as fetcher:
            fetch = fetcher.for_source(SOURCE)
            return [fetch(far.mine.url_for(path)).body for path in ("/here", "/away", "/echo")]

    file = tmp_path / "week.jsonl"
    live = bodies({"127.0.0.1": ("api_key", KEYS[0])}, recorder=Recorder(file))
    assert bodies({}, replay=Replay.read(file)) == live
