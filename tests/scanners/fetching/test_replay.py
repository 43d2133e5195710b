"""Answers from a file instead of the network."""

import gzip
import json
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from records.errors import FetchError, KenError
from records.page import Page
from records.source import Source
from scanners import Fetch
from scanners.fetching.fetcher import Fetcher, HostPolicy, Limits
from scanners.fetching.replay import Replay

SOURCE = Source(id="library", name="Library", kind="feed")
OPEN = {"*": HostPolicy(robots=False)}


def _write(folder: Path, *lines: Mapping[str, object] | str) -> Path:
    path = folder / "week.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def _fetch(path: Path, **secrets: tuple[str, str]) -> Fetch:
    named = {host.replace("_", "."): pair for host, pair in secrets.items()}
    fetcher = Fetcher(contact="", version="1", policies=OPEN, replay=Replay.read(path), secrets=named)
    return fetcher.for_source(SOURCE)


def _status(fetch: Fetch, url: str, method: str = "GET") -> int | None:
    try:
        return fetch(url, method=method).status
    except FetchError as error:
        return error.status


def test_a_page_comes_with_status_headers_and_body(tmp_path: Path) -> None:
    (tmp_path / "week").mkdir()
    (tmp_path / "week/a.xml").write_bytes(b"<a/>")
    headers = {"Content-Type": "text/xml; charset=utf-8"}
    path = _write(
        tmp_path, {"url": "https://a\\.org/x", "status": 203, "headers": headers, "body": "week/a.xml"}
    )
    page = _fetch(path)("https://a.org/x")
    assert (page.status, page.media_type, page.body) == (203, "text/xml", b"<a/>")


@pytest.mark.parametrize("body", [{"body": None}, {"body": ""}, {}])
def test_a_body_may_be_left_out(tmp_path: Path, body: dict[str, object]) -> None:
    assert _fetch(_write(tmp_path, {"url": "https://a\\.org/x", **body}))("https://a.org/x").body == b""


def test_the_regex_has_to_match_the_whole_address(tmp_path: Path) -> None:
    fetch = _fetch(_write(tmp_path, {"url": "https://a\\.org/x"}))
    assert _status(fetch, "https://a.org/x") == 200
    assert _status(fetch, "https://a.org/x?a=1") == 404
    assert _status(fetch, "https://a.org/xy") == 404


def test_the_first_line_that_matches_answers(tmp_path: Path) -> None:
    lines = ({"url": "https://a\\.org/.*", "status": 201}, {"url": "https://a\\.org/x", "status": 202})
    assert _status(_fetch(_write(tmp_path, *lines)), "https://a.org/x") == 201


def test_a_line_answers_only_its_own_method(tmp_path: Path) -> None:
    fetch = _fetch(_write(tmp_path, {"url": "https://a\\.org/x", "method": "POST"}))
    assert _status(fetch, "https://a.org/x") == 404
    assert _status(fetch, "https://a.org/x", "POST") == 200


def test_parameters_are_sorted_before_the_match(tmp_path: Path) -> None:
    fetch = _fetch(_write(tmp_path, {"url": "https://a\\.org/x\\?a=1&b=2&b=1&c=3"}))
    assert fetch("https://a.org/x?c=3&b=2&b=1", {"a": "1"}).status == 200


def test_keys_are_taken_out_before_the_match(tmp_path: Path) -> None:
    fetch = _fetch(_write(tmp_path, {"url": "https://a\\.org/x\\?a=1"}), a_org=("api_key", "sesame-1234"))
    assert fetch("https://a.org/x", {"a": "1"}).status == 200


def test_a_form_is_left_out_of_the_match(tmp_path: Path) -> None:
    line = {"url": "https://eutils\\.example/esearch\\.fcgi(\\?.*)?", "method": "POST"}
    fetch = _fetch(_write(tmp_path, line), eutils_example=("api_key", "sesame-1234"))
    page = fetch("https://eutils.example/esearch.fcgi", {"term": "a", "db": "pubmed"}, method="POST")
    assert page.url == "https://eutils.example/esearch.fcgi?db=pubmed&term=a"


def test_a_line_answers_as_often_as_it_says(tmp_path: Path) -> None:
    lines = (
        {"url": "https://a\\.org/x", "status": 201, "times": 2},
        {"url": "https://a\\.org/x", "status": 202, "times": 1},
        {"url": "https://a\\.org/x", "status": 203, "times": 0},
    )
    fetch = _fetch(_write(tmp_path, *lines))
    assert [_status(fetch, "https://a.org/x") for _ in range(4)] == [201, 201, 202, 404]


