"""Words of files and what Ken calls them: languages, types, and texts that only say that there is none."""

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

from records.record import RecordType
from scanners.files.lists import listed
from scanners.reading.languages import two_letters

__all__ = [
    "is_no_abstract",
    "is_no_title",
    "language",
    "place",
    "record_type",
    "type_of_code",
    "written_code",
]

_NO_TITLE: frozenset[str] = frozenset(listed("words")["missing"]["titles"])
_NO_ABSTRACT: frozenset[str] = frozenset(listed("words")["missing"]["abstracts"])
_LANGUAGES: dict[str, str] = listed("words")["languages"]
_NO_PLACE: frozenset[str] = frozenset(listed("words")["missing"]["places"])
_CODES: dict[str, RecordType] = listed("types")["codes"]
_WRITTEN: dict[str, str] = listed("types")["written"]
_BETWEEN = re.compile(r"[;,/|]|\sand\s")
_WORD = re.compile(r"\w")


def is_no_title(text: str) -> bool:
    """Tell whether a plain title has no word, or only says that there is none."""
    return not _WORD.search(text) or _bare(text) in _NO_TITLE


def is_no_abstract(text: str) -> bool:
    """Tell whether a plain abstract has no word, or only says that there is none."""
    return not _WORD.search(text) or _bare(text) in _NO_ABSTRACT


def place(text: str) -> str:
    """Give a volume, issue or page as it is, empty for words that only say that there is none."""
    return "" if _bare(text) in _NO_PLACE else text


def language(text: str) -> str:
    """Give the ISO 639-1 code of a language's code or English name; of several, the first."""
    first = _BETWEEN.split(text.strip())[0].strip()
    return _LANGUAGES.get(first.lower(), "") or two_letters(first)


def record_type(names: Iterable[str]) -> RecordType | None:
    """Give Ken's type for a database's words, or Ken's own; None when they decide nothing."""
    said = {name.strip().lower() for name in names}
    return next((one for one, deciding in _types() if not said.isdisjoint(deciding)), None)


def type_of_code(code: str) -> RecordType:
    """Give Ken's type for the code of RIS (``TY``)."""
    return _CODES.get(code.strip().upper(), "other")


def written_code(kind: str) -> str:
    """Give the code of RIS that Ken writes for a type of its own."""
    return _WRITTEN.get(kind, "")


def _bare(text: str) -> str:
    return text[:100].strip(" [](){}.").lower()


@cache
def _types() -> tuple[tuple[RecordType, frozenset[str]], ...]:
    rows = listed("types")["words"]
    return tuple((cast("RecordType", row["type"]), frozenset(row["names"])) for row in rows)
