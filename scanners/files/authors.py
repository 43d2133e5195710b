"""Names of authors as files write them, one a line or all in one cell."""

import re
from collections.abc import Iterable
from typing import Final

from records.record import Author
from scanners.files.lists import listed
from scanners.reading.markup import plain
from scanners.reading.names import group, person, vancouver

__all__ = ["author", "authors", "authors_in_cell"]

_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,5}(?:,?\s*(?:Jr|Sr|I{2,3})\.?)?")
_AND = re.compile(r"\s+and\s+")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_SCOPUS_ID = re.compile(r"\s*\(\d{5,}\)")
_ADDRESS = re.compile(r"\s*\([^()\s]*@[^()]*\)")
_GROUPS: frozenset[str] = frozenset(listed("words")["groups"]["words"])
_OF: Final = frozenset({"for", "of", "on", "the"})
_LONGEST: Final = 50_000  # characters of a cell; large collaborations have thousands of authors
_FEWEST_FOR_ACRONYM: Final = 3


def author(text: str) -> Author | None:
    """Read one name: "Family, Given", "Family GH", "Given Family" or a group; None without a letter."""
    name = _ADDRESS.sub("", _SCOPUS_ID.sub("", plain(text[:1000]))).strip(" ;")
    if "," not in name:
        if not _GROUPS.isdisjoint(name.lower().split()[1:]):
            return group(name)
        short = vancouver(name.rstrip("."))
        if short and not short.group and short.given:
            given = f"{short.given}." if name.endswith(".") and "." in name[:-1] else short.given
            return Author(short.family, given)
    found = person(name)
    if found and not found.given and len(found.family) >= _FEWEST_FOR_ACRONYM and _is_acronym(found.family):
        return group(found.family)
    return found


def authors(lines: Iterable[str]) -> tuple[Author, ...]:
    """Read names that stand one a line, or several with semicolons between them; each once, in order."""
    names = (name for line in lines for part in line.split("\n") for name in part.split(";"))
    return _each(names)


def authors_in_cell(cell: str) -> tuple[Author, ...]:
    """Read the names in one cell of a table.

    Between names stand semicolons, "and" (BibTeX), or commas: "Smith AB, Jones C", "Smith A.B., Jones C.",
    "Smith, A.B., Jones, C.", "Ann Smith, Carl Jones". A list as Python writes it is read too.
    """
    cell = cell.strip()[:_LONGEST]
    if cell.startswith(("['", '["')) and cell.endswith("]"):
        return _each(found.group(1) or found.group(2) or "" for found in _QUOTED.finditer(cell))
    if ";" in cell or "\n" in cell:
        return authors([cell])
    joined = _AND.split(cell)
    if len(joined) > 1 and (_with_commas(joined) or ("," not in cell and _are_people(joined))):
        return _each(joined)
    return _each(_between_commas(cell))


def _with_commas(names: list[str]) -> bool:
    """Tell whether names are written family first; in a long list one may be a family name alone."""
    single = sum("," not in name for name in names)
    return single == 0 or (single == 1 and len(names) > 2 and all(name.count(",") < 2 for name in names))


def _are_people(names: list[str]) -> bool:
    """Tell whether names joined by "and" are of people: "Adeli K. and Lewis G. F.", not "Health and Care"."""
    words = [name.rstrip(".").lower().split() for name in names]
    if not all(1 < len(own) < 5 and _GROUPS.isdisjoint(own) and _OF.isdisjoint(own) for own in words):
        return False
    return len(names) > 2 or any(len(word.rstrip(".")) == 1 for own in words for word in own)


def _between_commas(cell: str) -> Iterable[str]:
    parts = [part.strip() for part in cell.split(",") if part.strip()]
    if len(parts) < 2:
        return parts
    if all(_ends_in_initials(part) for part in parts):
        return parts
    if len(parts) % 2 == 0 and all(_INITIALS.fullmatch(given) for given in parts[1::2]):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) > 2 or all(" " in part for part in parts):
        return parts
    return [", ".join(parts)]


def _ends_in_initials(name: str) -> bool:
    family, _, last = name.rstrip(".").rpartition(" ")
    return bool(family) and last.upper() == last and bool(_INITIALS.fullmatch(last))


def _is_acronym(name: str) -> bool:
    return name.isalpha() and name.isupper()


def _each(names: Iterable[str]) -> tuple[Author, ...]:
    return tuple(dict.fromkeys(found for name in names if (found := author(name))))
