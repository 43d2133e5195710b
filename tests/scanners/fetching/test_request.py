"""A request, and the addresses in it."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.fetching.request import Remembered, Request, brief, normal_url, sorted_query

PAIRS = st.lists(st.tuples(st.text(min_size=1, max_size=6), st.text(max_size=6)), max_size=6)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://EXAMPLE.org", "https://example.org/"),
        ("HTTPS://example.org/a b#part", "https://example.org/a%20b"),
        (" https://example.org/x?q=ä ", "https://example.org/x?q=%C3%A4"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://example.org/?organisations[]=a", "https://example.org/?organisations%5B%5D=a"),
    ],
)
def test_an_address_is_written_as_it_will_be_sent(written: str, sent: str) -> None:
    assert normal_url(written) == sent


@pytest.mark.parametrize(
    "written",
    [
        "",
        "example.org/feed",
        "//example.org/feed",
        "ftp://example.org/feed",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:a@example.org",
        "https:///feed",
        "https://exa mple.org/",
        "https://example.org:99999/",
        "https://user@example.org/",
        "https://user:word@example.org/",
        "https://[::1/",
    ],
)
def test_what_is_no_web_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"address|login"):
        normal_url(written)


@given(PAIRS)
def test_sorting_keeps_every_parameter_and_their_order_within_a_name(pairs: list[tuple[str, str]]) -> None:
    url = sorted_query(f"https://example.org/x?{urlencode(pairs)}")
    kept = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    assert sorted(kept) == sorted(pairs)
    for name in {name for name, _ in pairs}:
        assert [v for n, v in kept if n == name] == [v for n, v in pairs if n == name]
    assert sorted_query(url) == url


def test_a_post_is_named_as_a_get_would_be() -> None:
    request = Request(url="https://example.org/x?z=1", method="POST", form=(("b", "2 3"), ("a", "1")))
    assert request.name == "https://example.org/x?a=1&b=2+3&z=1"


def test_a_long_query_is_cut_from_messages() -> None:
    assert brief("https://example.org/x?" + "a" * 201) == "https://example.org/x?…"
    assert brief("https://example.org/x?a=1") == "https://example.org/x?a=1"


def test_a_long_path_is_cut_from_messages() -> None:
    assert len(brief("https://example.org/" + "a" * 5000)) <= 301


def test_validators_are_sent_as_they_came() -> None:
    known = Remembered('W/"x-1"', "Mon, 23 Nov 2026 09:00:00 GMT", 200, "text/xml", b"")
    headers = Request(url="https://example.org/").knowing(known).headers
    assert headers["If-None-Match"] == 'W/"x-1"'
    assert headers["If-Modified-Since"] == "Mon, 23 Nov 2026 09:00:00 GMT"


def test_an_absent_validator_is_not_sent() -> None:
    known = Remembered("", "", 200, "text/xml", b"")
    assert list(Request(url="https://example.org/").knowing(known).headers) == ["Accept"]


@pytest.mark.parametrize(
    ("status", "method", "form"),
    [(301, "POST", 1), (302, "POST", 1), (303, "GET", 0), (307, "POST", 1), (308, "POST", 1)],
)
def test_a_form_goes_along_except_after_see_other(status: int, method: str, form: int) -> None:
    request = Request(url="https://example.org/x", method="POST", form=(("a", "1"),))
    moved = request.moved(status, "/y")
    assert (moved.url, moved.method, len(moved.form)) == ("https://example.org/y", method, form)


@pytest.mark.parametrize(
    ("start", "target", "keeps_key"),
    [
        ("https://a.org/x", "/y", True),
        ("http://a.org/x", "https://a.org/x", True),
        ("https://a.org/x", "http://a.org/x", False),
        ("https://a.org/x", "https://b.org/x", False),
        ("https://a.org/x", "https://a.org.b.org/x", False),
        ("https://a.org/x", "https://a.org:8443/x", False),
        ("http://a.org:8080/x", "http://a.org:8080/y", True),
    ],
)
def test_the_key_stays_with_its_host(start: str, target: str, keeps_key: bool) -> None:
    assert Request(url=start).moved(302, target).keyed is keeps_key


def test_a_key_that_was_left_behind_does_not_come_back() -> None:
    there = Request(url="https://a.org/x").moved(302, "https://b.org/")
    assert not there.moved(302, "https://a.org/x").keyed