def test_threads_share_what_a_line_has_left(tmp_path: Path) -> None:
    path = _write(tmp_path, {"url": "https://a\\.org/x", "times": 25})
    fetcher = Fetcher(
        contact="",
        version="1",
        policies={"*": HostPolicy(robots=False, concurrency=8)},
        replay=Replay.read(path),
    )
    fetch = fetcher.for_source(SOURCE)
    seen: list[int | None] = []

    def ask() -> None:
        seen.extend(_status(fetch, "https://a.org/x") for _ in range(10))

    workers = [threading.Thread(target=ask) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (seen.count(200), seen.count(404)) == (25, 55)


def test_no_line_is_answered_404_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no line of the replay answers this request") as caught:
        _fetch(_write(tmp_path))("https://a.org/x")
    assert caught.value.status == 404


def test_redirects_are_followed_and_checked_in_a_replay(tmp_path: Path) -> None:
    lines: tuple[Mapping[str, object], ...] = (
        {"url": "https://a\\.org/x", "status": 302, "headers": {"Location": "/y"}},
        {"url": "https://a\\.org/y", "status": 302, "headers": {"Location": "http://169.254.169.254/latest"}},
        {"url": ".*"},
    )
    with pytest.raises(FetchError) as caught:
        _fetch(_write(tmp_path, *lines))("https://a.org/x")
    assert str(caught.value) == "a.org redirects to a private address (169.254.169.254); refused"
    assert caught.value.permanent


@pytest.mark.parametrize("location", ["/größe", "/grÃ¶Ã\x9fe", "/名"])
def test_a_redirect_in_any_letters_is_followed_in_a_replay(tmp_path: Path, location: str) -> None:
    lines: tuple[Mapping[str, object], ...] = (
        {"url": "https://a\\.org/x", "status": 302, "headers": {"Location": location}},
        {"url": "https://a\\.org/(gr%C3%B6%C3%9Fe|%E5%90%8D)"},
    )
    assert _fetch(_write(tmp_path, *lines))("https://a.org/x").status == 200


def test_names_are_not_looked_up_in_a_replay(tmp_path: Path) -> None:
    assert _status(_fetch(_write(tmp_path, {"url": ".*"})), "https://name.invalid/x") == 200


def test_an_inside_address_is_refused_in_a_replay(tmp_path: Path) -> None:
    fetch = _fetch(_write(tmp_path, {"url": ".*"}))
    for url in ("http://localhost/", "http://10.0.0.1/", "http://[::1]/", "http://2130706433/"):
        with pytest.raises(FetchError, match="private address"):
            fetch(url)


def test_size_limits_hold_in_a_replay(tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"0" * 5_000_000))
    line = {"url": ".*", "headers": {"Content-Encoding": "gzip"}, "body": "bomb.gz"}
    replay = Replay.read(_write(tmp_path, line))
    fetcher = Fetcher(contact="", version="1", policies=OPEN, replay=replay, limits=Limits(size=1024 * 1024))
    with pytest.raises(FetchError, match=r"a.org sends more than 1 MB; refused"):
        fetcher.for_source(SOURCE)("https://a.org/x")


def test_nothing_waits_in_a_replay(tmp_path: Path) -> None:
    def never(_: float) -> None:
        raise AssertionError("a replay waited")

    lines = ({"url": ".*", "status": 503, "times": 4, "headers": {"Retry-After": "60"}}, {"url": ".*"})
    fetcher = Fetcher(
        contact="", version="1", policies=OPEN, replay=Replay.read(_write(tmp_path, *lines)), sleep=never
    )
    fetch = fetcher.for_source(SOURCE)
    assert [fetch("https://a.org/x").status for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[1]", "Expected `object`"),
        ({"method": "GET"}, "missing required field `url`"),
        ({"url": "a", "method": "PUT"}, "Invalid enum value 'PUT'"),
        ({"url": "a("}, "'url' is no regular expression"),
        ({"url": "a", "status": "200"}, "`$.status`"),
        ({"url": "a", "status": 99}, "no HTTP status is 99"),
        ({"url": "a", "times": -1}, "'times' is below 0"),
        ({"url": "a", "headers": {"A": 1}}, "headers"),
        ({"url": "a", "body": "no/such.xml"}, "there is no body at no/such.xml"),
        ({"url": "a", "body": "week"}, "there is no body at week"),
        ({"url": "a", "body": "../outside.xml"}, "outside the replay's folder"),
        ({"url": "a", "body": "/etc/passwd"}, "outside the replay's folder"),
        ({"url": "a", "body": "week/link.xml"}, "outside the replay's folder"),
    ],
)
def test_a_bad_line_is_named_with_its_number(
    tmp_path: Path, line: dict[str, object] | str, says: str
) -> None:
    folder = tmp_path / "replay"
    (folder / "week").mkdir(parents=True)
    (tmp_path / "outside.xml").write_text("secret")
    (folder / "week/link.xml").symlink_to(tmp_path / "outside.xml")
    path = _write(folder, {"url": "https://a\\.org/"}, "", line)
    with pytest.raises(KenError) as caught:
        Replay.read(path)
    assert f"{path}, line 3: " in str(caught.value)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(KenError, match=r"cannot read the replay .*no\.jsonl.*check the path"):
        Replay.read(tmp_path / "no.jsonl")


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "week.jsonl"
    path.write_bytes(b"\xff\xfe{\x00")
    with pytest.raises(KenError, match="is not UTF-8"):
        Replay.read(path)


