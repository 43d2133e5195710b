"""Fields of loosely typed JSON: a list where one was promised text, nothing where there should be a list."""

from collections.abc import Mapping
from datetime import date

from records.dates import PartialDate
from scanners.reading.markup import plain

__all__ = ["at", "day", "first", "many", "raw", "when", "whole", "words"]


def at(value: object, *path: str) -> object:
    """Follow names into nested objects; None as soon as one is not there."""
    for name in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def many(value: object) -> list[object]:
    """Give a list as it is, nothing as an empty list, and anything else as a list of itself."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def raw(value: object) -> str:
    """Give a text as it is, a whole number as digits, and an empty text for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def words(value: object) -> str:
    """Give a text as one plain line; see :func:`raw` and :func:`scanners.reading.markup.plain`."""
    return plain(raw(value))


def first(value: object) -> str:
    """Give the first plain text of a list that is not empty."""
    return next((text for text in map(words, many(value)) if text), "")


def whole(value: object) -> int | None:
    """Give a count, which may be written as digits in a text; None when it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None
    digits = value.strip() if isinstance(value, str) else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else None


def when(value: object) -> PartialDate | None:
    """Read a date in text, or a bare year."""
    return PartialDate.parse(words(value)[:60])


def day(value: object) -> date | None:
    """Read the day in a text; None when the text is less exact than a day."""
    found = when(value)
    return found.first_day if found and found.precision == "day" else None
