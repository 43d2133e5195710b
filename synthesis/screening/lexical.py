"""Texts as weighted words and pairs of words, for a pool of any size in little memory.

The features of ELAS u4, the default of ASReview LAB (van de Schoot and others 2025, ``asreview/models``):
TF-IDF of words and pairs, the logarithm of their counts, without what is in more than 95 % of the texts.
Words are hashed, so that no table of millions of pairs is held; in 4,194,304 cells few meet by chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["Lexical", "Numbers", "Sparse"]

Numbers: TypeAlias = npt.NDArray[np.float32]

Places: TypeAlias = npt.NDArray[np.int32]

Sparse: TypeAlias = Any
"""A sparse matrix of SciPy, which has no types."""

_CELLS: Final = 2**22
_COMMON: Final = 0.95  # of the texts; what is in more of them tells nothing
_BATCH: Final = 1_000  # texts; their counts are made smaller before the next are read
_PIECE: Final = 2**20

_Array = TypeVar("_Array", Numbers, Places)


@dataclass(frozen=True, slots=True, eq=False)
class Lexical:
    """The texts of a pool as rows of length 1, and what is needed to see another text in the same way.

    ``rows`` is sparse, one row a text. ``cells`` are the hashes that its columns stand for, ascending;
    ``weights`` is the weight of each column, 0 for what is too common.
    """

    rows: Sparse
    cells: Places
    weights: Numbers

    @classmethod
    def of(cls, texts: Sequence[str], also: Sequence[str] = ()) -> Self:
        """Read the texts of a pool; rows of texts without a word that tells are all 0.

        ``also`` are other texts, such as a question, whose rows come last: they are seen as the pool's are,
        and count for no weight. Their unknown words are left out.
        """
        counts = _counts([*texts, *also])
        own = counts.indices[: counts.indptr[len(texts)]]
        cells = _in_use(own)
        columns = _columns(cells)
        seen = np.zeros(1 + len(cells), np.int64)
        for piece in _pieces(own):
            seen += np.bincount(columns[piece], minlength=len(seen))
        # The smoothed weight of scikit-learn: as if one more text held every word once.
        weights = (np.log((1 + len(texts)) / (1 + seen[1:])) + 1).astype(np.float32)
        weights[seen[1:] > _COMMON * len(texts)] = 0
        return cls(_weighted(counts, columns, weights), cells, weights)

    def row(self, text: str) -> Sparse:
        """See another text, such as a question, as the pool's are seen; its unknown words are left out."""
        return _weighted(_counts([text]), _columns(self.cells), self.weights)


def _counts(texts: Sequence[str]) -> Sparse:
    """Count the words of texts, the logarithm of their number; columns are cells, ascending in each row."""
    # Take seconds to import, which a command that ranks nothing need not wait for.
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415

    reader = HashingVectorizer(ngram_range=(1, 2), n_features=_CELLS, norm=None, alternate_sign=False)
    data, indices, ends = np.zeros(0, np.float32), np.zeros(0, np.int32), [np.zeros(1, np.int64)]
    for start in range(0, len(texts), _BATCH):
        part = reader.transform(texts[start : start + _BATCH])
        known = len(data)
        # Grown where they are: parts that are joined in the end are in memory twice.
        data.resize(known + part.nnz, refcheck=False)
        indices.resize(known + part.nnz, refcheck=False)
        data[known:], indices[known:] = 1 + np.log(part.data), part.indices
        ends.append(part.indptr[1:] + np.int64(known))
    return csr_matrix((data, indices, np.concatenate(ends)), shape=(len(texts), _CELLS))


def _in_use(own: Places) -> Places:
    """List the cells in use, ascending."""
    used = np.zeros(_CELLS, bool)
    used[own] = True
    return np.flatnonzero(used).astype(np.int32)


def _columns(cells: Places) -> Places:
    """Give for each cell the number of its column, from 1; 0 for those that are not in use."""
    columns = np.zeros(_CELLS, np.int32)
    columns[cells] = np.arange(1, 1 + len(cells), dtype=np.int32)
    return columns


def _weighted(counts: Sparse, columns: Places, weights: Numbers) -> Sparse:
    """Number the columns, weigh the counts and bring each row to length 1, all of it in its place."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  as in _counts
    from sklearn.preprocessing import normalize  # noqa: PLC0415  as in _counts

    padded = np.append(np.float32(0), weights)
    for places, values in zip(_pieces(counts.indices), _pieces(counts.data), strict=True):
        places[:] = columns[places]
        np.multiply(values, padded[places], out=values)
    counts.eliminate_zeros()
    counts.indices -= 1
    parts = counts.data, counts.indices, counts.indptr
    rows = csr_matrix(parts, shape=(counts.shape[0], len(weights)))
    return normalize(rows, copy=False) if rows.nnz else rows


def _pieces(array: _Array) -> Iterator[_Array]:
    """Cut a long array into pieces, of which something can be computed in little memory."""
    for start in range(0, len(array), _PIECE):
        yield array[start : start + _PIECE]
