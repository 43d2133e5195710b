"""Cutting a text into sentences by what they end and begin with."""

import re

from nlp.stretches import Stretch

__all__ = ["sentences"]

# It begins with a set of characters, for which a text is searched much faster than for a choice.
_END = re.compile(r"[.!?](?:[\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,2}[A-Z0-9])|(?<=[a-z)]\.)(?=[A-Z][a-z]))")
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
    while begin < len(text):
        line_end = text.find("\n", begin)
        begin = _cut_line(found, text, (begin, line_end if line_end >= 0 else len(text)), start)
    return found


def _cut_line(found: list[Stretch], text: str, line: Stretch, start: int) -> int:
    """Cut one line, and give where the next begins."""
    begin, line_end = line
    for end in _END.finditer(text, begin, line_end):
        stop = end.start() + 1
        if not _NO_END.search(text[max(begin, stop - 12) : stop]):
            _add(found, text, (begin, end.end()), start)
            begin = end.end()
    _add(found, text, (begin, line_end), start)
    return line_end + 1


def _add(found: list[Stretch], text: str, sentence: Stretch, start: int) -> None:
    begin, end = sentence
    stretch = text[begin:end]
    stripped = stretch.strip()
    if stripped:
        begin += len(stretch) - len(stretch.lstrip())
        found.append((start + begin, start + begin + len(stripped)))
