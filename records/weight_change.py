"""A change of the weights that a team gives to the parts of a score."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

__all__ = ["WeightChange"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightChange:
    """One change of the weights: who, when, from what to what.

    ``instant`` is UTC. ``reviewer`` is empty when the settings were edited by hand; ``run`` is then the run
    that noticed it, else 0. ``was`` and ``became`` hold all weights by name.
    """

    instant: datetime
    was: Mapping[str, float]
    became: Mapping[str, float]
    reviewer: str = ""
    run: int = 0
