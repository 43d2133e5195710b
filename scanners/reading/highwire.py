"""What the Highwire platform leaves in abstracts of bioRxiv and medRxiv, turned into ordinary markup.

Headings are glued to the text (``BackgroundThe trial``) or stand between markers
(``O_ST_ABSBackgroundC_ST_ABS``), list items between ``O_LI`` and ``C_LI``, signs in braces (``{+/-}``).
Other indexes copy these abstracts as they are.
"""

import re

from scanners.reading.markup import unescaped
from scanners.reading.tables import table

__all__ = ["as_markup", "unslashed"]

_TABLE = table("highwire")
_SIGNS: dict[str, str] = _TABLE["signs"]
_SIGN = re.compile(r"[\[{]([^\s\[\]{}]{1,10})[\]}]")
_DROPPED = re.compile(rf"O_(?P<name>{'|'.join(_TABLE['dropped'])}).{{0,5000}}?C_(?P=name)", re.DOTALL)
_HEADING = re.compile(r"O_ST_ABS(.{0,200}?)C_ST_ABS", re.DOTALL)
_MARKER = re.compile(rf"[OC]_(?:{'|'.join(_TABLE['markers'])})")
_ITEM = re.compile(r"[OC]_LI")
_PARAGRAPH = re.compile(r"(?:\s*(?:\n|\\n))+\s*")
_HEADINGS = "|".join(sorted(map(re.escape, table("headings")["headings"]), key=len, reverse=True))
# Glued: the next character opens a sentence, or an address follows. Case counts there, not in the heading.
_GLUED = re.compile(
    rf"(?P<heading>(?i:{_HEADINGS}))(?:(?=[A-Z0-9<“‘\"'(\[]|https?:)|\s*:\s*(?=\S)|\s*-\s+(?=[A-Z])|\s*:?\s*$)",
)


def as_markup(abstract: str) -> str:
    """Turn glued and marked headings into ``h4`` elements, paragraphs into ``p``, braced signs into signs.

    A paragraph counts as headed when it opens with a heading of ``data/scanners/headings.toml`` that is
    glued to the next word, is followed by a colon or a dash, or is all there is. All other text stays.
    """
    text = unslashed(unescaped(abstract))
    if "{" in text or "[" in text:
        text = _SIGN.sub(_sign, text)
    if "_" in text:
        text = _HEADING.sub(r"\n<h4>\1</h4>", _DROPPED.sub(" ", text))
        text = _MARKER.sub("", _ITEM.sub("\n", text))
    return "".join(f"<p>{_headed(paragraph)}</p>" for paragraph in _PARAGRAPH.split(text) if paragraph)


def unslashed(text: str) -> str:
    """Take the backslashes off quotation marks; old entries have them."""
    return text.replace("\\'", "'").replace('\\"', '"') if "\\" in text else text


def _sign(found: re.Match[str]) -> str:
    inside = found.group(1)
    alone = len(inside) == 1 and not inside.isascii() and not inside.isalnum()
    return _SIGNS.get(inside, inside if alone else found.group())


def _headed(paragraph: str) -> str:
    found = _GLUED.match(paragraph.lstrip())
    if not found:
        return paragraph
    return f"<h4>{found.group('heading')}</h4>{paragraph.lstrip()[found.end() :]}"
