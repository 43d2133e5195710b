"""Reading sources: one module per kind of source, and the polite fetcher.

A catalogue entry with ``kind = "europepmc"`` is read by ``scanners/europepmc.py``; the file is the
registration. Each such module has two functions, and nothing else of it is used from outside:

``pages(source, window, fetch) -> Iterator[Page]``
    does all the talking. It puts the source's one question (``source.query``) for the days of the
    window, follows it to the last page, and checks that each response is what was asked for and that
    the counts agree. It raises :class:`records.errors.SourceError` when they do not, having already
    given the pages that were good.

``parse(page, source) -> Iterator[Record | Rejected]``
    is pure. It never raises for what a page says: an item that cannot become a record comes out as a
    ``Rejected`` with its reason.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from records.errors import SettingsError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source, Window

__all__ = ["Fetch", "Scanner", "kinds", "scanner"]


class Fetch(Protocol):
    """One polite request for one source."""

    def __call__(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        accept: str = "*/*",
        about: str = "",
    ) -> Page:
        """Get one page.

        ``params`` go into the query of a GET and into the form of a POST. ``about`` is passed on to
        the page. Raises :class:`records.errors.FetchError` when there is no answer with a status
        below 400.
        """


class Scanner(Protocol):
    """What a module of this package that reads a kind of source looks like."""

    def pages(self, source: Source, window: Window, fetch: Fetch) -> Iterator[Page]:
        """Ask the source for the days of the window, page by page."""

    def parse(self, page: Page, source: Source) -> Iterator[Record | Rejected]:
        """Read the items on one page."""


def scanner(kind: str) -> Scanner:
    """Give the module that reads a kind of source; ``SettingsError`` when there is none."""
    if kind not in kinds():
        raise SettingsError(f"no source kind '{kind}'; there are: {', '.join(kinds())}")
    return cast("Scanner", import_module(f"scanners.{kind}"))


def kinds() -> tuple[str, ...]:
    """List the kinds of sources that can be read, in alphabetical order."""
    modules = Path(__file__).parent.glob("*.py")
    return tuple(sorted(m.stem for m in modules if "\ndef pages(" in m.read_text(encoding="utf-8")))
