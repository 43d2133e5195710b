"""Abstracts of files made plain text, each section on a line of its own."""

import re
from typing import Final

from scanners.files import words
from scanners.files.lists import listed
from scanners.reading.highwire import as_markup
from scanners.reading.markup import sections
from scanners.reading.tables import table

__all__ = ["cleaned"]

_LABELLED = listed("words")["labelled"]
_ELEMENT = re.compile(
    rf"<{_LABELLED['element']}(?:\s[^<>]*?\bLabel\s*=\s*\"(?P<label>[^\"<>]{{1,200}})\")?[^<>]*>(?P<end>)"
    rf"|</{_LABELLED['element']}\s*>",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    rf"<(?P<name>{'|'.join(_LABELLED['dropped'])})\b[^<>]*>.{{0,2000}}?</(?P=name)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_HEADINGS = "|".join(sorted(map(re.escape, table("headings")["headings"]), key=len, reverse=True))
_START = re.compile(rf"\W{{0,3}}(?i:{_HEADINGS})\s*:")
# A heading inside a line: behind the end of a sentence, then a colon.
_RUN_IN = re.compile(rf"(?<=[.!?\]\)])[\"”’]?\s+(?=[A-Z])(?=(?i:{_HEADINGS})\s*:\s)")
# Ovid puts a comma before each, whatever it says: "territories., RESEARCH DESIGN: ".
_OF_OVID = re.compile(r"(?<=[.!?\]\)])[\"”’]?,\s+(?P<heading>[A-Z][^.:;,<>]{2,60}):\s")
_TITLE = re.compile(
    rf"\s*abstract\b\s*[:.]?\s+(?=(?-i:The|This|An?|In|We|To|For|As)\b|(?:{_HEADINGS})\b)", re.IGNORECASE
)
_LONGEST: Final = 100_000  # characters; no abstract comes near


def cleaned(text: str) -> str:
    """Give the plain text of an abstract, sections as ``Heading: text`` on lines of their own.

    Lines that a program wrapped are joined. Headings are known by elements, by PubMed's labels, at the
    start of a line, and inside a line where the abstract starts with a heading itself. Empty for a text
    that only says that there is no abstract.
    """
    text = text[:_LONGEST]
    if "<" in text:
        text = _ELEMENT.sub(_as_line, _DROPPED.sub(" ", text))
    text = _TITLE.sub("", text, count=1) if _TITLE.match(text) else text
    if _START.match(text):
        text = _RUN_IN.sub("\n", _OF_OVID.sub(r"\n<h4>\g<heading></h4> ", text))
    plain = sections(as_markup(text))
    return "" if words.is_no_abstract(plain) else plain


def _as_line(found: re.Match[str]) -> str:
    label = found.group("label")
    return f"\n{label.strip().rstrip(':').capitalize()}: " if label else "\n"
