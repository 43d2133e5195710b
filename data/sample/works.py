"""The invented works as ``works.yaml`` has them."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

__all__ = ["FOLDER", "Author", "Preprint", "Shown", "Work", "read_works"]

FOLDER: Final = Path(__file__).parent

Shown = Mapping[str, tuple[object, ...]]
"""Source id to the variations with which that source shows the work."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or a group when there are no given names."""

    family: str
    given: str = ""

    @property
    def initials(self) -> str:
        """Give the first letters of the given names, together."""
        return "".join(name[0] for name in self.given.replace("-", " ").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Preprint:
    """An earlier version of an article on a preprint server.

    ``published`` tells whether the server knows the article's DOI. An empty title means the article's.
    """

    date: str
    published: bool
    sources: Shown
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One invented work. What each field means is in ``README.md`` beside this file."""

    id: str
    title: str
    type: str
    ws: tuple[str, ...]
    grade: int
    dims: tuple[str, ...]
    date: str
    abstract: str
    sources: Shown
    authors: tuple[Author, ...] = ()
    journal: str = ""
    publisher: str = ""
    affiliation: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en"
    vernacular: str = ""
    direction: str = ""
    polarity: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    relations: Mapping[str, str]
    preprint: Preprint | None = None

    @property
    def number(self) -> int:
        """Give the number, below a million, from which the work's identifiers are made.

        It comes from the id alone, so that a new work in the file changes no other.
        """
        return zlib.crc32(self.id.encode()) % 1_000_000


def read_works(path: Path = FOLDER / "works.yaml") -> tuple[Work, ...]:
    """Read all works in the order of the file; raises ``TypeError`` for a field that no work has."""
    return tuple(_work(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8")))


def _work(entry: dict[str, Any]) -> Work:
    early = entry.pop("preprint", None)
    made: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    made |= {
        "date": str(made["date"]),
        "abstract": made["abstract"] or "",
        "authors": _authors(made.get("authors", "")),
        "sources": _shown(made["sources"]),
        "versions": tuple(str(day) for day in made.get("versions", ())),
        "relations": made.get("relations", {}),
        "preprint": _preprint(early) if early else None,
    }
    return Work(**made)


def _preprint(entry: dict[str, Any]) -> Preprint:
    return Preprint(**entry | {"date": str(entry["date"]), "sources": _shown(entry["sources"])})


def _shown(sources: dict[str, list[object]]) -> Shown:
    return {source: tuple(variations) for source, variations in sources.items()}


def _authors(line: str) -> tuple[Author, ...]:
    names = (name.partition(",") for name in line.split(";") if name.strip())
    return tuple(Author(family.strip(), given.strip()) for family, _, given in names)
