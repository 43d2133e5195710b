"""Reading one word, phrase or term of a query."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, get_args

from records.errors import QueryError
from records.identifiers import SCHEMES, Scheme, normalise
from records.query import Between, Is, Leaf, Where, Words, words_of
from synthesis.query.fields import FIELDS, Field
from synthesis.query.lexing import Piece

__all__ = ["closest", "plain", "term"]

_RANGE: Final = re.compile(r"(\d{1,6})?\.\.(\d{1,6})?")
_COMPARED: Final = re.compile(r"(>=|<=|>|<|=)?(\d{1,6})")
_SHORTEST: Final = 2  # letters before a *
_IS: Final = {"decided": "decided", "undecided": "undecided"}


def term(piece: Piece) -> Leaf:
    """Read one piece; ``QueryError`` says what is wrong with it."""
    if not piece.field:
        return _words(piece, "")
    known = FIELDS.get(piece.field)
    if known is None:
        hint = closest(piece.field, FIELDS) or "; put quotes around it, if it is to be words"
        raise QueryError(f'there is no field "{piece.field}"{hint}', piece.at)
    if known.kind == "words":
        return _words(piece, next(one for one in get_args(Where) if one == piece.field))
    if known.kind == "number":
        return _number(piece, known)
    if known.kind == "identifier":
        return _identifier(piece)
    return _name(piece)


def closest(word: str, known: Iterable[str]) -> str:
    """Give what somebody may have meant, as the end of an error; empty when nothing comes near."""
    near = get_close_matches(word.casefold(), [*known], n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def plain(text: str) -> str:
    """Give a name as names are compared: in lower case, with dashes for blanks and underscores."""
    return "-".join(text.casefold().replace("_", " ").replace("-", " ").split())


def _words(piece: Piece, where: Where) -> Words:
    found = words_of(piece.text)
    if not found and piece.starts:
        raise QueryError(f'"*" wants {_SHORTEST} letters or more before it', piece.at)
    if not found:
        raise QueryError("there is no word in this; write letters or digits", piece.at)
    if piece.starts and len(found[-1]) < _SHORTEST:
        raise QueryError(f'"*" wants {_SHORTEST} letters or more before it', piece.at)
    return Words(found, piece.starts, where, piece.at)


def _number(piece: Piece, known: Field) -> Between:
    text = piece.text.replace(" ", "")
    spread, compared = _RANGE.fullmatch(text), _COMPARED.fullmatch(text)
    least: int | None
    most: int | None
    if spread and text != ".." and not piece.starts:
        least, most = (int(one) if one else None for one in spread.groups())
    elif compared and not piece.starts:
        least, most = _compared(compared[1] or "=", int(compared[2]))
    else:
        raise QueryError(f'"{piece.field}:" takes a number or a range, such as {known.sample}', piece.at)
    if any(one is not None and not known.least <= one <= known.most for one in (least, most)):
        raise QueryError(f'"{piece.field}:" goes from {known.least} to {known.most}', piece.at)
    if least is not None and most is not None and least > most:
        raise QueryError(f"this range runs backwards; write {piece.field}:{most}..{least}", piece.at)
    return Between(piece.field, least, most, piece.at)


def _compared(sign: str, number: int) -> tuple[int | None, int | None]:
    """Give the range of a comparison with a whole number."""
    return {
        "=": (number, number),
        ">=": (number, None),
        ">": (number + 1, None),
        "<=": (None, number),
        "<": (None, number - 1),
    }[sign]


def _identifier(piece: Piece) -> Is:
    scheme: Scheme = next(one for one in SCHEMES if one == piece.field)
    value = normalise(scheme, piece.text)
    if value is None or piece.starts or not _can_be_said(value):
        sample = FIELDS[piece.field].sample
        raise QueryError(f'"{piece.text}" is no {piece.field}; write one such as {sample}', piece.at)
    return Is(piece.field, value, at=piece.at)


def _name(piece: Piece) -> Is:
    if not _can_be_said(piece.text):
        sample = FIELDS[piece.field].sample
        raise QueryError(f'say after "{piece.field}:" what it is to be, such as {sample}', piece.at)
    value = " ".join(piece.text.split()) if piece.field == "by" else plain(piece.text)
    if piece.starts and piece.field not in ("place", "setting", "source"):
        raise QueryError(f'"{piece.field}:" takes no "*"; write the whole name', piece.at)
    if piece.field == "is" and value in _IS:
        return Is(_IS[value], "any", at=piece.at)
    return Is(piece.field, value, piece.starts, piece.at)


def _can_be_said(text: str) -> bool:
    return text.isprintable() and any(one.isalnum() for one in text)
