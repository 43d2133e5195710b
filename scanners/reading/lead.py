"""The first part of a text, cut where a reader would cut it."""

import re
from typing import Final

__all__ = ["FEWEST", "LONGEST", "is_cut", "lead", "limited", "without_more"]

FEWEST: Final = 150
"""How many words a lead has at least, where the text has them: about the length of an abstract."""

LONGEST: Final = 300
"""How many words a lead has at most; most journals allow no longer abstract."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9À-Þ]|\s*$)")
_MORE = r"(?:continue reading|read (?:more|on|the full \w+))\b.{0,120}"
_CUT_TAIL = re.compile(
    rf"\s*[\[(]?(?:…|\.{{3,}}|\. \. \.)[\])]?\s*(?:{_MORE}|more|full story)?\s*[→»>]?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_FOLLOW_UP = re.compile(
    rf"\s*(?:{_MORE}|the post .{{1,200}} (?:appeared first|first appeared) on .{{1,100}})$",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = 400  # characters; what follows an ellipsis is looked for there and nowhere else


def is_cut(text: str) -> bool:
    """Tell whether a text was cut short by whoever sent it: it ends in an ellipsis."""
    return bool(_CUT_TAIL.search(text[-_TAIL:]))


def without_more(text: str) -> str:
    """Take "Read more" off the end of a summary, and write its ellipsis, where it has one, as `` …``."""
    start, end = text[:-_TAIL], text[-_TAIL:]
    bare = _FOLLOW_UP.sub("", end).rstrip()
    return f"{start}{_CUT_TAIL.sub('', bare)} …".lstrip() if is_cut(bare) else f"{start}{bare}"


def lead(text: str) -> str:
    """Give the first paragraphs of a text, up to at least 150 and at most 300 words; a short text whole.

    Paragraphs are lines. One that would pass the limit is cut at the end of a sentence; where it has no
    such end in reach, at a word, with an ellipsis.
    """
    if len(text.split()) <= LONGEST:
        return text
    kept: list[str] = []
    count = 0
    for line in text.splitlines():
        size = len(line.split())
        if count + size > LONGEST:
            kept.append(_sentences(line, LONGEST - count, needed=not kept))
            break
        kept.append(line)
        count += size
        if count >= FEWEST:
            break
    return "\n".join(line for line in kept if line)


def limited(text: str, words: int) -> str:
    """Give the first words of a text, its lines kept."""
    kept: list[str] = []
    for line in text.splitlines():
        there = line.split()
        kept.append(line if len(there) <= words else " ".join(there[:words]))
        words -= len(there)
        if words <= 0:
            break
    return "\n".join(kept)


def _sentences(line: str, words: int, *, needed: bool) -> str:
    within = " ".join(line.split()[:words])
    ends = [found.end() for found in _SENTENCE_END.finditer(line) if found.end() <= len(within)]
    if ends:
        return line[: ends[-1]]
    return f"{within} …" if needed else ""
