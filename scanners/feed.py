"""Feeds: RSS, RDF, Atom and JSON Feed, with the text of the pages that they link to.

``params["urls"]`` of a source lists the addresses of its feeds. A feed says when something is new, and
seldom more than twenty words of what it is; so each entry's page is fetched once, and its record takes the
text from there. An entry's key is its link as the feed writes it.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from records.errors import PageError, SourceError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source, Window
from scanners import Fetch
from scanners.items.feed_entries import Entry, Feed, read_xml
from scanners.items.feed_failures import failures_text, host_and_path
from scanners.items.feed_json import read_json
from scanners.items.feed_links import may_be_page
from scanners.items.feed_record import entry_record
from scanners.reading.charset import decode
from scanners.reading.safe_xml import is_web_page
from scanners.reading.webpage import linked_page

__all__ = ["pages", "parse"]

FEEDS: Final = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
WEB_PAGES: Final = "text/html, application/xhtml+xml;q=0.9"
_WEB_PAGE_TYPES = {"text/html", "application/xhtml+xml"}
_NEXT_RUN = timedelta(days=1)

log = logging.getLogger(__name__)


def pages(source: Source, window: Window, fetch: Fetch) -> Iterator[Page]:
    """Give each feed of the source, and the pages of its entries in the window.

    An entry without a date counts as inside; one dated more than a day after the window is left for the
    next run. A linked page that cannot be had leaves its record without text. A feed that cannot be read
    does not keep the others back: :class:`records.errors.SourceError` says at the end why some failed.
    """
    failures: list[tuple[str, str]] = []
    asked: set[str] = set()
    addresses = _addresses(source)
    for address in addresses:
        try:
            page = fetch(address, accept=FEEDS)
            feed = _read(page)
        except SourceError as error:
            failures.append((address, str(error)))
            continue
        yield page
        yield from _linked(source, window, feed, fetch, asked)
        if not feed.complete:
            failures.append((address, f"is cut short after {len(feed.entries)} entries"))
    if failures:
        raise SourceError(failures_text(failures, addresses))


def parse(page: Page, source: Source) -> Iterator[Record | Rejected]:
    """Read the entries of a feed, or, where ``page.about`` names an entry, the page that it links to."""
    if page.about:
        yield linked_page(page, source)
        return
    sha256 = page.sha256
    try:
        feed = _read(page)
    except PageError as error:
        yield Rejected(source.id, str(error), page.text[:500], sha256)
        return
    for entry in feed.entries:
        yield entry_record(entry, feed, source, sha256)


def _addresses(source: Source) -> list[str]:
    listed = source.params.get("urls")
    found = [str(one) for one in listed] if isinstance(listed, list | tuple) else []
    if not found:
        raise SourceError(f"source '{source.id}' has no feed: list its addresses as params.urls")
    return list(dict.fromkeys(found))


def _read(page: Page) -> Feed:
    start = page.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in {b"{", b"["}:
        return read_json(decode(page.body), page.url)
    return read_xml(page.body, page.url)


def _linked(source: Source, window: Window, feed: Feed, fetch: Fetch, asked: set[str]) -> Iterator[Page]:
    tried = failed = 0
    for entry in feed.entries:
        if entry.link in asked or not may_be_page(entry.link) or not _is_due(entry, window):
            continue
        asked.add(entry.link)
        tried += 1
        try:
            page = fetch(entry.link, accept=WEB_PAGES, about=entry.key)
        except SourceError as error:
            failed += 1
            log.warning("%s: a linked page could not be had: %s: %s", source.id, _place(entry.link), error)
            continue
        if page.media_type in _WEB_PAGE_TYPES or is_web_page(page.body):
            yield page
        else:
            log.info("%s: %s is %s, not a web page", source.id, _place(entry.link), page.media_type)
    if tried and failed == tried:
        log.warning("%s: none of the %d linked pages could be had", source.id, tried)


def _is_due(entry: Entry, window: Window) -> bool:
    dates = [one for one in (entry.published, entry.updated) if one]
    if not dates or not max(dates).day:
        return True
    return window.since <= max(dates).first_day <= window.until + _NEXT_RUN


def _place(address: str) -> str:
    """Name a page by host and path: what stands in a query may be a key."""
    return "".join(host_and_path(address))
