"""Ranges of pages as references write them."""

import re

from scanners.files.words import place

__all__ = ["page_range"]

_WORD = re.compile(r"^\s*(?:pp?\.?|pages?)\s+(?=\S)", re.IGNORECASE)


def page_range(start: str, end: str) -> str:
    """Give ``start-end``, or the one that is there; "pp." in front goes, and words for no page."""
    start, end = (place(_WORD.sub("", text).strip()) for text in (start, end))
    if not end or end == start or start.endswith(f"-{end}"):
        return start
    return f"{start}-{end}" if start else end
