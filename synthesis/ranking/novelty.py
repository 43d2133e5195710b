"""Novelty to this team: how unlike a work is to everything that stood in the queue before."""

from collections.abc import Sequence

import numpy as np

__all__ = ["novelty"]


def novelty(new: Sequence[str], seen: Sequence[str]) -> list[float]:
    """Give, for each new text, 1 minus its greatest cosine similarity to a seen one.

    Texts are compared by TF-IDF over words and pairs of words. Where nothing was seen, all is new.
    """
    if not new or not seen:
        return [1.0] * len(new)
    # Takes two seconds, which a scan that has nothing to compare with need not wait for.
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=1, stop_words="english")
    try:
        known = vectors.fit_transform([*seen, *new])
    except ValueError:  # no text holds a word
        return [1.0] * len(new)
    similar = known[len(seen) :] @ known[: len(seen)].T
    nearest = similar.max(axis=1).toarray().ravel()
    return [float(value) for value in np.round(np.clip(1.0 - nearest, 0.0, 1.0), 4)]
