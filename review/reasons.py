"""The codes that say why a work was excluded."""

from collections.abc import Mapping

from synthesis.exclusion import exclusion_reasons

__all__ = ["Reasons", "shipped_reasons"]

Reasons = Mapping[str, str]


def shipped_reasons() -> Reasons:
    """Give the codes that ship, each with what it means, in the order of their digits; nine at most."""
    return {one.code: one.name for one in exclusion_reasons()}
