"""medRxiv and bioRxiv: every version of every preprint posted, over the servers' own interface.

It cannot be searched: the whole window is taken. ``source.params`` may have

``server``
    ``medrxiv`` (default) or ``biorxiv``.
``category``
    one of the server's subjects, such as ``public_and_global_health``.
"""

from collections.abc import Iterable, Iterator, Mapping

from records.errors import PageError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source, Window
from scanners import Fetch
from scanners.items.medrxiv_record import SERVERS, doi_of, record
from scanners.reading.fields import at, many, raw, whole, words
from scanners.reading.json_pages import answer, read
from scanners.reading.paging import Sheet, follow

__all__ = ["pages", "parse"]

ADDRESS = "https://api.biorxiv.org/details"
_UNKNOWN_SIZE = 1_000_000_000  # how many come on a page is the server's own choice, and has changed


def pages(source: Source, window: Window, fetch: Fetch) -> Iterator[Page]:
    """Take all versions posted in the window; the next page begins where the last one ended."""
    server = raw(source.params.get("server")).lower() or "medrxiv"
    category = raw(source.params.get("category"))

    def ask(cursor: str) -> Page:
        address = f"{ADDRESS}/{server}/{window.since}/{window.until}/{cursor}/json"
        return fetch(address, {"category": category} if category else None, accept="application/json")

    name = SERVERS.get(server, server)
    yield from follow(
        name, ask, lambda page, cursor: _sheet(page, cursor, name), start="0", size=_UNKNOWN_SIZE
    )


def parse(page: Page, source: Source) -> Iterator[Record | Rejected]:
    """Read the versions on a page, those of one preprint with the newest first."""
    server = raw(source.params.get("server")).lower() or "medrxiv"
    return read(page, source, SERVERS.get(server, server), _rows, record)


def _sheet(page: Page, cursor: str, name: str) -> Sheet:
    document = answer(page, name)
    message = next(iter(many(document.get("messages"))), None)
    rows, status = document.get("collection"), words(at(message, "status")).lower()
    if not isinstance(rows, list):
        raise PageError(f"{name} sent something else than a list of preprints")
    if status == "no posts found" and not rows:
        return Sheet((), 0, "")
    total = whole(at(message, "total"))
    if total is None:
        raise PageError(f"{name} did not say how many preprints there are: {status or 'no message'}")
    keys = [f"{raw(at(row, 'doi')) or cursor} {raw(at(row, 'version')) or n}" for n, row in enumerate(rows)]
    return Sheet(keys, total, str(int(cursor) + len(rows)))


def _rows(document: object) -> Iterable[object] | None:
    # Documentation of the interface wraps an answer in "response" and "body".
    found = at(document, "response", "body") or document
    if isinstance(found, Mapping):
        found = found.get("collection", [found] if found.get("doi") else None)
    if not isinstance(found, list):
        return None
    seen: dict[str, int] = {}
    places = [seen.setdefault(doi_of(row) or f"row {n}", n) for n, row in enumerate(found)]
    order = sorted(range(len(found)), key=lambda n: (places[n], -(whole(at(found[n], "version")) or 0)))
    return [found[n] for n in order]
