"""Tables of references: CSV and TSV, as databases, screening tools and spreadsheets save them.

The delimiter is a comma, a semicolon or a tab, whichever makes most known names of the first row. Rows are
counted as a spreadsheet does, the header being row 1.
"""

import csv
import io
import logging
from collections.abc import Iterator, Sequence
from typing import Final

from records.page import Page
from records.record import Record, Rejected
from records.source import Source
from scanners.files import table_own
from scanners.files.columns import (
    Row,
    are_of_references,
    folded,
    item,
    known_count,
    label_names,
    unknown_names,
)
from scanners.files.keys import Together
from scanners.files.text import decode

__all__ = ["parse", "recognises"]

log = logging.getLogger(__name__)

_DELIMITERS: Final = ",;\t"
_FRAGMENT: Final = 500
_HEADER_LINES: Final = 20  # blank lines and Excel's "sep=;" may stand before the header


def recognises(text: str) -> bool:
    """Tell whether the first row of a text names columns of references."""
    return bool(_header(_delimiter(text), text)[1])


def parse(page: Page, source: Source) -> Iterator[Record | Rejected]:
    """Read the rows; what is refused comes first.

    Refused are rows without a title and what the format makes unreadable, each with its number. Two rows with
    the same key and title are one record. Columns with somebody's judgement are left out, and logged.
    """
    sha256, text = page.sha256, decode(page.body)
    delimiter = _delimiter(text)
    start, names = _header(delimiter, text)
    if not names:
        yield Rejected(source.id, "row 1: no column that is called 'title'", text[:_FRAGMENT], sha256)
        return
    _tell(names, page.url)
    together = Together()
    for number, cells in _rows(text, delimiter):
        if isinstance(cells, str):
            yield Rejected(source.id, f"row {number}: {cells}", "", sha256)
        elif number > start and any(cell.strip() for cell in cells):
            made = _record(dict(zip(names, cells, strict=False)), source, sha256)
            if isinstance(made, str):
                yield Rejected(source.id, f"row {number}: {made}", delimiter.join(cells)[:_FRAGMENT], sha256)
            else:
                together.add(made)
    together.report(page.url)
    yield from together


def _record(row: Row, source: Source, page: str) -> Record | str:
    if table_own.is_own(row):
        return table_own.record(row, source, page)
    return item(row).record(source, page)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str] | str]]:
    """Give the rows with their numbers; a text instead of cells says why a row cannot be read."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"not a row of a table ({error}); look for a quotation mark that is not closed"


def _header(delimiter: str, text: str) -> tuple[int, tuple[str, ...]]:
    """Give the number of the header's row and its folded names; none when it is no table of references."""
    for number, cells in _rows(text, delimiter):
        if number > _HEADER_LINES:
            break
        if isinstance(cells, str) or not any(cell.strip("\ufeff \t") for cell in cells):
            continue
        if "".join(cells).lower().startswith("sep="):
            continue
        names = tuple(folded(cell) for cell in cells)
        return (number, _first_of_each(names)) if are_of_references(names) else (0, ())
    return 0, ()


def _first_of_each(names: Sequence[str]) -> tuple[str, ...]:
    """Blank out a name that comes twice, so that the first column of that name counts."""
    return tuple("" if name in names[:place] else name for place, name in enumerate(names))


def _delimiter(text: str) -> str:
    head = text[:20_000]

    def known(delimiter: str) -> tuple[int, int]:
        names = _header(delimiter, head)[1]
        return known_count(names), len(names)

    return max(_DELIMITERS, key=known)


def _tell(names: Sequence[str], url: str) -> None:
    labels, unknown = label_names(names), unknown_names(names)
    if labels:
        log.warning("%s: judgements are not imported; left out: %s", url, ", ".join(labels))
    if unknown:
        log.info("%s: columns without a field were left out: %s", url, ", ".join(unknown))
