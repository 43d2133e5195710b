"""What sources call a publication, and what Ken calls it."""

from collections.abc import Iterable
from functools import cache
from typing import cast

from records.record import RecordType
from scanners.reading.tables import table

__all__ = ["record_type"]


def record_type(kind: str, names: Iterable[str]) -> RecordType | None:
    """Give Ken's type for a source's own words, None when they decide nothing.

    ``data/scanners/<kind>.toml`` lists types with their words in lower case; the first type of which
    one word is among ``names`` wins.
    """
    said = {name.lower() for name in names}
    return next((one for one, deciding in _types(kind) if not said.isdisjoint(deciding)), None)


@cache
def _types(kind: str) -> tuple[tuple[RecordType, frozenset[str]], ...]:
    rows = table(kind)["types"]
    return tuple((cast("RecordType", row["type"]), frozenset(row["names"])) for row in rows)
