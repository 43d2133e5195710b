"""CSV for spreadsheets, R, Covidence, Rayyan and ASReview: one work a row.

UTF-8 with a byte order mark, without which Excel reads another encoding; quoting after RFC 4180. A cell that
a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"), and a range of
pages or issues an en dash, because Excel makes dates of "3-4". Lists are joined with "; ". Names of columns
are those that Rayyan and ASReview look for, where they have one. The last column, ``ken_record``, carries
what the others cannot hold (:mod:`synthesis.export.carried`).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from records.identifiers import Scheme
from records.record import Record
from synthesis.export import Exported, told
from synthesis.export.carried import carried, plain_author
from synthesis.linking.merged import merged

__all__ = ["COLUMNS", "write"]

COLUMNS: Final = (
    "key",
    "title",
    "abstract",
    "authors",
    "year",
    "month",
    "day",
    "journal",
    "volume",
    "issue",
    "pages",
    "publisher",
    "type",
    "publication_types",
    "language",
    "doi",
    "pmid",
    "pmcid",
    "isbn",
    "url",
    "keywords",
    "licence",
    "places",
    "notices",
    "sources",
    "workstreams",
    "inequality_grade",
    "inequality_direction",
    "inequality_dimensions",
    "decisions",
    "ken_record",
)
"""The names of the columns, in order."""

_SCHEMES: Final[tuple[Scheme, ...]] = ("doi", "pmid", "pmcid", "isbn")
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_LIKE_A_DATE = re.compile(r"(\d{1,4})-(\d{1,4})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BOM: Final = "\ufeff"


def write(works: Iterable[Exported]) -> Iterator[str]:
    """Write the header, and each work as one row."""
    yield _BOM + _row(COLUMNS)
    for one in works:
        record = merged(one.work).record
        cells = _cells(one, record)
        cells["ken_record"] = carried(one, record, _plainly(cells))
        yield _row([_disarmed(cells[name]) for name in COLUMNS])


def _cells(one: Exported, record: Record) -> dict[str, str]:
    inequality = one.inequality
    published = record.published
    year, month, day = (published.year, published.month, published.day) if published else (0, 0, 0)
    return {
        "key": _clean(one.work.work_id),
        "title": _clean(record.title),
        "abstract": _clean(record.abstract),
        "authors": _joined(str(author) for author in record.authors),
        "year": str(year or ""),
        "month": str(month or ""),
        "day": str(day or ""),
        "journal": _clean(record.container),
        "publisher": _clean(record.publisher),
        "type": record.type,
        "publication_types": _joined(record.publication_types),
        "language": _clean(record.language),
        "url": _joined(record.urls),
        "keywords": _joined(record.keywords),
        "licence": _clean(record.licence),
        "places": _joined(record.places),
        "notices": _joined(told.notices(one)),
        "sources": _joined(one.work.sources),
        "workstreams": told.workstreams(one),
        "inequality_grade": str(inequality.grade),
        "inequality_direction": inequality.direction,
        "inequality_dimensions": told.dimensions(one),
        "decisions": _joined(told.decided(one)),
        **_numbers(record),
        **{scheme: _first(one, scheme) for scheme in _SCHEMES},
    }


def _plainly(cells: dict[str, str]) -> dict[str, Any]:
    """Say what a reader finds in the cells."""
    texts = ("title", "abstract", "publisher", "volume", "issue", "pages", "type", "language", "licence")
    return {
        **{name: cells[name] for name in texts},
        "container": cells["journal"],
        "authors": [plain_author(name) for name in _split(cells["authors"])],
        "publication_types": _split(cells["publication_types"]),
        "urls": _split(cells["url"]),
        "keywords": _split(cells["keywords"]),
        "places": _split(cells["places"]),
        "identifiers": [f"{scheme}:{cells[scheme]}" for scheme in _SCHEMES if cells[scheme]],
    }


def _numbers(best: Record) -> dict[str, str]:
    values = {"volume": best.volume, "issue": best.issue, "pages": best.pages}
    return {name: _LIKE_A_DATE.sub(_with_en_dash, _clean(value)) for name, value in values.items()}


def _with_en_dash(found: re.Match[str]) -> str:
    whole = found.group() == found.string
    return f"{found.group(1)}–{found.group(2)}" if whole else found.group()


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text)


def _joined(values: Iterable[str]) -> str:
    return "; ".join(_clean(value) for value in values if value)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("; ") if part]


def _disarmed(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _first(one: Exported, scheme: Scheme) -> str:
    return next((identifier.value for identifier in one.work.identifiers if identifier.scheme == scheme), "")


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()
