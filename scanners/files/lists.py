"""The lists of ``data/formats``: tags, columns, types, words."""

import tomllib
from functools import cache
from typing import Any

import data

__all__ = ["listed"]


@cache
def listed(name: str) -> dict[str, Any]:
    """Read one file of ``data/formats``, once; ``FileNotFoundError`` when nothing of that name ships."""
    return tomllib.loads(data.folder("formats", f"{name}.toml").read_text(encoding="utf-8"))
