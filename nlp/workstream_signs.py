"""The signs of a workstream that its rules find in a text, as numbers for the learned head."""

import math
from collections.abc import Mapping
from typing import Final

from nlp.workstream_score import Score

__all__ = ["NAMES", "workstream_signs"]

NAMES: Final = ("raw", "terms", "title", "vetoed", "other")
"""What the numbers are: see :func:`workstream_signs`."""


def workstream_signs(scores: Mapping[str, Score], workstream: str) -> tuple[float, ...]:
    """Give five numbers, 0 and above.

    The raw score, how many different terms earned it, and what the title gave, each as the logarithm of one
    more, since all have long tails; whether a near miss vetoed it (0 or 1); and the best raw score of another
    workstream, as many works that speak to one speak to two.
    """
    own = scores[workstream]
    other = max((score.raw for name, score in scores.items() if name != workstream), default=0.0)
    return (
        math.log1p(own.raw),
        math.log1p(len({hit.name for hit in own.hits})),
        math.log1p(sum(hit.added for hit in own.hits if hit.field == "title")),
        float(own.remark.startswith("vetoed")),
        math.log1p(other),
    )
