"""JSON Lines: one reference an object, one object a line.

Lines that ``ken export`` wrote are taken word for word; of any other object the names count that columns of
tables have (``title``, ``abstract``, ``doi`` and so on).
"""

import logging
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from records.page import Page
from records.record import Record, Rejected
from records.source import Source
from scanners.files import jsonl_own
from scanners.files.columns import folded, item, label_names
from scanners.files.keys import Together
from scanners.files.text import decode
from scanners.reading.fields import at, many, raw

__all__ = ["parse", "recognises"]

log = logging.getLogger(__name__)

_FRAGMENT: Final = 500


def recognises(text: str) -> bool:
    """Tell whether a text starts with a JSON object on a line of its own."""
    first = text.lstrip("\ufeff \t\r\n").partition("\n")[0].strip()
    return first.startswith("{") and (isinstance(_object(first), Mapping) or not first.endswith("{"))


def parse(page: Page, source: Source) -> Iterator[Record | Rejected]:
    """Read the lines; what is refused comes first.

    Refused are lines that are no JSON object and objects without a title, each with its number. Two lines
    with the same key and title are one record.
    """
    sha256 = page.sha256
    together = Together()
    labels: dict[str, None] = {}
    for number, line in enumerate(decode(page.body).split("\n"), start=1):
        if not line.strip("\ufeff \t\r"):
            continue
        found = _object(line)
        made = _record(found, source, sha256) if isinstance(found, Mapping) else "not a JSON object"
        if isinstance(made, str):
            yield Rejected(source.id, f"line {number}: {made}", line.strip()[:_FRAGMENT], sha256)
        else:
            together.add(made)
        if isinstance(found, Mapping):
            labels.update(dict.fromkeys(label_names(map(folded, found))))
    if labels:
        log.warning("%s: judgements are not imported; left out: %s", page.url, ", ".join(labels))
    together.report(page.url)
    yield from together


def _object(line: str) -> object:
    try:
        return msgspec.json.decode(line.strip("\ufeff \t\r"))
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _record(found: Mapping[str, object], source: Source, page: str) -> Record | str:
    if jsonl_own.is_own(found):
        return jsonl_own.record(found, source, page)
    row: dict[str, str] = {}
    for name, value in found.items():
        row.setdefault(folded(name), _text(value))
    return item(row).record(source, page)


def _text(value: object) -> str:
    """Write a value as a cell would hold it: lists with semicolons, authors as "Family, Given"."""
    if isinstance(value, list):
        return "; ".join(text for one in value if (text := _text(one)))
    if isinstance(value, Mapping):
        family, given = raw(at(value, "family")), raw(at(value, "given"))
        named = f"{family}, {given}" if family and given else family
        return named or raw(at(value, "name")) or "; ".join(_text(one) for one in many(at(value, "value")))
    return raw(value)
