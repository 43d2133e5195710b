"""From a component's raw score to a probability that its label is right.

The numbers are in ``data/models/calibration.json``; :mod:`nlp.calibration` makes them and says how.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

import data

__all__ = ["Calibration", "Curve", "shipped_calibration"]


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve over a few features: ``intercept`` and one slope for each, in order."""

    intercept: float
    slopes: tuple[float, ...]

    def probability(self, features: Sequence[float]) -> float:
        """Give the probability for the values of the features."""
        total = self.intercept + sum(s * f for s, f in zip(self.slopes, features, strict=True))
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """All curves by name (``workstream:emerging-needs:full``) and tables of probabilities by name.

    ``version`` names the data and the recipe that they were made of.
    """

    version: str
    curves: Mapping[str, Curve]
    tables: Mapping[str, float]

    @classmethod
    def of(cls, text: str) -> Self:
        """Read the numbers from the text of a calibration file."""
        values = json.loads(text)
        return cls(
            version=values["version"],
            curves={
                name: Curve(one["intercept"], tuple(one["slopes"])) for name, one in values["curves"].items()
            },
            tables=values["tables"],
        )

    def curve(self, name: str, default: Curve) -> Curve:
        """Give a curve by name, or the default where the labels had no such case."""
        return self.curves.get(name, default)


@cache
def shipped_calibration() -> Calibration:
    """Give the calibration that ships with Ken."""
    return Calibration.of(data.folder("models", "calibration.json").read_text(encoding="utf-8"))
