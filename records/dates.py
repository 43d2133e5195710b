"""Dates as publications have them: a year, sometimes a month, sometimes a day."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Literal, Self

__all__ = ["PartialDate", "Precision"]

Precision = Literal["year", "month", "day"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ],
        start=1,
    )
    for name in names
}
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|2100)"
_ISO = re.compile(
    _YEAR + r"(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?(?=$|[T\s/;,.-])",
)
_COMPACT = re.compile(r"^(?P<year>1[89]\d\d|20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)$")
_YEAR_MONTH_DAY = re.compile(_YEAR + r"\W+(?P<month>[A-Za-z]{3,9})\.?(?:\W+(?P<day>\d{1,2})\b)?")
_DAY_MONTH_YEAR = re.compile(
    r"(?:\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\W+)?\b(?P<month>[A-Za-z]{3,9})\.?,?\W+" + _YEAR,
)
_MONTH_DAY_YEAR = re.compile(
    r"\b(?P<month>[A-Za-z]{3,9})\.?\W+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\W+" + _YEAR,
)
_ANY_YEAR = re.compile(r"(?<!\d)" + _YEAR + r"(?!\d)")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day.

    ``month`` and ``day`` are 0 where they are not known, so that values sort: a year comes before
    its months, a month before its days. Raises ``ValueError`` for a day or month that cannot be.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if not 1500 <= self.year <= 2100:
            raise ValueError(f"no publication has the year {self.year}")
        if not 0 <= self.month <= 12 or (self.day and not self.month):
            raise ValueError(f"no such month: {self.month}")
        if self.day:
            date(self.year, self.month, self.day)

    def __str__(self) -> str:
        """Write it as ISO 8601 does: 2026, 2026-11 or 2026-11-23."""
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)

    @property
    def precision(self) -> Precision:
        """Say how much of the date is known."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first_day(self) -> date:
        """Give the earliest day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, year: object, month: object = None, day: object = None) -> Self | None:
        """Make a date of loose parts, keeping as much as makes sense.

        Parts may be numbers, digits in text, or names of months; a part that cannot be is dropped
        with everything finer than it. Gives None when even the year is missing.
        """
        number = _whole(year)
        if number is None or not 1500 <= number <= 2100:
            return None
        which = _month(month)
        if which is None:
            return cls(number)
        try:
            return cls(number, which, _whole(day) or 0)
        except ValueError:
            return cls(number, which)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a date as sources write it.

        Understands ISO 8601 with or without a time, ``2026/11/23/``, ``20261123``, ``2018 May - Jun``
        and other MedlineDate ranges (the first date counts), ``23 November 2026``, ``November 23, 2026``,
        RFC 822 dates and bare years inside text. Gives None where there is no year.
        """
        text = text.strip()
        compact = _COMPACT.match(text)
        if compact:
            return cls.of(*compact.group("year", "month", "day"))
        iso = _ISO.match(text)
        if iso and (iso.group("month") or not _YEAR_MONTH_DAY.match(text)):
            return cls.of(*iso.group("year", "month", "day"))
        for pattern in (_YEAR_MONTH_DAY, _MONTH_DAY_YEAR, _DAY_MONTH_YEAR):
            found = pattern.search(text)
            if found and _month(found.group("month")):
                return cls.of(*found.group("year", "month", "day"))
        try:
            return cls.from_date(parsedate_to_datetime(text))
        except (TypeError, ValueError, OverflowError):
            pass
        bare = _ANY_YEAR.search(text)
        return cls.of(bare.group("year")) if bare else None

    @classmethod
    def from_date(cls, when: date | datetime) -> Self:
        """Make a date of a calendar day."""
        return cls(when.year, when.month, when.day)


def _whole(value: object) -> int | None:
    if isinstance(value, int):
        return value if 0 <= value <= 9999 else None
    text = str(value).strip() if value is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _month(value: object) -> int | None:
    number = _whole(value)
    if number is not None:
        return number if 1 <= number <= 12 else None
    word = str(value).strip().rstrip(".").lower() if value is not None else ""
    return _MONTHS.get(word)
