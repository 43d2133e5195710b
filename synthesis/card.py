"""A card: one place of a queue as it was frozen, read back from the document that showed it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

__all__ = ["Card", "Named", "card"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A work that a card names."""

    work: str
    title: str
    published: str | None = None
    container: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inequality:
    """The grade, 0 to 3, and the dimensions."""

    grade: int = 0
    dimensions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice about the work."""

    kind: str
    notice: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One place of a queue: the fields of ``ken queue --json`` that are shown to people.

    ``frozen_place`` is where it stood when the queue was frozen, once decisions have changed the order;
    ``decided`` tells whether somebody has decided it since.
    """

    work: str
    place: int
    score: float
    parts: Mapping[str, float]
    reasons: tuple[str, ...]
    title: str
    published: str | None
    container: str = ""
    sources: tuple[str, ...] = ()
    inequality: Inequality = Inequality()
    notices: tuple[Notice, ...] = ()
    below: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    similar_works: tuple[Named, ...] = field(default=())
    frozen_place: int | None = None
    decided: bool = False

    @property
    def is_retracted(self) -> bool:
        """Tell whether a retraction or withdrawal of it was known."""
        return any(one.kind in ("retraction", "withdrawal") for one in self.notices)


def card(document: Mapping[str, object]) -> Card:
    """Read a document of ``ken queue --json``."""
    return msgspec.convert(document, Card)
