"""Keys, and keeping them out of everything."""

import html
import json
import logging
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from records.errors import SettingsError
from scanners.fetching.keys import HIDDEN, Keys

SECRETS = {"api.example.org": ("api_key", "sesame-1234"), "other.example:8443": ("key", "open&up/ä=5678")}


def test_a_key_goes_onto_the_query_of_its_own_host_only() -> None:
    keys = Keys(SECRETS)
    assert keys.onto("https://api.example.org/x?a=1") == "https://api.example.org/x?a=1&api_key=sesame-1234"
    assert keys.onto("https://api.example.org/x") == "https://api.example.org/x?api_key=sesame-1234"
    assert keys.onto("https://www.example.org/x") == "https://www.example.org/x"
    assert keys.onto("https://sub.api.example.org/x") == "https://sub.api.example.org/x"


def test_a_key_may_be_for_one_port() -> None:
    keys = Keys(SECRETS)
    assert keys.of("https://other.example:8443/x") == ("key", "open&up/ä=5678")
    assert keys.of("https://other.example/x") is None


@pytest.mark.parametrize(
    ("url", "stripped"),
    [
        ("https://api.example.org/x?a=1&api_key=sesame-1234&b=2", "https://api.example.org/x?a=1&b=2"),
        ("https://api.example.org/x?api_key=something-else", "https://api.example.org/x"),
        ("https://api.example.org/x?api%5Fkey=other", "https://api.example.org/x"),
        ("https://elsewhere.org/x?token=sesame-1234&a=1", "https://elsewhere.org/x?a=1"),
        ("https://elsewhere.org/x?t=xsesame%2D1234x", "https://elsewhere.org/x"),
        ("https://elsewhere.org/sesame-1234/x", f"https://elsewhere.org/{HIDDEN}/x"),
        ("https://elsewhere.org/x?api_key=not-ours", "https://elsewhere.org/x?api_key=not-ours"),
        ("https://elsewhere.org/x", "https://elsewhere.org/x"),
    ],
)
def test_a_key_is_taken_out_of_an_address(url: str, stripped: str) -> None:
    assert Keys(SECRETS).stripped(url) == stripped


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="·"), min_size=4, max_size=24))
def test_no_spelling_of_a_key_survives(value: str) -> None:
    assume(value not in HIDDEN)
    keys = Keys({"api.example.org": ("api_key", value)})
    for spelling in (
        value,
        quote(value, safe=""),
        quote_plus(value),
        json.dumps(value)[1:-1],
        html.escape(value),
    ):
        assert value not in keys.hide(f"·{spelling}·")
        assert HIDDEN in keys.hide(f"·{spelling}·")


def test_a_key_is_hidden_in_bodies_of_any_encoding() -> None:
    keys = Keys(SECRETS)
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        body = keys.hide_bytes("<q>sesame-1234</q>".encode(encoding))
        assert "sesame".encode(encoding) not in body
        assert HIDDEN.encode() in body


def test_a_body_without_a_key_stays_the_same_object() -> None:
    body = b"nothing to hide"
    assert Keys(SECRETS).hide_bytes(body) is body


def test_an_empty_key_is_no_key() -> None:
    keys = Keys({"api.example.org": ("api_key", "")})
    assert keys.hosts == ()
    assert keys.onto("https://api.example.org/x") == "https://api.example.org/x"


def test_a_key_that_is_too_short_to_hide_is_refused_without_being_shown() -> None:
    with pytest.raises(SettingsError, match=r"the key for api\.example\.org is too short") as caught:
        Keys({"api.example.org": ("api_key", "qz7")})
    assert "qz7" not in str(caught.value)


def test_log_lines_of_the_http_library_are_written_without_keys(caplog: pytest.LogCaptureFixture) -> None:
    keys, log = Keys(SECRETS), logging.getLogger("urllib3.connectionpool")
    keys.quieten()
    with caplog.at_level(logging.DEBUG):
        log.debug("GET %s", "/x?api_key=sesame-1234")
    keys.unquieten()
    assert caplog.messages == [f"GET /x?api_key={HIDDEN}"]
