"""The day of publication, chosen among the dates that a file gives."""

import re
from collections.abc import Iterable

from records.dates import PartialDate
from scanners.files.lists import listed

__all__ = ["published", "read_date"]

_OTHER: tuple[str, ...] = tuple(listed("ris")["dates"]["other"])
_EIGHT_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def read_date(text: str) -> PartialDate | None:
    """Read one date; None without a year between 1500 and 2100."""
    text = " ".join(text.split())[:60]
    digits = _EIGHT_DIGITS.search(text)
    if digits:
        return PartialDate.of(*digits.groups())
    try:
        return PartialDate.parse(text)
    except (ValueError, OverflowError):
        return None


def published(texts: Iterable[str]) -> PartialDate | None:
    """Choose the date of publication: the first text's year, as exactly as any of them tells it.

    A text without a year ("Dec 15") belongs to that year. A date that is said to be another one
    ("2013/02/15/received") counts only when there is nothing else.
    """
    found = [text.strip() for text in texts if text.strip()]
    texts = [text for text in found if not text.lower().endswith(_OTHER)] or found
    dates = [date for text in texts if (date := read_date(text))]
    if not dates:
        return None
    year = dates[0].year
    with_year = (
        read_date(f"{text} {year}") for text in texts if not _YEAR.search(text) and text[:1].isalnum()
    )
    same_year = [date for date in (*dates, *with_year) if date and date.year == year]
    return max(same_year, key=lambda date: len(str(date)))
