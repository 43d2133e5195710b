"""Writing a query as text, which reads back as the same query."""

import re
from typing import Final

from records.query import AllOf, AnyOf, Between, Is, Leaf, Not, Query

__all__ = ["printed"]

_BARE: Final = re.compile(r"[\w./-]+")
_OPERATORS: Final = ("AND", "OR", "NOT")


def printed(query: Query) -> str:
    """Write a query in its shortest form; empty for every work."""
    if isinstance(query, AllOf):
        return " ".join(printed(one) if isinstance(one, Not) else _within(one) for one in query.parts)
    if isinstance(query, AnyOf):
        return " OR ".join(_within(one) if isinstance(one, AllOf) else printed(one) for one in query.parts)
    if isinstance(query, Not):
        return f"-{_within(query.part)}"
    return _leaf(query)


def _within(query: Query) -> str:
    """Write a part of a query, in brackets where they are needed."""
    text = printed(query)
    return f"({text})" if isinstance(query, (AllOf, AnyOf, Not)) else text


def _leaf(leaf: Leaf) -> str:
    if isinstance(leaf, Between):
        return f"{leaf.field}:{_range(leaf.least, leaf.most)}"
    star = "*" if leaf.starts else ""
    if isinstance(leaf, Is):
        return f"{leaf.field}:{_quoted(leaf.value)}{star}"
    before = f"{leaf.where}:" if leaf.where else ""
    return f"{before}{_quoted(' '.join(leaf.words))}{star}"


def _range(least: int | None, most: int | None) -> str:
    if least == most:
        return str(least)
    return f"{'' if least is None else least}..{'' if most is None else most}"


def _quoted(text: str) -> str:
    return text if _BARE.fullmatch(text) and text not in _OPERATORS else f'"{text}"'
