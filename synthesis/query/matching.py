"""Why a work was found: where the words of a query stand in a text, and the part of it to show."""

import re
from collections.abc import Sequence
from typing import Final

from records.query import Query, Words, folded_text, leaves

__all__ = ["excerpt", "spans"]

_TOKEN: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_BEFORE: Final = 80  # characters shown before the first word that was found

Span = tuple[int, int]


def spans(text: str, query: Query, where: str) -> tuple[Span, ...]:
    """List where the words that a query wants stand in a text, which is its ``title`` or ``abstract``.

    The spans are in order and do not overlap; what the query rules out is not looked for.
    """
    wanted = [
        one
        for one, is_wanted in leaves(query)
        if is_wanted and isinstance(one, Words) and one.where in ("", where)
    ]
    if not wanted:
        return ()
    tokens = [(found.start(), found.end(), folded_text(found[0])) for found in _TOKEN.finditer(text)]
    words = [word for _, _, word in tokens]
    found = {
        (tokens[at][0], tokens[at + len(one.words) - 1][1])
        for one in wanted
        for at in range(len(words) - len(one.words) + 1)
        if _stands(words, at, one)
    }
    return _joined(sorted(found))


def excerpt(text: str, marks: Sequence[Span], length: int) -> Span:
    """Give the part of a text to show: ``length`` characters at most, the first mark in it, cut at blanks."""
    if len(text) <= length:
        return 0, len(text)
    start = max(0, min(marks[0][0] - _BEFORE, len(text) - length)) if marks else 0
    if start:
        blank = text.find(" ", start)
        start = blank + 1 if 0 <= blank < (marks[0][0] if marks else len(text)) else start
    end = min(len(text), start + length)
    if end < len(text):
        blank = text.rfind(" ", start + length // 2, end)
        end = blank if blank > 0 else end
    return start, end


def _stands(words: Sequence[str], at: int, wanted: Words) -> bool:
    here = words[at : at + len(wanted.words)]
    if wanted.starts:
        return tuple(here[:-1]) == wanted.words[:-1] and here[-1].startswith(wanted.words[-1])
    return tuple(here) == wanted.words


def _joined(found: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
