"""The main text of a web page, without what stands around it on every page of its site.

Footers, navigation and cookie notices go first, by element, landmark role and name
(``data/scanners/webpage.toml``): British sites list all protected characteristics in their footers, and a
reader of inequalities would find each page about each of them. Trafilatura then finds the text.
"""

import logging
import re
from typing import Final

import trafilatura
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from scanners.reading.markup import plain
from scanners.reading.tables import table

__all__ = ["LARGEST", "main_text", "tree_of", "without_furniture"]

LARGEST: Final = 4 * 1024 * 1024
"""The most characters that are read as one web page."""

_FURNITURE = table("webpage")["furniture"]
_ELEMENTS = frozenset(_FURNITURE["elements"])
_ROLES = frozenset(_FURNITURE["roles"])
_MARK = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(_FURNITURE['marks'])})(?:$|[\s_-])", re.IGNORECASE)
_LINES: tuple[str, ...] = tuple(_FURNITURE["lines"])
_TEXT_HOLDERS = ("main", "article", "h1")
_FURNITURE_WORDS = 400
_LINE_WORDS = 40
_OPENING = 3  # lines; a date or the kind of page may stand above the title
_SHORT = 120  # words; a shorter text may be a teaser, and is looked for again with all means
_BULLET = re.compile(r"^\s*(?:[-–•*]\s+)+")

log = logging.getLogger(__name__)
# It warns of each page without text; here that is a state, not a fault.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def tree_of(text: str) -> HtmlElement | None:
    """Read HTML, however broken; None when it is none or larger than 4 MB."""
    if not text.strip() or len(text) > LARGEST:
        return None
    try:
        # lxml looks for an XML declaration at the very start, in a time that is quadratic in its length.
        return trafilatura.load_html(f"\n{text}".replace("\0", ""))
    except Exception:  # lxml and trafilatura fail in many ways on what attackers send
        log.info("a web page could not be read", exc_info=True)
        return None


def without_furniture(tree: HtmlElement) -> None:
    """Take footers, navigation, cookie notices and the like out of a tree."""
    for element in [one for one in tree.iter() if _is_furniture(one)]:
        if element.getparent() is not None:
            element.drop_tree()


def main_text(tree: HtmlElement, title: str = "") -> str:
    """Give the main text, one paragraph a line, without the title and what stands above it."""
    text = _extracted(tree, fast=True)
    if len(text.split()) < _SHORT:
        text = max(text, _extracted(tree, fast=False), key=len)
    lines = [line for raw in text.splitlines() if (line := _line(raw)) and not _is_boilerplate(line)]
    opening = [_folded(line) for line in lines[:_OPENING]]
    after_title = opening.index(_folded(title)) + 1 if _folded(title) in opening else 0
    return "\n".join(lines[after_title:])


def _extracted(tree: HtmlElement, *, fast: bool) -> str:
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False, fast=fast)
    except Exception:  # see tree_of
        log.info("the text of a web page could not be found", exc_info=True)
        return ""
    return str(getattr(found, "text", "") or "")


def _is_furniture(element: HtmlElement) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in {"html", "body", *_TEXT_HOLDERS}:
        return False
    if tag in _ELEMENTS or element.get("role") in _ROLES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_MARK.search(names)) and _is_small(element)


def _is_small(element: HtmlElement) -> bool:
    if any(element.find(f".//{tag}") is not None for tag in _TEXT_HOLDERS):
        return False
    return len(str(element.text_content()).split()) <= _FURNITURE_WORDS


def _line(raw: str) -> str:
    if "|" in raw:
        raw = raw if raw.strip("|:- \t") else ""  # the line under the head of a table
        raw = ", ".join(cell for part in raw.split("|") if (cell := part.strip()))
    return plain(_BULLET.sub("", raw))


def _is_boilerplate(line: str) -> bool:
    return line.lower().startswith(_LINES) and len(line.split()) <= _LINE_WORDS


def _folded(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(" .")
