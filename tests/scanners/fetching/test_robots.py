"""What the owners of a site ask of programs."""

from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from records.errors import FetchError
from records.source import Source
from scanners.fetching.answer import Answer, Failure
from scanners.fetching.fetcher import Fetcher, HostPolicy
from scanners.fetching.robots import Robots

SOURCE = Source(id="library", name="Library", kind="feed")
DAY = 86_400.0


class Site:
    """A site whose robots.txt is whatever the test says; counts how often it was asked."""

    def __init__(self, answer: Answer | Failure) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.delays: list[tuple[str, float]] = []
        self.now = 0.0
        self.robots = Robots(self._ask, lambda host, s: self.delays.append((host, s)), clock=lambda: self.now)

    def _ask(self, url: str) -> Answer | Failure:
        self.asked.append(url)
        return self.answer

    def reason(self, url: str) -> str:
        objection = self.robots.objection(url)
        return objection.reason if objection else ""


def _says(text: str, status: int = 200) -> Site:
    return Site(Answer(status, {"Content-Type": "text/plain"}, text.encode()))


def test_a_page_that_is_not_mentioned_is_allowed() -> None:
    assert _says("User-agent: *\nDisallow: /private/").reason("https://a.org/reports/1") == ""


def test_a_forbidden_page_is_refused_for_good_with_advice() -> None:
    site = _says("User-agent: *\nDisallow: /private/")
    objection = site.robots.objection("https://a.org/private/1")
    assert objection is not None
    assert objection.permanent
    assert objection.reason == (
        "a.org asks programs to stay away from https://a.org/private/1 (robots.txt); "
        "ask the publisher for an alert or feed"
    )


def test_the_longest_rule_counts() -> None:
    site = _says("User-agent: *\nDisallow: /a/\nAllow: /a/feeds/")
    assert site.reason("https://a.org/a/x")
    assert site.reason("https://a.org/a/feeds/x") == ""


def test_rules_for_ken_by_name_count_before_those_for_all() -> None:
    site = _says("User-agent: *\nDisallow: /\n\nUser-agent: Ken\nDisallow: /closed/")
    assert site.reason("https://a.org/open/x") == ""
    assert site.reason("https://a.org/closed/x")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_a_file_that_is_not_there_allows_everything(status: int) -> None:
    assert _says("User-agent: *\nDisallow: /", status).reason("https://a.org/x") == ""


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_site_in_trouble_is_left_alone(status: int) -> None:
    site = _says("", status)
    objection = site.robots.objection("https://a.org/x")
    assert objection is not None
    assert not objection.permanent
    assert objection.reason == (
        f"a.org does not give its robots.txt (status {status}), so nothing there may be read now; "
        "try again later"
    )


def test_a_site_that_cannot_be_reached_is_left_alone() -> None:
    assert "a.org cannot be reached" in Site(Failure("a.org cannot be reached")).reason("https://a.org/x")


def test_the_file_is_asked_once_a_day() -> None:
    site = _says("User-agent: *\nDisallow: /private/")
    for seconds in (0.0, 100.0, DAY - 1.0):
        site.now = seconds
        site.reason("https://a.org/x")
    assert site.asked == ["https://a.org/robots.txt"]
    site.now = DAY
    site.reason("https://a.org/x")
    assert len(site.asked) == 2


def test_a_site_in_trouble_is_asked_again_after_an_hour() -> None:
    site = _says("", 503)
    assert site.reason("https://a.org/x")
    site.answer = Answer(404, {}, b"")
    site.now = 3599.0
    assert site.reason("https://a.org/x")
    site.now = 3600.0
    assert site.reason("https://a.org/x") == ""


def test_each_host_scheme_and_port_has_its_own_file() -> None:
    site = _says("")
    for url in ("https://a.org/x", "http://a.org/x", "https://a.org:8443/x", "https://b.org/x"):
        site.reason(url)
    assert site.asked == [
        "https://a.org/robots.txt",
        "http://a.org/robots.txt",
        "https://a.org:8443/robots.txt",
        "https://b.org/robots.txt",
    ]


@pytest.mark.parametrize(("written", "seconds"), [("2", 2.0), ("0.5", 0.5), ("600", 30.0)])
def test_a_crawl_delay_is_obeyed_up_to_half_a_minute(written: str, seconds: float) -> None:
    site = _says(f"User-agent: *\nCrawl-delay: {written}\nDisallow:")
    site.reason("https://a.org/x")
    assert site.delays == [("a.org", seconds)]


