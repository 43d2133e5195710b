"""Cutting the text of a query into pieces: brackets, operators, words, phrases and terms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from records.errors import QueryError
from synthesis.query.fields import FIELDS

__all__ = ["LONGEST", "Piece", "pieces"]

LONGEST: Final = 1000
"""Characters that a query may have."""

Kind = Literal["(", ")", "-", "AND", "OR", "text"]
_QUOTES: Final = '"“”„'
_NAME: Final = re.compile(r"([A-Za-z]+):(?=[^\s:)])")
_BARE: Final = re.compile(rf"[^\s(){_QUOTES}]+")
_OPERATORS: Final[dict[str, Kind]] = {"AND": "AND", "OR": "OR", "NOT": "-"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query: what it is, its text, and its place from 0.

    For a text, ``field`` is the name before the colon, empty where there is none; ``quoted`` tells that it
    stood in quotes, ``starts`` that a ``*`` followed.
    """

    kind: Kind
    at: int
    text: str = ""
    field: str = ""
    quoted: bool = False
    starts: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """Cut a query into pieces; ``QueryError`` for one that is too long or has a quote without an end.

    Signs that stand alone, as dashes and ampersands do in a title that was pasted, are left out.
    """
    if len(text) > LONGEST:
        raise QueryError(f"a query has {LONGEST} characters at most; this has {len(text)}", LONGEST)
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] in "()":
            yield Piece("(" if text[at] == "(" else ")", at)
            at += 1
        elif text[at] == "-" and text[at + 1 : at + 2] not in ("", "-", ")") and not text[at + 1].isspace():
            yield Piece("-", at)
            at += 1
        else:
            at, piece = _text(text, at)
            if piece:
                yield piece


def _text(text: str, start: int) -> tuple[int, Piece | None]:
    """Cut one text: the place behind it, and the piece unless it says nothing."""
    named = _NAME.match(text, start)
    at, field = (named.end(), named[1].lower()) if named else (start, "")
    if text[at] in _QUOTES:
        end = next((place for place in range(at + 1, len(text)) if text[place] in _QUOTES), -1)
        if end < 0:
            raise QueryError('this quote has no end; add a " where the words end', at)
        starts = text[end + 1 : end + 2] == "*"
        inside = text[at + 1 : end]
        if inside.endswith("*"):
            inside, starts = inside[:-1], True
        return end + 1 + (text[end + 1 : end + 2] == "*"), Piece("text", start, inside, field, True, starts)
    bare = _BARE.match(text, at)
    if bare is None:  # a field before a bracket
        raise QueryError(f'say after "{field}:" what it is to be, without brackets', start)
    word = bare[0]
    if word.endswith(":") and word[:-1] in FIELDS:
        raise QueryError(f'write what "{word}" is to be right behind it, without a blank', start)
    if not field and word in _OPERATORS:
        return bare.end(), Piece(_OPERATORS[word], start, word)
    starts = word.endswith("*")
    word = word.removesuffix("*")
    says = bool(field or starts or any(one.isalnum() for one in word))
    return bare.end(), Piece("text", start, word, field, False, starts) if says else None
