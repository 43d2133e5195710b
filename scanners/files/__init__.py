"""Reading files of references that people bring: RIS, tables (CSV, TSV) and JSON Lines.

Each reader is a module with ``recognises(text) -> bool``, which looks at the start of a file, and
``parse(page, source) -> Iterator[Record | Rejected]``, which is pure and has the shape of a scanner's: the
page's body is the file. Every reference comes out as a ``Record`` or as a ``Rejected`` that says where it
stands and what is wrong; no content makes ``parse`` raise. :mod:`scanners.files.formats` picks the reader.

A reference that Ken wrote itself (:mod:`synthesis.export`) is taken word for word, with what the format has
no place for (:mod:`scanners.files.own`); anybody else's is cleaned as the scanners clean theirs. The lists
of tags, columns and words are in ``data/formats``.
"""

from collections.abc import Iterator
from typing import Protocol

from records.page import Page
from records.record import Record, Rejected
from records.source import Source

__all__ = ["Reader"]


class Reader(Protocol):
    """What a module that reads one format looks like."""

    def recognises(self, text: str) -> bool:
        """Tell whether the start of a file is in this format."""

    def parse(self, page: Page, source: Source) -> Iterator[Record | Rejected]:
        """Read the references in a file."""