@pytest.mark.parametrize(
    "text", ["", "\ufeffUser-agent: *\nDisallow: /y", "<html>no such page</html>", "\x00\xff"]
)
def test_no_file_can_break_the_reader(text: str) -> None:
    assert _says(text).reason("https://a.org/x") == ""


def test_rules_behind_the_part_that_must_be_read_are_left_out() -> None:
    text = "User-agent: *\n" + "# filler\n" * 60_000 + "Disallow: /\n"
    assert _says(text).reason("https://a.org/x") == ""


@pytest.fixture
def fetcher(httpserver: HTTPServer) -> Iterator[Fetcher]:
    policies = {"*": HostPolicy(per_second=1000.0, robots=True, interfaces=("/api/",))}
    allowed = [f"{httpserver.host}:{httpserver.port}"]
    made = Fetcher(contact="", version="1", policies=policies, allow_private=allowed, sleep=lambda _: None)
    with made:
        yield made


def test_a_forbidden_page_is_never_asked_for(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /private/")
    with pytest.raises(FetchError, match="asks programs to stay away") as caught:
        fetcher.for_source(SOURCE)(httpserver.url_for("/private/x"))
    assert caught.value.permanent
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt"]


def test_a_documented_interface_is_asked_without_robots_txt(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/api/x").respond_with_data("{}")
    fetcher.for_source(SOURCE)(httpserver.url_for("/api/x"))
    assert [request.path for request, _ in httpserver.log] == ["/api/x"]


def test_the_target_of_a_redirect_is_subject_to_robots_txt(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /private/")
    httpserver.expect_request("/x").respond_with_data("", status=302, headers={"Location": "/private/x"})
    with pytest.raises(FetchError, match="asks programs to stay away"):
        fetcher.for_source(SOURCE)(httpserver.url_for("/x"))
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt", "/x"]


def test_a_private_address_is_not_even_asked_for_its_robots_txt(
    httpserver: HTTPServer, fetcher: Fetcher
) -> None:
    location = "http://169.254.169.254/latest/meta-data/"
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/x").respond_with_data("", status=302, headers={"Location": location})
    with pytest.raises(FetchError) as caught:
        fetcher.for_source(SOURCE)(httpserver.url_for("/x"))
    assert str(caught.value) == "localhost redirects to a private address (169.254.169.254); refused"
    assert caught.value.permanent


def test_robots_txt_may_be_redirected(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=301, headers={"Location": "/r.txt"})
    httpserver.expect_request("/r.txt").respond_with_data("User-agent: *\nDisallow: /")
    with pytest.raises(FetchError, match="asks programs to stay away"):
        fetcher.for_source(SOURCE)(httpserver.url_for("/x"))


def test_robots_txt_that_answers_500_for_ever_stops_the_page(
    httpserver: HTTPServer, fetcher: Fetcher
) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=500)
    fetch = fetcher.for_source(SOURCE)
    for _ in range(2):
        with pytest.raises(FetchError, match=r"does not give its robots.txt \(status 500\)") as caught:
            fetch(httpserver.url_for("/x"))
        assert not caught.value.permanent
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt"] * 5


def test_a_crawl_delay_slows_the_requests_down(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nCrawl-delay: 7")
    httpserver.expect_request("/x").respond_with_handler(lambda _: Response("x"))
    slept: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    policies = {"*": HostPolicy(per_second=1000.0, concurrency=4)}
    with Fetcher(
        contact="",
        version="1",
        policies=policies,
        allow_private=[httpserver.host],
        clock=lambda: now[0],
        sleep=sleep,
    ) as fetcher:
        fetch = fetcher.for_source(SOURCE)
        fetch(httpserver.url_for("/x"))
        fetch(httpserver.url_for("/x"))
    assert slept == pytest.approx([7.0, 7.0])


def test_a_key_is_not_sent_for_robots_txt(httpserver: HTTPServer) -> None:
    seen: list[str] = []

    def answer(request: Request) -> Response:
        seen.append(request.full_path.rstrip("?"))
        return Response("")

    httpserver.expect_request("/robots.txt").respond_with_handler(answer)
    httpserver.expect_request("/x").respond_with_handler(answer)
    host = f"{httpserver.host}:{httpserver.port}"
    with Fetcher(
        contact="",
        version="1",
        policies={"*": HostPolicy(per_second=1000.0)},
        allow_private=[host],
        secrets={host: ("api_key", "sesame-1234")},
    ) as fetcher:
        fetcher.for_source(SOURCE)(httpserver.url_for("/x"))
    assert seen == ["/robots.txt", "/x?api_key=sesame-1234"]
