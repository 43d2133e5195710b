"""Marking: a text cut into stretches, each with what components found in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from records.annotation import Annotation, Field

__all__ = ["FOUND", "KINDS", "Kind", "Mark", "Stretch", "marks", "stretches"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of highlight; ``id`` is its class in the stylesheet."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding: characters ``start`` to ``end`` of a text, its kind, and what was found."""

    start: int
    end: int
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text; ``kind`` is empty where nothing was found, ``says`` lists all that was."""

    text: str
    kind: str = ""
    says: str = ""


# In the order of what wins where two overlap. Components that are not here are not shown in the text.
KINDS: Final = (
    Kind("question", "Fits the question"),
    Kind("inequality", "Inequality"),
    Kind("learning", "Learning"),
    Kind("evidence", "Kind of evidence"),
    Kind("place", "Place and setting"),
)
_OF_COMPONENT: Final = {
    "workstream": "question",
    "inequality": "inequality",
    "learning": "learning",
    "evidence": "evidence",
    "geography": "place",
}
FOUND: Final = "found"
"""The kind of what a search looked for; it wins over all others."""
_NAMES: Final = {kind.id: kind.name for kind in KINDS}
_ORDER: Final = {FOUND: -1} | {kind.id: place for place, kind in enumerate(KINDS)}
# A whole sentence that fits by its meaning says little when all of it is coloured.
_LONGEST: Final = 90


def marks(
    annotations: Iterable[Annotation],
    record: str,
    field: Field,
    workstream: str,
    names: Mapping[str, str],
) -> tuple[Mark, ...]:
    """List what was found in one field of one record, for one workstream."""
    found = []
    for one in annotations:
        kind = _OF_COMPONENT.get(one.component)
        if kind is None or (kind == "question" and one.label != workstream):
            continue
        says = _says(one, kind, names)
        found += [
            Mark(quote.start, quote.end, kind, says)
            for quote in one.quotes
            if (quote.record, quote.field) == (record, field) and quote.end - quote.start <= _LONGEST
        ]
    return tuple(found)


def stretches(text: str, found: Sequence[Mark]) -> tuple[Stretch, ...]:
    """Cut a text where marks begin and end; put together again, the pieces are the text."""
    inside = [mark for mark in found if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(mark.start for mark in inside), *(mark.end for mark in inside)})
    pieces = []
    for start, end in pairwise(edges):
        here = [mark for mark in inside if mark.start <= start and end <= mark.end]
        here.sort(key=lambda mark: (_ORDER[mark.kind], mark.says))
        says = "; ".join(dict.fromkeys(mark.says for mark in here))
        pieces.append(Stretch(text[start:end], here[0].kind if here else "", says))
    return tuple(pieces)


def _says(annotation: Annotation, kind: str, names: Mapping[str, str]) -> str:
    if kind == "question":
        return _NAMES[kind]
    label = annotation.label.rpartition(":")[2]
    if annotation.label.startswith("grade:"):
        return f"{_NAMES[kind]}: grade {label} of 3"
    if annotation.label.startswith("strength:"):
        return f"{_NAMES[kind]}: strength {label} of 5"
    return f"{_NAMES[kind]}: {names.get(label, label.replace('_', ' '))}"
