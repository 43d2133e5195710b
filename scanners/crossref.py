"""Crossref: works that publishers registered with a DOI.

``source.params`` may have

``issns``, ``prefixes``
    one or a list (``issn`` and ``prefix`` will do): works of any of these journals, of any of these
    publishers' prefixes; with both, only what is of both.
``filters``
    a table of other filters of the interface, each one value or a list of which any will do.
``date``
    which date the window is about: ``created`` (default), ``index``, ``update``, ``deposit``, ``pub`` or
    ``posted``.
``bibliographic``, ``cap``
    words that are searched in titles, names and journals, best matches first, and after how many to stop
    (default 1000); the question's own text serves when ``bibliographic`` is not given.
``rows``
    works on each page (1 to 1000, default 1000).

Fields are not selected: the interface does not let ``language`` and ``subtype`` be asked for by name.
"""

from collections.abc import Iterable, Iterator

from records.errors import PageError
from records.identifiers import normalise
from records.page import Page
from records.record import Record, Rejected
from records.source import Source, Window
from scanners import Fetch
from scanners.items.crossref_record import record
from scanners.reading.fields import at, many, raw, whole, words
from scanners.reading.filters import filters
from scanners.reading.json_pages import answer, read
from scanners.reading.paging import Sheet, follow

__all__ = ["pages", "parse"]

NAME = "Crossref"
ADDRESS = "https://api.crossref.org/works"


def pages(source: Source, window: Window, fetch: Fetch) -> Iterator[Page]:
    """Ask for the works of the window that the source's filters and words let through, page by page."""
    sought = raw(source.params.get("bibliographic")) or source.query.text
    cap = (whole(source.params.get("cap")) or 1000) if sought else None
    rows = min(whole(source.params.get("rows")) or 1000, cap or 1000)
    question = {"filter": _filter(source, window), "rows": str(rows)}
    if sought:
        question["query.bibliographic"] = sought
    if source.contact:
        question["mailto"] = source.contact.removeprefix("mailto:")

    def ask(cursor: str) -> Page:
        return fetch(ADDRESS, {**question, "cursor": cursor}, accept="application/json")

    yield from follow(NAME, ask, _sheet, start="*", size=rows, cap=cap)


def parse(page: Page, source: Source) -> Iterator[Record | Rejected]:
    """Read the works on a page: a list of them, a single one, or a saved file of JSON Lines."""
    return read(page, source, NAME, _items, record)


def _filter(source: Source, window: Window) -> str:
    date = raw(source.params.get("date")) or "created"
    pairs = [f"from-{date}-date:{window.since}", f"until-{date}-date:{window.until}"]
    # Pairs of one name are joined by OR, pairs of different names by AND.
    listed = filters(source.params, issn="issns", prefix="prefixes")
    pairs += [f"{name}:{value}" for name, values in listed for value in values]
    return ",".join(pairs)


def _sheet(page: Page, cursor: str) -> Sheet:
    message = answer(page, NAME).get("message")
    total, items = whole(at(message, "total-results")), at(message, "items")
    if total is None or not isinstance(items, list):
        raise PageError(f"{NAME} sent something else than a list of works")
    keys = [normalise("doi", words(at(item, "DOI"))) or f"{cursor} {n}" for n, item in enumerate(items)]
    return Sheet(keys, total, raw(at(message, "next-cursor")))


def _items(document: object) -> Iterable[object] | None:
    message = at(document, "message") if isinstance(at(document, "message"), dict) else document
    if isinstance(at(message, "items"), list):
        return many(at(message, "items"))
    if isinstance(message, list):
        return message
    return [message] if at(message, "DOI") or at(message, "title") else None
