"""Finished reviews: what was found for them, and what they took in."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pandas as pd

from records.errors import BenchError

__all__ = ["ScreeningSet"]

_COLUMNS = ("title", "abstract", "included")


@dataclass(frozen=True, slots=True)
class ScreeningSet:
    """A review: for each record its title and abstract, and whether the review included it."""

    name: str
    titles: tuple[str, ...]
    abstracts: tuple[str, ...]
    included: tuple[bool, ...]

    @property
    def texts(self) -> list[str]:
        """Give title and abstract of each record in one text."""
        return [f"{title} {abstract}" for title, abstract in zip(self.titles, self.abstracts, strict=True)]

    @property
    def passages(self) -> list[str]:
        """Give the same as :attr:`texts` with the title as a sentence, as Ken reads what a text means."""
        return [f"{title}. {abstract}" for title, abstract in zip(self.titles, self.abstracts, strict=True)]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a CSV file, compressed or not, with the columns title, abstract and included (0 or 1).

        Raises ``BenchError`` for a file that is none, or in which nothing or everything was included.
        """
        table = _table(path)
        missing = [name for name in _COLUMNS if name not in table.columns]
        if missing:
            raise BenchError(f"{path}: no column '{missing[0]}'; there must be {', '.join(_COLUMNS)}")
        labels = table["included"].str.strip()
        odd = sorted(set(labels) - {"0", "1", "0.0", "1.0"})
        if odd:
            raise BenchError(f"{path}: 'included' is to be 0 or 1, not '{odd[0]}'")
        included = tuple(label.startswith("1") for label in labels)
        if len(set(included)) < 2:
            which = "every" if included and included[0] else "no"
            raise BenchError(f"{path}: {which} record is included; there must be some, and some that are not")
        name = path.name.removesuffix(".gz").removesuffix(".csv")
        return cls(name, tuple(table["title"]), tuple(table["abstract"]), included)


def _table(path: Path) -> pd.DataFrame:
    """Read all columns as text."""
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError, EOFError, zlib.error) as error:
        # What pandas says may go over several lines.
        said = " ".join(str(error).split())
        raise BenchError(f"{path}: cannot be read as CSV: {said}") from error
