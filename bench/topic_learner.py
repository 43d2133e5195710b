"""Learning topics from labelled documents: kernel ridge regression, calibrated without held-out documents.

One regression for all topics (Saunders, Gammerman and Vovk 1998). What it would have said of a document
without having learned from it follows from the same solution (the leave-one-out residual, Craven and Wahba
1979), so that all documents serve for calibration, by logistic curves (Platt 1999), at the price of one
solution.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bench.topic_documents import TopicDocument
from bench.topic_kernel import Matrix, Seen, TopicKernel

__all__ = ["CUT", "Learned", "Solution", "learn", "solve"]

Truths = npt.NDArray[np.bool_]

_RIDGE: Final = 0.3
_WEAK: Final = 1000.0  # scikit-learn's C: two numbers a topic need next to no penalty
CUT: Final = 0.25
"""The probability from which a document counts as on a topic.

One for all topics: a cut-off of its own for each follows chance where a topic has fifty documents. By
cross-validation among CoronaCentral's training documents, and with one phase of their search left out at a
time, macro F1 is best from 0.2 to 0.25.
"""


@dataclass(frozen=True, slots=True)
class Solution:
    """A solved regression: a weight for each document and topic, and the leave-one-out scores."""

    weights: Matrix
    left_out: Matrix


def solve(alike: Matrix, wanted: Matrix, ridge: float = _RIDGE) -> Solution:
    """Solve a kernel ridge regression for all columns of ``wanted`` at once.

    ``left_out`` has, for each document, exactly the score that a solution without it would give.
    """
    inverse = np.linalg.inv(alike + ridge * np.eye(len(alike)))
    weights: Matrix = inverse @ wanted
    return Solution(weights, wanted - weights / np.diag(inverse)[:, None])


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What was learned of topics.

    ``weights`` has a column for each topic; ``slopes`` and ``offsets`` make its scores into log-odds.
    """

    kernel: TopicKernel
    seen: Seen
    weights: Matrix
    slopes: Matrix
    offsets: Matrix

    def probabilities(self, documents: Sequence[TopicDocument]) -> Matrix:
        """Give the probability of each topic (columns) for each document (rows)."""
        scores = self.kernel(self.kernel.see(documents), self.seen) @ self.weights
        probabilities: Matrix = 1 / (1 + np.exp(-(scores * self.slopes + self.offsets)))
        return probabilities


def learn(kernel: TopicKernel, documents: Sequence[TopicDocument], truths: Truths) -> Learned:
    """Learn topics from documents; each topic (a column of ``truths``) has to be on some, not on all."""
    seen = kernel.see(documents)
    solution = solve(kernel(seen, seen), truths - truths.mean(axis=0))
    curves = [_curve(solution.left_out[:, place], truth) for place, truth in enumerate(truths.T)]
    slopes, offsets = np.array(curves).T
    return Learned(kernel, seen, solution.weights, slopes, offsets)


def _curve(scores: Matrix, truth: Truths) -> tuple[float, float]:
    # Scores are brought to one size, so that the penalty is as weak for each topic.
    size = float(scores.std())
    fitted = LogisticRegression(C=_WEAK).fit(scores[:, None] / size, truth)
    return float(fitted.coef_[0, 0]) / size, float(fitted.intercept_[0])
