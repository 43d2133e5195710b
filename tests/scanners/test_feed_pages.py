import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from records.errors import FetchError, SourceError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source, Window
from scanners import feed
from tests.scanners.far_side import Answer, FarSide, page
from tests.scanners.mutated import mutated

HERE = Path(__file__).parent / "feed"
FEEDS = [
    path
    for path in sorted(HERE.iterdir())
    if path.suffix in {".xml", ".json"} and ".expected" not in path.name
]
ADDRESS = "https://example.org/feed"
SOURCE = Source(id="council", name="Council", kind="feed", params={"urls": [ADDRESS]})
WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def item(link: str, day: str = "2026-11-18", title: str = "A title") -> str:
    dated = f"<pubDate>{day}</pubDate>" if day else ""
    return f"<item><title>{title}</title><link>{link}</link>{dated}<description>Words.</description></item>"


def site(answers: Mapping[str, Answer]) -> FarSide:
    return FarSide(lambda asked: answers.get(asked.url, "<html><h1>A page</h1></html>"))


def scan(far_side: FarSide, source: Source = SOURCE) -> tuple[list[Page], str]:
    got: list[Page] = []
    try:
        got.extend(feed.pages(source, WEEK, far_side))
    except SourceError as error:
        return got, str(error)
    return got, ""


# what is asked


def test_the_feed_is_asked_for_first_and_then_each_page_it_links_to() -> None:
    far_side = site({ADDRESS: rss(item("https://example.org/a"), item("https://example.org/b"))})
    pages, error = scan(far_side)
    assert not error
    assert [one.url for one in pages] == [ADDRESS, "https://example.org/a", "https://example.org/b"]
    assert [one.about for one in pages] == ["", "https://example.org/a", "https://example.org/b"]
    assert "application/rss+xml" in far_side.asked[0].accept
    assert far_side.asked[1].accept.startswith("text/html")


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("2026-11-15", False),
        ("2026-11-16", True),
        ("Mon, 16 Nov 2026 00:30:00 +0100", True),
        ("2026-11-24", True),
        ("2026-11-25", False),
        ("", True),
        ("2026", True),
        ("not a date", True),
    ],
)
def test_pages_are_asked_for_when_their_entry_is_in_the_window(day: str, asked: bool) -> None:
    far_side = site({ADDRESS: rss(item("https://example.org/a", day))})
    pages, error = scan(far_side)
    assert not error
    assert (len(pages) == 2) is asked


def test_an_old_entry_that_was_updated_is_in_the_window() -> None:
    entry = "<entry><id>x</id><title>T</title><link href='https://example.org/a'/>{}</entry>"
    body = "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>{}</feed>"
    dates = "<published>2020-01-01</published><updated>2026-11-17</updated>"
    pages, _ = scan(site({ADDRESS: body.format(entry.format(dates))}))
    assert len(pages) == 2


def test_a_page_that_two_entries_link_to_is_asked_for_once() -> None:
    other = "https://example.org/other"
    source = replace(SOURCE, params={"urls": [ADDRESS, other, ADDRESS]})
    far_side = site({ADDRESS: rss(item("https://example.org/a")), other: rss(item("https://example.org/a"))})
    pages, error = scan(far_side, source)
    assert not error
    assert [asked.url for asked in far_side.asked] == [ADDRESS, "https://example.org/a", other]
    assert len(pages) == 3


@pytest.mark.parametrize(
    "link",
    ["mailto:a@example.org", "ftp://example.org/a", "https://example.org/a.PDF", "urn:x:1"],
)
def test_links_that_lead_to_no_web_page_are_not_asked_for(link: str) -> None:
    far_side = site({ADDRESS: rss(item(link))})
    pages, error = scan(far_side)
    assert not error
    assert len(pages) == len(far_side.asked) == 1
    (record,) = feed.parse(pages[0], SOURCE)
    assert isinstance(record, Record)
    assert record.key == link


# what fails


def test_a_document_behind_a_link_is_left_out_by_its_media_type() -> None:
    document = page(b"%PDF-1.7", "https://example.org/a", "application/pdf", "https://example.org/a")
    far_side = site({ADDRESS: rss(item("https://example.org/a")), "https://example.org/a": document})
    pages, error = scan(far_side)
    assert not error
    assert [one.url for one in pages] == [ADDRESS]


def test_html_without_a_media_type_is_a_web_page_all_the_same() -> None:
    untyped = page("<!doctype html><h1>A</h1>", "https://example.org/a", "", "https://example.org/a")
    pages, _ = scan(site({ADDRESS: rss(item("https://example.org/a")), "https://example.org/a": untyped}))
    assert len(pages) == 2


def test_a_linked_page_that_fails_is_logged_and_does_not_fail_the_source(
    caplog: pytest.LogCaptureFixture,
) -> None:
    body = rss(item("https://example.org/a?token=secret"), item("https://example.org/b"))
    failing: Answer = FetchError("answered 403", status=403)
    with caplog.at_level(logging.WARNING):
        pages, error = scan(site({ADDRESS: body, "https://example.org/a?token=secret": failing}))
    assert not error
    assert [one.url for one in pages] == [ADDRESS, "https://example.org/b"]
    assert "council: a linked page could not be had: example.org/a: answered 403" in caplog.text
    assert "secret" not in caplog.text
    assert "none of the" not in caplog.text


