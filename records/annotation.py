"""What a component says of a work, with the words that earned it."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["FIELDS", "Annotation", "Field", "Quote"]

Field = Literal["title", "abstract", "keywords", "body"]
FIELDS: tuple[Field, ...] = ("title", "abstract", "keywords", "body")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a record that earned an annotation.

    ``start`` and ``end`` are character offsets into that field of the record (keywords are joined by
    ``"; "``), so that ``text == field[start:end]`` always holds.
    """

    record: str
    field: Field
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One label of one component on one work.

    ``label`` is from the component's own list (``emerging-needs``, ``grade:2``, ``dimension:ses``).
    ``score`` is a calibrated probability between 0 and 1. ``why`` says in a few words which rule
    spoke. Quotes come in reading order.
    """

    work: str
    component: str
    version: str
    label: str
    score: float
    quotes: tuple[Quote, ...] = ()
    why: str = ""