def test_an_unknown_field_is_only_warned_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    replay = Replay.read(_write(tmp_path, {"url": ".*", "time": 1}))
    assert len(replay) == 1
    assert "line 1: the field 'time' is not known" in caplog.text


def test_blank_lines_and_a_byte_order_mark_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "week.jsonl"
    path.write_text('\ufeff{"url": ".*"}\r\n\r\n  \n{"url": "b"}\n')
    assert len(Replay.read(path)) == 2


# What each line of the shared week has to be asked to be answered by that line.
EPMC = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
EUTILS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
CROSSREF = "https://api.crossref.org/works"
OPENALEX = "https://api.openalex.org/works"
MEDRXIV = "https://api.biorxiv.org/details/medrxiv/2026-11-16/2026-11-23"
GOVUK = "https://www.gov.uk/search/research-and-statistics.atom"
QUESTIONS: dict[tuple[str, str], tuple[str, dict[str, str]]] = {
    ("GET", "europepmc_1.json"): (EPMC, {"query": "a", "cursorMark": "*"}),
    ("GET", "europepmc_2.json"): (EPMC, {"query": "a", "cursorMark": "AoIIQAJ9cSg0NTY3"}),
    ("GET", "pubmed_esearch.json"): (f"{EUTILS}/esearch.fcgi", {"db": "pubmed", "retmode": "json"}),
    ("POST", "pubmed_esearch.json"): (f"{EUTILS}/esearch.fcgi", {"db": "pubmed", "term": "a"}),
    ("GET", "pubmed_esearch.xml"): (f"{EUTILS}/esearch.fcgi", {"db": "pubmed"}),
    ("GET", "pubmed_efetch.xml"): (f"{EUTILS}/efetch.fcgi", {"id": "1,2"}),
    ("POST", "pubmed_efetch.xml"): (f"{EUTILS}/efetch.fcgi", {"id": "1,2"}),
    ("GET", "crossref_1.json"): (CROSSREF, {"cursor": "*", "filter": "issn:1568-4156"}),
    ("GET", "crossref_2.json"): (CROSSREF, {"cursor": "DnF1ZXJ5", "filter": "issn:1568-4156"}),
    ("GET", "openalex_1.json"): (OPENALEX, {"cursor": "*", "search": "a"}),
    ("GET", "openalex_2.json"): (OPENALEX, {"cursor": "Ils5LDE=", "search": "a"}),
    ("GET", "medrxiv_0.json"): (f"{MEDRXIV}/0/json", {}),
    ("GET", "medrxiv_30.json"): (f"{MEDRXIV}/30/json", {}),
    ("GET", "his.xml"): ("https://www.healthcareimprovementscotland.scot/feed/", {}),
    ("GET", "govuk.xml"): (f"{GOVUK}?order=updated-newest&organisations%5B%5D=a", {}),
    ("GET", "robots.txt"): ("https://www.example.org/robots.txt", {}),
}


@pytest.mark.shared
def test_every_exchange_of_the_shared_week_is_answered(shared: Path) -> None:
    week = shared / "sources/week.jsonl"
    lines = [json.loads(line) for line in week.read_text().splitlines()]
    fetcher = Fetcher(contact="", version="1", policies={}, replay=Replay.read(week))
    fetch = fetcher.for_source(SOURCE)
    answered = 0
    for line in lines:
        name = Path(line["body"]).name
        plain = line["url"].removesuffix("(\\?.*)?").replace("\\", "")
        url, params = QUESTIONS.get((line["method"], name), (plain, {}))
        page: Page = fetch(url, params, method=line["method"])
        assert page.body == (week.parent / line["body"]).read_bytes(), line["url"]
        assert page.media_type == line["headers"]["Content-Type"]
        answered += 1
    assert answered == len(lines) == 45
