"""OpenAlex: an index of works from Crossref, PubMed, repositories and the web.

``source.params`` may have

``lookback_days``
    how many days before the window publications are asked for again (default 120): the free interface can
    only be asked by date of publication, and works are added late.
``filters``
    a table of other filters of the interface, each one value or a list of which any will do.
``per_page``
    works on each page (1 to 100, default 100).

A key for the interface is added by the fetcher.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from records.errors import PageError
from records.identifiers import normalise
from records.page import Page
from records.record import Record, Rejected
from records.source import Source, Window
from scanners import Fetch
from scanners.items.openalex_record import record
from scanners.reading.fields import at, many, raw, whole, words
from scanners.reading.filters import filters
from scanners.reading.json_pages import answer, read
from scanners.reading.paging import Sheet, follow

__all__ = ["pages", "parse"]

NAME = "OpenAlex"
ADDRESS = "https://api.openalex.org/works"


def pages(source: Source, window: Window, fetch: Fetch) -> Iterator[Page]:
    """Ask one question about titles and abstracts for publications up to the window's last day."""
    size = whole(source.params.get("per_page")) or 100
    question = {"filter": _filter(source, window), "per_page": str(size)}
    if source.contact:
        question["mailto"] = source.contact.removeprefix("mailto:")

    def ask(cursor: str) -> Page:
        return fetch(ADDRESS, {**question, "cursor": cursor}, accept="application/json")

    yield from follow(NAME, ask, _sheet, start="*", size=size)


def parse(page: Page, source: Source) -> Iterator[Record | Rejected]:
    """Read the works on a page: a list of them, a single one, or a part of a snapshot."""
    return read(page, source, NAME, _items, record)


def _filter(source: Source, window: Window) -> str:
    lookback = whole(source.params.get("lookback_days"))
    since = window.since - timedelta(days=120 if lookback is None else lookback)
    pairs = [f"from_publication_date:{since}", f"to_publication_date:{window.until}"]
    if source.query.text.strip():
        # A comma would end the search and begin the next filter.
        pairs.insert(0, f"title_and_abstract.search:{' '.join(source.query.text.replace(',', ' ').split())}")
    pairs += [f"{name}:{'|'.join(values)}" for name, values in filters(source.params)]
    return ",".join(pairs)


def _sheet(page: Page, cursor: str) -> Sheet:
    document = answer(page, NAME)
    total, items = whole(at(document, "meta", "count")), document.get("results")
    if total is None or not isinstance(items, list):
        raise PageError(f"{NAME} sent something else than a list of works")
    keys = [normalise("openalex", words(at(item, "id"))) or f"{cursor} {n}" for n, item in enumerate(items)]
    following = raw(at(document, "meta", "next_cursor"))
    return Sheet(keys, total, "" if following == cursor else following)


def _items(document: object) -> Iterable[object] | None:
    if isinstance(document, list):
        return document
    if isinstance(at(document, "results"), list):
        return many(at(document, "results"))
    return [document] if at(document, "id") or at(document, "doi") or at(document, "title") else None