def test_a_warning_says_when_every_linked_page_failed(caplog: pytest.LogCaptureFixture) -> None:
    links = ["https://example.org/a", "https://example.org/b"]
    failing: dict[str, Answer] = {link: FetchError("answered 403") for link in links}
    with caplog.at_level(logging.WARNING):
        _, error = scan(site({ADDRESS: rss(*map(item, links)), **failing}))
    assert not error
    assert "council: none of the 2 linked pages could be had" in caplog.text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<!DOCTYPE html><html><body>Not found</body></html>", "is a web page, not a feed"),
        ("\n<HTML lang='en'></HTML>", "is a web page, not a feed"),
        ('<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml"/>', "is a web page"),
        ("", "is empty"),
        ("Too many requests", "is not a feed: it starts with 'Too many requests'"),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "is XML, but not a feed"),
        ('<rss version="2.0"><channel><title>T', "is a feed that is broken or cut short"),
        ('{"error": "no such feed"}', "is JSON, but not a feed, and says: no such feed"),
        ('{"version": "https://jsonfeed.org/version/1", "title": "no items"}', "is JSON, but not a feed"),
        ('[{"id": 1}]', "is JSON, but not a feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [{"id"', "is JSON that is broken"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]>' + rss(item("https://example.org/a")), "declares entities"),
    ],
)
def test_what_is_no_feed_fails_with_its_reason(body: str, reason: str) -> None:
    pages, error = scan(site({ADDRESS: body}))
    assert not pages
    assert error.startswith(f"example.org/feed: {reason}") or reason in error
    (rejected,) = feed.parse(page(body, ADDRESS), SOURCE)
    assert isinstance(rejected, Rejected)
    assert rejected.reason in error


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_entities_are_found_in_every_encoding(encoding: str) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + rss(item("https://example.org/&b;"))
    _, error = scan(site({ADDRESS: bomb.encode(encoding)}))
    assert "declares entities" in error


@pytest.mark.parametrize(
    "body",
    [
        rss(),
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title></feed>',
        '{"version": "https://jsonfeed.org/version/1.1", "items": []}',
    ],
)
def test_a_feed_without_entries_is_a_true_empty(body: str) -> None:
    pages, error = scan(site({ADDRESS: body}))
    assert not error
    assert len(pages) == 1
    assert not list(feed.parse(pages[0], SOURCE))


def test_a_feed_that_fails_does_not_keep_the_others_back() -> None:
    addresses = [ADDRESS, "https://example.org/gone?key=secret", "https://other.example.org/rss"]
    source = replace(SOURCE, params={"urls": addresses})
    answers: dict[str, Answer] = {
        ADDRESS: "<html></html>",
        addresses[1]: FetchError("answered 410", status=410, permanent=True),
        addresses[2]: rss(item("https://example.org/a")),
    }
    pages, error = scan(site(answers), source)
    assert [one.url for one in pages] == [addresses[2], "https://example.org/a"]
    assert error == "example.org: is a web page, not a feed (/feed); answered 410 (/gone)"


def test_a_reason_that_all_feeds_of_a_host_meet_is_said_once_and_without_addresses() -> None:
    addresses = [f"https://www.example.org/{name}.atom?order=newest" for name in ("a", "b", "c")]
    broken = "www.example.org answers with an error of its own (500), 3 times in a row; try again later"
    answers: dict[str, Answer] = {
        address: FetchError(f"{broken}: {address}", status=500) for address in addresses
    }
    source = replace(SOURCE, params={"urls": addresses})
    assert scan(site(answers), source) == ([], broken)
    two = {**answers, addresses[1]: rss()}
    assert scan(site(two), source)[1] == f"{broken} (/a.atom, /c.atom)"


def test_a_feed_that_is_cut_short_gives_its_entries_and_fails() -> None:
    body = rss(item("https://example.org/a"), item("https://example.org/b"))
    pages, error = scan(site({ADDRESS: body[: body.rindex("<pubDate>")]}))
    assert error == "example.org/feed: is cut short after 2 entries"
    assert len(pages) == 3


@pytest.mark.parametrize("urls", [None, [], "https://example.org/feed"])
def test_a_source_without_addresses_says_so(urls: object) -> None:
    params = {} if urls is None else {"urls": urls}
    _, error = scan(site({}), replace(SOURCE, params=params))
    assert error == "source 'council' has no feed: list its addresses as params.urls"


SEEDS = [path.read_bytes() for path in FEEDS]


@given(mutated(SEEDS))
def test_pages_raise_source_errors_and_nothing_else(body: bytes) -> None:
    pages, error = scan(site({ADDRESS: body}))
    assert bool(pages) or bool(error)
