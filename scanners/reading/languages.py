"""Language codes as sources write them, brought to ISO 639-1."""

import re
from functools import cache

from scanners.reading.tables import table

__all__ = ["two_letters"]

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?\s*")


def two_letters(code: str | None) -> str:
    """Give the ISO 639-1 code for one of two or three letters or a language tag such as ``en-GB``.

    Empty for anything else, and for languages that have no code of two letters (Scots is one). The table
    is ``data/scanners/languages.toml``.
    """
    tag = _TAG.fullmatch(code or "")
    if not tag:
        return ""
    bare = tag.group(1).lower()
    if len(bare) == 3:
        return _codes().get(bare, "")
    return bare if bare in _known() else ""


def _codes() -> dict[str, str]:
    codes: dict[str, str] = table("languages")["codes"]
    return codes


@cache
def _known() -> frozenset[str]:
    return frozenset(_codes().values())
