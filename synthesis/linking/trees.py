"""Boosted trees as plain numbers: what the weighing model is once it is trained.

A gradient-boosted classifier (Friedman 2001) is a sum of small decision trees. Kept as JSON numbers and
walked with NumPy, it needs no library's version to be read again, and nothing that is loaded is run.
"""

from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

__all__ = ["Trees", "read_trees"]

_CHUNK: Final = 4096  # rows at a time, so that a tree's walk stays in the processor's cache


class Trees(msgspec.Struct, frozen=True):
    """A sum of decision trees and the curve that makes probabilities of it.

    The nodes of all trees lie one after the other. At node n a row goes to ``left[n]`` when its value of
    ``feature[n]`` is at most ``threshold[n]``, else to ``right[n]``; a leaf leads to itself. ``roots`` are
    the trees' first nodes, ``depth`` is that of the deepest tree. ``value`` is what a leaf adds to the log
    odds, that begin at ``baseline``. ``slope`` and ``intercept`` correct the log odds (Platt 1999).
    ``features`` names the columns, ``recipe`` and ``data`` how and from what it was made.
    """

    recipe: int
    data: str
    features: tuple[str, ...]
    baseline: float
    slope: float
    intercept: float
    depth: int
    roots: tuple[int, ...]
    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def log_odds(self, table: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Sum the trees for each row of a table with the columns of ``features``."""
        feature, threshold = np.array(self.feature, np.int16), np.array(self.threshold)
        next_node = np.array([self.right, self.left], np.int32)  # by whether the value is small
        value, roots = np.array(self.value), np.array(self.roots, np.int32)
        sums = np.full(len(table), self.baseline)
        for start in range(0, len(table), _CHUNK):
            rows = table[start : start + _CHUNK].astype(np.float64)
            places = np.arange(len(rows))
            for root in roots:
                node = np.full(len(rows), root, np.int32)
                for _ in range(self.depth):
                    small = rows[places, feature[node]] <= threshold[node]
                    node = next_node[small.astype(np.int8), node]
                sums[start : start + _CHUNK] += value[node]
        return sums

    def probability(self, table: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Give the calibrated probability of each row, between 0 and 1."""
        corrected = self.slope * self.log_odds(table) + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(corrected, -30, 30))))


def read_trees(path: Path) -> Trees:
    """Read a model from its JSON file."""
    return msgspec.json.decode(path.read_bytes(), type=Trees)
