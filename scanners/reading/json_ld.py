"""What a web page says of itself in JSON-LD, in the words of schema.org."""

import json
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from scanners.reading.fields import at, first, many, words
from scanners.reading.tables import table

__all__ = ["item_of", "names_of"]

_ITEMS: list[str] = table("webpage")["json_ld"]["items"]
_LONGEST = 500_000  # characters; what a page says of itself has a few thousand
_DEEPEST = 4


def item_of(tree: HtmlElement) -> Mapping[str, object]:
    """Give the object that describes the page's own item, empty when there is none.

    Types that tell most come first (``data/scanners/webpage.toml``); the site, its owner, breadcrumbs and
    pictures are not the item.
    """
    found = [one for script in tree.iter("script") for one in _objects(script)]
    ranked = [(rank, one) for one in found if (rank := _rank(one)) < len(_ITEMS)]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else {}


def names_of(value: object) -> tuple[str, ...]:
    """List the names of people or organisations, which may be texts, objects or lists of both."""
    named = (words(at(one, "name")) or words(one) for one in many(value))
    return tuple(name for name in named if name)


def _objects(script: HtmlElement) -> Iterator[Mapping[str, object]]:
    if script.get("type", "").strip().lower() != "application/ld+json":
        return
    text = str(script.text_content())
    if len(text) <= _LONGEST:
        try:
            yield from _flat(json.loads(text, strict=False), _DEEPEST)
        except (ValueError, RecursionError):
            return


def _flat(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    for one in many(value):
        if isinstance(one, Mapping):
            yield one
            if depth:
                for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                    yield from _flat(one.get(name), depth - 1)


def _rank(item: Mapping[str, object]) -> int:
    kinds = {first(one).rpartition("/")[2] for one in many(item.get("@type"))}
    return next((rank for rank, name in enumerate(_ITEMS) if name in kinds), len(_ITEMS))
