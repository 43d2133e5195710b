"""Differing: two texts cut where they differ, for people to compare."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["Piece", "differing"]

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``differs`` tells that the other text has another one in its place."""

    text: str
    differs: bool


def differing(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Cut two texts, word by word, where they differ; case counts."""
    first, second = _WORDS.findall(one), _WORDS.findall(other)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        for pieces, words in ((left, first[a:b]), (right, second[c:d])):
            if words:
                pieces.append(Piece("".join(words), kind != "equal"))
    return tuple(left), tuple(right)
