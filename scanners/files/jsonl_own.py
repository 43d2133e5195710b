"""Lines that ``ken export --format jsonl`` wrote."""

from collections.abc import Mapping
from typing import Any

import msgspec

from records.identifiers import SCHEMES, Identifier, identifiers
from records.record import RECORD_TYPES, Record
from records.source import Source
from scanners.files import own
from scanners.files.dates import read_date
from scanners.files.keys import key_from_ken

__all__ = ["is_own", "record"]


class _Record(msgspec.Struct):
    identifiers: dict[str, list[str]] = msgspec.field(default_factory=dict)


class _Line(own.Carried):
    published: str | None = None
    records: list[_Record] = msgspec.field(default_factory=list)


def is_own(found: Mapping[str, object]) -> bool:
    """Tell whether Ken wrote a line."""
    return isinstance(found.get("work"), str) and isinstance(found.get("records"), list)


def record(found: Mapping[str, object], source: Source, page: str) -> Record | str:
    """Read a line that Ken wrote; a text instead says why that cannot be."""
    said = found.get("identifiers")
    try:
        line = msgspec.convert({**found, "identifiers": None}, _Line)
    except (msgspec.ValidationError, ValueError) as error:
        return f"not as Ken writes it ({error})"
    if not (line.title or "").strip():
        return "a reference without a title"
    kind = next((one for one in RECORD_TYPES if one == line.type), "other")
    values: dict[str, Any] = {
        "source": source.id,
        "key": key_from_ken(line.record or f"ken:{line.work}", source.id),
        "kind": source.kind,
        "title": line.title,
        "type": kind,
        "published": read_date(line.published) if line.published else None,
        "authors": own.authors(line.authors or ()),
        "identifiers": _identifiers(said, line.records),
        "notices": own.notices(line.notices or ()),
        "versions": own.versions(line.versions or ()),
        "indexed": line.indexed,
        "page": page,
    }
    for name in ("abstract", "container", "publisher", "volume", "issue", "pages", "language", "licence"):
        values[name] = getattr(line, name) or ""
    for name in ("publication_types", "urls", "keywords", "places"):
        values[name] = tuple(getattr(line, name) or ())
    return Record(**values)


def _identifiers(first: object, records: list[_Record]) -> tuple[Identifier, ...]:
    pairs: list[tuple[Any, object]] = list(first.items()) if isinstance(first, dict) else []
    pairs += [
        (scheme, value) for one in records for scheme, values in one.identifiers.items() for value in values
    ]
    return identifiers((scheme, value) for scheme, value in pairs if scheme in SCHEMES)
