"""Europe PMC: articles of PubMed and PMC, preprints, theses, guidelines and reports, over its REST interface.

Each question is asked with ``resultType=core`` (only that has abstracts) and followed by its cursor.
``source.params`` may have ``page_size`` (1 to 1000, default 1000).
"""

from collections.abc import Iterable, Iterator

from records.errors import PageError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source, Window
from scanners import Fetch
from scanners.items.europepmc_record import key, record
from scanners.reading.fields import at, many, raw, whole
from scanners.reading.json_pages import answer, read
from scanners.reading.paging import Sheet, follow

__all__ = ["pages", "parse"]

NAME = "Europe PMC"
ADDRESS = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"


def pages(source: Source, window: Window, fetch: Fetch) -> Iterator[Page]:
    """Ask one question for the days of the window, page by page.

    The question is ``source.query.text`` with ``{from}`` and ``{to}`` filled in; one without them is
    narrowed to records created in the window.
    """
    size = whole(source.params.get("page_size")) or 1000
    question = {
        "query": _question(source.query.text, window),
        "format": "json",
        "resultType": "core",
        "pageSize": str(size),
        "synonym": "false",
    }

    def ask(cursor: str) -> Page:
        return fetch(ADDRESS, {**question, "cursorMark": cursor}, accept="application/json")

    yield from follow(NAME, ask, _sheet, start="*", size=size)


def parse(page: Page, source: Source) -> Iterator[Record | Rejected]:
    """Read the records on a page of results; those without a title (``resultType=idlist``) are rejected."""
    return read(page, source, NAME, _items, record)


def _question(text: str, window: Window) -> str:
    text = " ".join(text.split())
    days = f"[{window.since} TO {window.until}]"
    if "{from}" in text or "{to}" in text:
        return text.replace("{from}", str(window.since)).replace("{to}", str(window.until))
    return f"({text}) AND CREATION_DATE:{days}" if text else f"CREATION_DATE:{days}"


def _sheet(page: Page, cursor: str) -> Sheet:
    document = answer(page, NAME)
    total = whole(document.get("hitCount"))
    if total is None:
        raise PageError(f"{NAME} did not say how many records there are")
    items = many(at(document, "resultList", "result"))
    keys = [key(item) or f"{cursor} {number}" for number, item in enumerate(items)]
    following = raw(document.get("nextCursorMark"))
    return Sheet(keys, total, "" if following == cursor else following)


def _items(document: object) -> Iterable[object] | None:
    if isinstance(document, list):
        return document
    if isinstance(at(document, "resultList"), dict):
        return many(at(document, "resultList", "result"))
    if not isinstance(document, dict):
        return None
    if key(document):
        return [document]
    # Files of pygetpapers hold each record under "full", one alone or several by their PMCID.
    full = [at(part, "full") for part in (document, *document.values()) if key(at(part, "full"))]
    return full or None
