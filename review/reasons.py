"""The codes that say why a work was excluded."""

import tomllib
from collections.abc import Mapping

import data

__all__ = ["Reasons", "shipped_reasons"]

Reasons = Mapping[str, str]


def shipped_reasons() -> Reasons:
    """Read the codes that ship, each with what it means, in the order of their digits; nine at most."""
    text = data.folder("review", "reasons.toml").read_text(encoding="utf-8")
    return {one["code"]: one["name"] for one in tomllib.loads(text)["reasons"]}
