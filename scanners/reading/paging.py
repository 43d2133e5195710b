"""Following a list of results from page to page, and checking that all that was promised came."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from records.errors import PageError
from records.page import Page

__all__ = ["Sheet", "follow"]

# Records may be added while we page; a source that goes on much further than it said goes on for ever.
_PAGES_BEYOND = 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page says of the list it belongs to.

    ``keys`` name its items, each differently from all others of the list. ``total`` is how many items
    the source says the list has. ``following`` is the cursor of the next page, empty on the last.
    """

    keys: Sequence[str]
    total: int
    following: str


def follow(
    name: str,
    ask: Callable[[str], Page],
    sheet_of: Callable[[Page, str], Sheet],
    *,
    start: str,
    size: int,
    cap: int | None = None,
) -> Iterator[Page]:
    """Give the pages of a list from the cursor ``start`` on, until all items came.

    ``ask`` fetches the page at a cursor; ``sheet_of`` checks it, given the page and its cursor. ``size``
    is the number of items asked for on each page: a shorter page is the last one when the total is
    reached. ``cap`` stops early, on purpose. Items that come twice count once, so that a source that
    sends the same page for ever is found out. ``name`` is what people call the source.

    Raises ``PageError`` when fewer items came than the source said there are, or endlessly many.
    """
    seen: set[str] = set()
    totals: list[int] = []
    cursor = start
    while True:
        page = ask(cursor)
        sheet = sheet_of(page, cursor)
        yield page
        before = len(seen)
        seen.update(sheet.keys)
        if sheet.keys or not totals:  # an empty page in the middle may say that there is nothing at all
            totals.append(sheet.total)
        wanted = min(totals) if cap is None else min(*totals, cap)
        complete = len(seen) >= wanted
        short = len(sheet.keys) < size or cap is not None
        if len(seen) == before or not sheet.following or (complete and short):
            break
        if len(seen) > wanted + _PAGES_BEYOND * size:
            raise PageError(f"{name} reported {wanted:,} records and goes on after {len(seen):,}")
        cursor = sheet.following
    if not complete:
        raise PageError(f"{name} reported {wanted:,} records and gave {len(seen):,}")
