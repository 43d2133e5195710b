"""The tables that scanners read by: names of elements, types of publications, kinds of notices."""

import tomllib
from functools import cache
from typing import Any

import data

__all__ = ["table"]


@cache
def table(name: str) -> dict[str, Any]:
    """Read one file of ``data/scanners``, once; ``FileNotFoundError`` when nothing of that name ships."""
    return tomllib.loads(data.folder("scanners", f"{name}.toml").read_text(encoding="utf-8"))
