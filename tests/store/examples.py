"""Values that the store's tests put in and take out."""

from datetime import UTC, date, datetime

from records.dates import PartialDate
from records.identifiers import identifiers
from records.record import Author, Record
from records.source import Window

NOW = datetime(2026, 11, 23, 6, 0, 1, 234567, tzinfo=UTC)
WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))


def record(
    key: str, source: str = "pubmed", title: str = "", abstract: str = "Nurses shared a diary."
) -> Record:
    return Record(
        source=source,
        key=key,
        kind=source,
        title=title or f"Small teams, number {key}",
        abstract=abstract,
        authors=(Author("Kerr", "Isla"), Author("The Ken group", group=True)),
        published=PartialDate(2026, 11),
        indexed=date(2026, 11, 20),
        type="article",
        identifiers=identifiers([("doi", f"10.5555/ken.{key}")]),
        keywords=("home care", "trust"),
    )
