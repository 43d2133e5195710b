"""Cutting a text into sentences by what they end and begin with."""

import re

from nlp.stretches import Stretch

__all__ = ["sentences"]

_END = re.compile(
    r"(?<=[.!?])[\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,2}[A-Z0-9])|(?<=[a-z)]\.)(?=[A-Z][a-z])|\s*\n\s*"
)
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|etc|ca|approx|resp|fig|figs|vol|dr|mr|mrs|ms|prof|st|jr|sr|dept)"
    r"|(?:^|[\s(])[A-Z])\.[\"'”’)\]]{0,3}\s*$",
    re.IGNORECASE,
)


def sentences(text: str, start: int = 0) -> list[Stretch]:
    """Cut a text into sentences.

    Gives start and end of each in reading order, counted from ``start``; outer spaces are left out. A
    line break ends a sentence, as a heading in a structured abstract does not go on in the next line.
    An abbreviation or an initial does not end one.
    """
    found: list[Stretch] = []
    begin = 0
    for end in _END.finditer(text):
        stretch = text[max(begin, end.start() - 12) : end.start()]
        if "\n" not in end.group() and _NO_END.search(stretch):
            continue
        _add(found, text, begin, end.end(), start)
        begin = end.end()
    _add(found, text, begin, len(text), start)
    return found


def _add(found: list[Stretch], text: str, begin: int, end: int, start: int) -> None:
    stretch = text[begin:end]
    stripped = stretch.strip()
    if stripped:
        begin += len(stretch) - len(stretch.lstrip())
        found.append((start + begin, start + begin + len(stripped)))
