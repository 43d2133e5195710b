"""The labelled records that ship with Ken, all of them invented."""

from dataclasses import replace
from functools import cache
from typing import Final

import data
from nlp.labels import Label, labels

__all__ = ["INVENTED", "shipped_labels"]

INVENTED: Final = 0.5
"""How much an invented record counts in training beside a real one: invented texts look alike."""
_FILES: Final = ("examples.jsonl", "indexed.jsonl", "written.jsonl")


@cache
def shipped_labels() -> tuple[Label, ...]:
    """Read the labels that ship, in their order."""
    return tuple(
        replace(one, weight=INVENTED)
        for name in _FILES
        for one in labels(data.folder("labels", name).read_text(encoding="utf-8"), name)
    )
