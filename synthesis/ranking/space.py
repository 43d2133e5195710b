"""Texts as vectors of the words in them, to tell which are like which."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

__all__ = ["Neighbour", "TextSpace"]

_BLOCK: Final = 1000  # rows multiplied at a time: 1,000 by 10,000 similarities are 80 MB
_SHARED: Final = 3  # terms named for a pair
_DIGITS: Final = 6  # of a similarity; the last ones of floating point differ between machines


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A text that is like another: its id, their cosine similarity (0 to 1), the terms that make it so."""

    id: str
    similarity: float
    shared: tuple[str, ...]


class TextSpace:
    """Texts by id, as TF-IDF vectors over words and pairs of words (sublinear counts, unit length).

    What it says of texts does not depend on the order in which they are given.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._rows = {one: row for row, one in enumerate(sorted(texts))}
        self._made: tuple[Any, Sequence[str]] | None = None

    def novelty(self, new: Sequence[str], seen: Collection[str]) -> list[float]:
        """Give, for each new text, 1 minus its greatest similarity to a seen one; 1 if nothing was seen."""
        if not new or not seen or self._is_empty:
            return [1.0] * len(new)
        nearest = np.zeros(len(new))
        known = self._of(sorted(seen)).T.tocsr()
        for start in range(0, len(new), _BLOCK):
            similar = self._of(new[start : start + _BLOCK]) @ known
            nearest[start : start + _BLOCK] = similar.max(axis=1).toarray().ravel()
        return [float(value) for value in np.round(np.clip(1.0 - nearest, 0.0, 1.0), 4)]

    def near(self, among: Sequence[str], floor: float) -> dict[str, tuple[str, ...]]:
        """Give, for each text that has any, those that are at least so similar (above 0) to it, by id.

        Only texts that share one of their telling terms are compared: of each vector the rarest terms are
        kept until the rest is too short to reach ``floor`` alone (the prefix filter of Bayardo, Ma and
        Srikant, 2007), so that nothing is missed and hardly anything compared in vain.
        """
        ids = sorted(among)
        if len(ids) < 2 or self._is_empty:
            return {}
        rows = self._of(ids)
        telling = _prefixes(rows, floor)
        pairs = (telling @ telling.T).tocoo()
        upper = pairs.row < pairs.col
        found: dict[str, list[str]] = {}
        for a, b in _similar(rows, pairs.row[upper], pairs.col[upper], floor):
            found.setdefault(ids[a], []).append(ids[b])
            found.setdefault(ids[b], []).append(ids[a])
        return {one: tuple(sorted(found[one])) for one in sorted(found)}

    def groups(self, among: Sequence[str], largest: int, floor: float) -> list[tuple[str, ...]]:
        """Give the small groups of similar texts, from two to ``largest``, each by id.

        Two texts are of one group when the terms that few texts hold (no more than twice ``largest``) bring
        them to ``floor``, directly or by way of others.
        """
        ids = sorted(among)
        if len(ids) < 2 or self._is_empty:
            return []
        from scipy.sparse.csgraph import connected_components  # noqa: PLC0415  as in _vectors

        rows = self._of(ids).tocsc()
        rare = np.diff(rows.indptr) <= 2 * largest
        kept = rows[:, np.flatnonzero(rare)].tocsr()
        similar = (kept @ kept.T).tocsr()
        similar.data = np.round(similar.data, _DIGITS) >= floor
        similar.eliminate_zeros()
        count, labels = connected_components(similar, directed=False)
        sizes = np.bincount(labels, minlength=count)
        wanted = {int(one) for one in np.flatnonzero((sizes >= 2) & (sizes <= largest))}
        found: dict[int, list[str]] = {}
        for one, label in zip(ids, labels.tolist(), strict=True):
            if label in wanted:
                found.setdefault(label, []).append(one)
        return sorted(tuple(group) for group in found.values())

    def alike(self, one: str, among: Collection[str], floor: float) -> list[Neighbour]:
        """List the texts that are at least so similar to one, the most similar first, then by id."""
        ids = sorted(set(among) - {one})
        if not ids or self._is_empty:
            return []
        own, others = self._of([one]), self._of(ids)
        values = np.round((others @ own.T).toarray().ravel(), _DIGITS)
        order = sorted(np.flatnonzero(values >= floor).tolist(), key=lambda row: (-values[row], ids[row]))
        return [Neighbour(ids[row], float(values[row]), self._shared(own, others[row])) for row in order]

    def _shared(self, a: Any, b: Any) -> tuple[str, ...]:  # noqa: ANN401  sparse matrices have no types
        """Name the terms that bring two vectors together most, none of them part of another."""
        terms = self._vectors[1]
        both = a.multiply(b).tocoo()
        weights = zip(np.round(both.data, _DIGITS).tolist(), both.col.tolist(), strict=True)
        named: list[str] = []
        for _, column in sorted(weights, key=lambda pair: (-pair[0], terms[pair[1]])):
            term = str(terms[column])
            words = set(term.split())
            if term.replace(" ", "").isalpha() and not any(words & set(other.split()) for other in named):
                named.append(term)
            if len(named) == _SHARED:
                break
        return tuple(named)

    def _of(self, ids: Sequence[str]) -> Any:  # noqa: ANN401  a sparse matrix
        return self._vectors[0][[self._rows[one] for one in ids]]

    @property
    def _is_empty(self) -> bool:
        return self._vectors[0] is None

    @property
    def _vectors(self) -> tuple[Any, Sequence[str]]:
        """Give the matrix, None when no text holds a word, and its terms; made when first asked for."""
        if self._made is None:
            # Takes two seconds, which a run that has nothing to compare need not wait for.
            from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

            vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english")
            try:
                matrix = vectors.fit_transform([self._texts[one] for one in sorted(self._texts)])
                self._made = (matrix, vectors.get_feature_names_out())
            except ValueError:  # no text holds a word
                self._made = (None, ())
        return self._made


def _prefixes(rows: Any, floor: float) -> Any:  # noqa: ANN401  sparse matrices
    """Keep of each row its rarest terms, as ones, until those left are shorter than ``floor``."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  as in _vectors

    columns = rows.tocsc()
    held = np.diff(columns.indptr)
    order = np.lexsort((np.arange(len(held)), held))
    sorted_rows = columns[:, order].tocsr()
    sorted_rows.sort_indices()
    squares = sorted_rows.data**2
    before = np.concatenate(([0.0], np.cumsum(squares)))
    starts = np.repeat(sorted_rows.indptr[:-1], np.diff(sorted_rows.indptr))
    ends = np.repeat(sorted_rows.indptr[1:], np.diff(sorted_rows.indptr))
    left = before[ends] - before[np.arange(len(squares))]
    keep = (left >= floor**2 - 1e-6) & (starts < ends)
    numbers = np.repeat(np.arange(rows.shape[0]), np.diff(sorted_rows.indptr))[keep]
    ones = np.ones(len(numbers), dtype=np.int32)
    return csr_matrix((ones, (numbers, sorted_rows.indices[keep])), shape=rows.shape)


def _similar(rows: Any, first: Any, second: Any, floor: float) -> list[tuple[int, int]]:  # noqa: ANN401  sparse
    """Give those of these pairs of rows whose similarity is at least ``floor``."""
    found: list[tuple[int, int]] = []
    for start in range(0, len(first), _BLOCK * 50):
        a, b = first[start : start + _BLOCK * 50], second[start : start + _BLOCK * 50]
        values = np.asarray(rows[a].multiply(rows[b]).sum(axis=1)).ravel()
        keep = np.round(values, _DIGITS) >= floor
        found += zip(a[keep].tolist(), b[keep].tolist(), strict=True)
    return found
