"""Queries: what somebody looks for among the works, as a tree of values.

A query holds words and terms, put together by ``AllOf``, ``AnyOf`` and ``Not``. ``synthesis.query`` reads and
writes them as text, ``store.searching`` answers them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as part_of
from typing import Final, Literal

__all__ = [
    "EVERYTHING",
    "AllOf",
    "AnyOf",
    "Between",
    "Is",
    "Leaf",
    "Not",
    "Query",
    "Where",
    "Words",
    "all_of",
    "any_of",
    "folded_text",
    "leaves",
    "words_of",
]

Where = Literal["", "title", "abstract", "author"]
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several that stand next to each other; ``starts`` lets the last be part of a longer one.

    They are folded (:func:`folded_text`). ``where`` is the field that holds them, empty for title or
    abstract. ``at`` is the place in the text of the query, from 0; it does not tell two queries apart.
    """

    words: tuple[str, ...]
    starts: bool = False
    where: Where = ""
    at: int = part_of(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Is:
    """A field has a value, or with ``starts`` one that begins so."""

    field: str
    value: str
    starts: bool = False
    at: int = part_of(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """A field has a number between two, these included; None where a side is open."""

    field: str
    least: int | None
    most: int | None
    at: int = part_of(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What another query does not find."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class AllOf:
    """What all of several queries find; without any it is every work. None of them is an ``AllOf``."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What at least one of two or more queries finds; none of them is an ``AnyOf``."""

    parts: tuple["Query", ...]


Leaf = Words | Is | Between
Query = Leaf | Not | AllOf | AnyOf

EVERYTHING: Final = AllOf(())


def all_of(parts: Sequence[Query]) -> Query:
    """Put queries together of which all must hold, without brackets that say nothing."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, AllOf) else (part,))]
    return flat[0] if len(flat) == 1 else AllOf(tuple(flat))


def any_of(parts: Sequence[Query]) -> Query:
    """Put one or more queries together of which one must hold, without brackets that say nothing."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, AnyOf) else (part,))]
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def leaves(query: Query, *, wanted: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """Give the words and terms of a query in their order, each with whether it is wanted or ruled out."""
    if isinstance(query, Not):
        yield from leaves(query.part, wanted=not wanted)
    elif isinstance(query, (AllOf, AnyOf)):
        for part in query.parts:
            yield from leaves(part, wanted=wanted)
    else:
        yield query, wanted


def folded_text(text: str) -> str:
    """Give a text without case and accents, as words are compared: ``Élan`` and ``elan`` are one."""
    return _bare(_bare(text).lower())


def words_of(text: str) -> tuple[str, ...]:
    """List the words of a text, folded: runs of letters and digits."""
    return tuple(_WORD.findall(folded_text(text)))


def _bare(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(one for one in apart if unicodedata.category(one) != "Mn"))
