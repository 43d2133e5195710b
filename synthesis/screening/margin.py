"""Learning from decisions: a linear machine that parts what was kept from what was not.

The machine of ELAS u4, the default of ASReview LAB: a linear support vector machine with the squared hinge
loss, in which all excluded works together weigh about a tenth of the kept ones, because there are so many.

Learning anew costs more the more was decided and changes less. So it is done after each of the first
decisions, and later when their number has grown by a thirtieth; between, a new decision makes the one step
by which its own error is least (a step of dual coordinate descent, Hsieh and others 2008, ICML, 408-415), and
the order changes with it at once.
"""

import math
import warnings
from typing import Final

import numpy as np
import numpy.typing as npt

from synthesis.screening.lexical import Numbers, Sparse

__all__ = ["Margin", "due"]

_C: Final = 0.11
_RATIO: Final = 9.8  # how much more the kept weigh, all together, than the excluded
_EACH: Final = 60  # decisions; so long each is learned from anew
_GROWTH: Final = 30

_Places = npt.NDArray[np.intp]
_Reals = npt.NDArray[np.float64]


def due(decided: int) -> bool:
    """Say whether to learn anew when so many works are decided, or to make one step only."""
    return decided <= _EACH or _grown(decided) > _grown(decided - 1)


def _grown(decided: int) -> int:
    """Count how often the number of decisions has grown by a thirtieth since the first."""
    return int(math.log(decided) / math.log(1 + 1 / _GROWTH))


class Margin:
    """Scores the rows of a pool by how far they lie on the side of what was kept.

    ``rows`` are the features of the pool, sparse or not, one row a work, each of length 1 or 0. ``scores``
    has one number a row, all 0 before anything is learned.
    """

    def __init__(self, rows: "Sparse | Numbers") -> None:
        self._rows: Sparse = rows
        self.scores: _Reals = np.zeros(rows.shape[0])

    def learn(self, places: _Places, signs: _Reals, counts: _Reals) -> None:
        """Learn anew from the rows at ``places``; ``signs`` are 1 for kept and -1 for excluded.

        ``counts`` say how much each tells, 1 for a plain decision, never 0. Where one side is empty there is
        nothing to part: rows are scored by how like they are to the other side, or how unlike.
        """
        if (signs > 0).all() or (signs < 0).all():
            summed = self._rows[places].T @ (signs * counts)
            self._put(np.asarray(summed, np.float64).ravel(), 0.0)
            return
        # Takes a second to import, which a queue without decisions need not wait for.
        from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415
        from sklearn.svm import LinearSVC  # noqa: PLC0415

        rows, columns = _in_use(self._rows[places])
        weight = np.zeros(self._rows.shape[1])
        if not len(columns):  # decided were only works without a word, which tell nothing
            self._put(weight, 0.0)
            return
        machine = LinearSVC(loss="squared_hinge", C=_C, random_state=0)
        with warnings.catch_warnings():
            # A few rounds more would move no work: the order is what counts.
            warnings.simplefilter("ignore", ConvergenceWarning)
            machine.fit(rows, signs, sample_weight=_balance(signs, counts))
        weight[columns] = machine.coef_[0]
        self._put(weight, float(machine.intercept_[0]))

    def step(self, places: _Places, signs: _Reals, counts: _Reals) -> None:
        """Make the one step by which the error of the last row is least, all else as it is.

        The arguments are those of :meth:`learn`; both sides must have a row.
        """
        place, sign = int(places[-1]), float(signs[-1])
        kept, excluded = _plain_weights(signs, counts)
        weight = (kept if sign > 0 else excluded) * float(counts[-1])
        row = _plain(self._rows[[place]])
        size = float(row @ row) + 1 + 1 / (2 * _C * weight)
        change = max(0.0, 1 - sign * float(self.scores[place])) / size * sign
        if change:
            self.scores += change * (_times(self._rows, row) + 1)

    def _put(self, weight: _Reals, intercept: float) -> None:
        own = weight.astype(self._rows.dtype)
        self.scores = np.asarray(_times(self._rows, own), np.float64) + intercept


def _balance(signs: _Reals, counts: _Reals) -> _Reals:
    """Weigh decisions so that they add up to their number and the kept outweigh the others."""
    kept, excluded = _plain_weights(signs, counts)
    weights: _Reals = np.where(signs > 0, kept, excluded) * counts
    return weights


def _plain_weights(signs: _Reals, counts: _Reals) -> tuple[float, float]:
    """Give the weight of a plain decision to keep, and of one to exclude."""
    kept, excluded = float(counts[signs > 0].sum()), float(counts[signs < 0].sum())
    weight = (kept + excluded) / (kept * (1 + 1 / _RATIO))
    return weight, weight * kept / (_RATIO * excluded)


def _plain(row: "Sparse | Numbers") -> Numbers:
    """Give the numbers of one row, those that are 0 too."""
    numbers: Numbers = (row if isinstance(row, np.ndarray) else row.toarray()).ravel()
    return numbers


def _times(rows: "Sparse | Numbers", weight: Numbers) -> Numbers:
    """Multiply each row by weights."""
    if isinstance(rows, np.ndarray):
        # Not by BLAS: its threads wait for each other where other programs compute too, ten times as long as
        # the product takes, and its last digits depend on the processor.
        product: Numbers = np.einsum("ij,j->i", rows, weight)
    else:
        product = rows @ weight
    return product


def _in_use(rows: "Sparse | Numbers") -> tuple["Sparse | Numbers", _Places]:
    """Leave out the columns that no row has, of which a large pool has millions."""
    if isinstance(rows, np.ndarray):
        return rows, np.arange(rows.shape[1])
    from scipy.sparse import csr_matrix  # noqa: PLC0415  as in Margin.learn

    used = np.zeros(rows.shape[1], bool)
    used[rows.indices] = True
    columns = np.flatnonzero(used)
    places = np.zeros(rows.shape[1], np.int32)
    places[columns] = np.arange(len(columns), dtype=np.int32)
    shape = rows.shape[0], len(columns)
    return csr_matrix((rows.data, places[rows.indices], rows.indptr), shape=shape), columns
