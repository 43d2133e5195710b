"""What was learned from labels: linear heads over the signs that rules find and over what words mean.

The numbers are in ``data/models/reading.json``; :mod:`nlp.training` makes them and says how. They are plain
text: nothing in the file is run.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Self

import numpy as np
import numpy.typing as npt

import data
from nlp.meaning import Vector
from records.errors import SettingsError

__all__ = ["MODEL", "Head", "Learned", "learned_in", "shipped_learned", "sigmoid"]


MODEL: Final = Path("models", "reading.json")
"""Where a workspace has the model that was trained on its team's decisions."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """One logistic regression: ``signs`` weighs named signs, ``meaning`` the numbers of a text's vector.

    ``shift`` moves it from the share of labelled documents that it is true of to the share that a weekly
    scan is assumed to have.
    """

    intercept: float
    signs: Vector
    meaning: Vector
    shift: float = 0.0

    def log_odds(self, signs: Sequence[float], vector: Vector | None) -> float:
        """Give the logarithm of the odds as the labelled documents have them."""
        total = self.intercept + float(self.signs @ np.asarray(signs, np.float32))
        return total if vector is None else total + float(self.meaning @ vector)


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """All heads by name (``workstream:emerging-needs:full``).

    ``cuts`` are the sums of the three probabilities of a grade from which the grade is 1, 2 and 3.
    ``dimensions`` are those that the head of dimensions tells apart, in order. ``version`` is a hash of the
    labels and the recipe. ``words`` is the version of the table of meaning
    that they were learned with.
    """

    version: str
    words: str
    dimensions: tuple[str, ...]
    cuts: tuple[float, float, float]
    heads: Mapping[str, Head]

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a model from the text of its file."""
        values = json.loads(text)
        one, two, three = values["cuts"]
        return cls(
            version=values["version"],
            words=values["words"],
            dimensions=tuple(values["dimensions"]),
            cuts=(one, two, three),
            heads={
                name: Head(head["intercept"], _row(head["signs"]), _row(head["meaning"]), head["shift"])
                for name, head in values["heads"].items()
            },
        )

    def text(self) -> str:
        """Write the model as its file has it; the same model gives the same text."""
        heads = {
            name: {
                "intercept": round(head.intercept, _DIGITS),
                "shift": round(head.shift, _DIGITS),
                "signs": _list(head.signs),
                "meaning": _list(head.meaning),
            }
            for name, head in sorted(self.heads.items())
        }
        lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(head)}" for name, head in heads.items())
        own = {"version": self.version, "words": self.words, "dimensions": list(self.dimensions)}
        head = json.dumps({**own, "cuts": list(self.cuts)})
        return f'{head[:-1]}, "heads": {{\n{lines}\n}}}}\n'


_DIGITS = 4


def sigmoid(log_odds: float) -> float:
    """Turn the logarithm of odds into a probability."""
    return float(1 / (1 + np.exp(-np.clip(log_odds, -40, 40))))


def _row(numbers: Sequence[float]) -> Vector:
    return np.asarray(numbers, np.float32)


def _list(row: npt.NDArray[np.float32]) -> list[float]:
    return [round(float(number), _DIGITS) for number in row]


def learned_in(folder: Path) -> Learned:
    """Give the model of a folder (``models/reading.json``), or the one that ships where it has none.

    A model that was learned with other word vectors than those that ship is of no use any more:
    ``SettingsError`` then, and for a file that is no model.
    """
    path = folder / MODEL
    if not path.exists() or folder == data.folder():
        return shipped_learned()
    try:
        found = Learned.of(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path}: this is no model; `ken train` makes it anew") from error
    if found.words != shipped_learned().words:
        raise SettingsError(f"{path}: it was learned with other word vectors; `ken train` makes it anew")
    return found


@cache
def shipped_learned() -> Learned:
    """Give the model that ships with Ken."""
    return Learned.of(data.folder("models", "reading.json").read_text(encoding="utf-8"))
