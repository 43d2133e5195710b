"""Why works are excluded: the codes that ship, what they mean, and whether the order learns from them."""

import tomllib
from dataclasses import dataclass
from functools import cache

import data

__all__ = ["ExclusionReason", "exclusion_reasons"]


@dataclass(frozen=True, slots=True)
class ExclusionReason:
    """A code and its name; ``teaches`` tells whether it says anything about a work's subject."""

    code: str
    name: str
    teaches: bool = True


@cache
def exclusion_reasons() -> tuple[ExclusionReason, ...]:
    """Read the reasons that ship, in the order of their digits on the review page; nine at most."""
    text = data.folder("review", "reasons.toml").read_text(encoding="utf-8")
    return tuple(ExclusionReason(**one) for one in tomllib.loads(text)["reasons"])
