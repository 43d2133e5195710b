"""Rows of tables that Ken wrote: cells as they are, but for what disarms formulas."""

import re
from typing import Final

from records.dates import PartialDate
from records.identifiers import Scheme, identifiers
from records.record import Record
from records.source import Source
from scanners.files import own, words
from scanners.files.columns import Row
from scanners.files.keys import key_from_ken

__all__ = ["is_own", "record"]

_COLUMN: Final = "ken record"
_SCHEMES: Final[tuple[Scheme, ...]] = ("doi", "pmid", "pmcid", "isbn")
# What a spreadsheet would take for a formula, behind any number of apostrophes; synthesis/export/table.py
# puts one more in front of it (OWASP, "CSV Injection").
_DISARMED: Final = re.compile(r"''*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def is_own(row: Row) -> bool:
    """Tell whether Ken wrote a row."""
    return bool(row.get(_COLUMN, "").strip())


def record(row: Row, source: Source, page: str) -> Record | str:
    """Read a row that Ken wrote; a text instead says why that cannot be."""
    cells = {name: _armed(cell) for name, cell in row.items()}
    known = own.carried([f"ken-record: {cells[_COLUMN]}"]) or own.Carried()
    title = cells.get("title", "")
    if not title.strip():
        return "a reference without a title"
    plain = Record(
        source=source.id,
        key=key_from_ken(known.record or f"ken:{cells.get('key', '')}", source.id),
        kind=source.kind,
        title=title,
        abstract=cells.get("abstract", ""),
        authors=tuple(own.author(name) for name in _split(cells, "authors")),
        container=cells.get("journal", ""),
        publisher=cells.get("publisher", ""),
        volume=cells.get("volume", ""),
        issue=cells.get("issue", ""),
        pages=cells.get("pages", ""),
        published=PartialDate.of(*(cells.get(name, "") for name in ("year", "month", "day"))),
        type=words.record_type([cells.get("type", "")]) or "other",
        publication_types=_split(cells, "publication types"),
        language=cells.get("language", ""),
        identifiers=identifiers((scheme, cells.get(scheme, "")) for scheme in _SCHEMES),
        urls=_split(cells, "url"),
        keywords=_split(cells, "keywords"),
        licence=cells.get("licence", ""),
        places=_split(cells, "places"),
        page=page,
    )
    return own.restored(plain, known)


def _armed(cell: str) -> str:
    return cell[1:] if _DISARMED.match(cell) else cell


def _split(cells: Row, name: str) -> tuple[str, ...]:
    return tuple(part for part in cells.get(name, "").split("; ") if part)
