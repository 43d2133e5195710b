"""What the wire formats share: JSON with an item a line, XML elements, and the parts of an abstract."""

import json
import re
import tomllib
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import Final

from data.sample.copies import Copy
from data.sample.works import FOLDER

__all__ = ["MONTHS", "Json", "element", "envelope", "issue", "sections", "type_word"]

Json = dict[str, object]
"""An object of a JSON document."""

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_HEADING = re.compile(r"([A-Z][A-Za-z ,]{2,28}): (?=\S)")
_ITEMS: Final = "ITEMS GO HERE"


def envelope(around: Json, path: Sequence[str], items: Iterable[Json]) -> str:
    """Write a JSON document with ``items`` as a list at ``path`` inside ``around``, one item a line."""
    inner: object = _ITEMS
    for key in reversed(path[1:]):
        inner = {key: inner}
    known = around.get(path[0])
    if isinstance(known, dict) and isinstance(inner, dict):
        inner = known | inner
    text = json.dumps(around | {path[0]: inner}, ensure_ascii=False, indent=1)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return text.replace(json.dumps(_ITEMS), f"[\n{lines}\n]" if lines else "[]") + "\n"


def element(name: str, *inside: str, **attributes: str) -> str:
    """Write an XML element around what is already XML."""
    head = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{head}>{''.join(inside)}</{name}>"


def sections(copy: Copy) -> list[tuple[str, str]]:
    """Split an abstract into headings and texts; an unstructured one is paragraphs without headings."""
    found = [_HEADING.match(paragraph) for paragraph in copy.paragraphs]
    if not all(found):
        return [("", paragraph) for paragraph in copy.paragraphs]
    return [(m.group(1), m.string[m.end() :]) for m in found if m]


@cache
def _types() -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "types.toml").read_text(encoding="utf-8"))


def type_word(copy: Copy, source: str) -> str:
    """Give a source's own word for the type of a copy."""
    return _types()[copy.type][source]


def issue(copy: Copy) -> tuple[str, str]:
    """Invent the volume and the article number within its journal."""
    volume = zlib.crc32(copy.container.encode()) % 40 + 3
    return str(volume), f"e{copy.number % 100_000}"
