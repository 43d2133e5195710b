"""How alike documents are, as one kernel: a sum of views, each weighted.

Words and pairs of words, pieces of words, the title on its own, the journal, the form of the document,
what its words mean (:mod:`nlp.meaning`), and how near it is to the definition of each topic. The weights
were chosen by cross-validation among the documents that CoronaCentral teaches with.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from bench.topic_documents import TopicDocument
from nlp.meaning import Meaning

__all__ = ["Matrix", "Seen", "TopicKernel"]

Matrix = npt.NDArray[np.float64]

_MEANING: Final = 1 / 3  # for each of title, abstract and both
_FORM: Final = 0.1
_DEFINITION: Final = 0.003  # for each of 70 standardised similarities
_MEANT: Final = 0.5  # of a similarity of meaning, beside one of words
_OPENING: Final = 400  # characters of an abstract that are cut into pieces of words
_HEADING: Final = re.compile(r"\b(?:BACKGROUND|OBJECTIVE|METHODS|RESULTS|CONCLUSION)")
_WE: Final = re.compile(r"\bwe\b", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")


def _title(document: TopicDocument) -> str:
    return document.title


def _whole(document: TopicDocument) -> str:
    return f"{document.title}. {document.abstract}"


def _opening(document: TopicDocument) -> str:
    return f"{document.title}. {document.abstract[:_OPENING]}"


def _body(document: TopicDocument) -> str:
    return document.abstract or document.title


def _journal(document: TopicDocument) -> str:
    return document.journal


class _Pieces(NamedTuple):
    """A view by TF-IDF of words or of pieces of words, with its weight in the kernel."""

    weight: float
    text: Callable[[TopicDocument], str]
    analyzer: str
    lengths: tuple[int, int]
    least: int = 1
    word: str | None = r"\b\w\w+\b"

    def vectorizer(self) -> TfidfVectorizer:
        return TfidfVectorizer(
            preprocessor=lambda document: self.text(document).lower(),
            analyzer=self.analyzer,
            ngram_range=self.lengths,
            min_df=self.least,
            sublinear_tf=True,
            token_pattern=self.word,
        )


_VIEWS: Final = (
    _Pieces(1.0, _whole, "word", (1, 2), 2),
    _Pieces(0.36, _title, "word", (1, 2)),
    _Pieces(0.1, _journal, "word", (1, 3), word=r"\w+"),
    _Pieces(0.5, _opening, "char_wb", (3, 5), 3, word=None),
    _Pieces(0.3, _title, "char_wb", (2, 5), word=None),
)


class Seen(NamedTuple):
    """Documents as the views see them, a row each.

    ``linear`` and ``near`` are multiplied, ``meanings`` and ``form`` compared by their distance.
    """

    linear: Any  # a sparse matrix of SciPy, which has no types
    near: Matrix
    meanings: tuple[Matrix, ...]
    form: Matrix


class TopicKernel:
    """A kernel for documents, made from those that are learned from; their topics play no part in it."""

    def __init__(
        self, documents: Sequence[TopicDocument], definitions: Sequence[str], meaning: Meaning
    ) -> None:
        """Learn the words, and how near documents are to definitions on average."""
        self._meaning = meaning
        self._pieces = FeatureUnion(
            [(str(place), view.vectorizer()) for place, view in enumerate(_VIEWS)],
            transformer_weights={str(place): view.weight**0.5 for place, view in enumerate(_VIEWS)},
        ).fit(documents)
        self._words = TfidfVectorizer(sublinear_tf=True).fit([_whole(one) for one in documents])
        self._defined = self._words.transform(definitions)
        self._meant = meaning.vectors(definitions)
        near = self._nearness(documents)
        self._mean = near.mean(axis=0)
        self._spread = np.where(near.std(axis=0) > 0, near.std(axis=0), 1.0)
        self._spread[len(definitions) :] /= _MEANT

    def see(self, documents: Sequence[TopicDocument]) -> Seen:
        """Prepare documents to be compared."""
        near = (self._nearness(documents) - self._mean) / self._spread
        meanings = tuple(
            self._meaning.vectors([text(one) for one in documents]).astype(np.float64)
            for text in (_title, _body, _whole)
        )
        form = np.array([_form(one) for one in documents])
        return Seen(self._pieces.transform(documents), near * _DEFINITION**0.5, meanings, form)

    def __call__(self, some: Seen, others: Seen) -> Matrix:
        """Compare each of some documents (rows) with each of others (columns)."""
        alike: Matrix = (some.linear @ others.linear.T).toarray()
        alike += some.near @ others.near.T
        for one, other in zip(some.meanings, others.meanings, strict=True):
            alike += _MEANING * _closeness(one, other)
        alike += _FORM * _closeness(some.form, others.form)
        return alike

    def _nearness(self, documents: Sequence[TopicDocument]) -> Matrix:
        texts = [_whole(one) for one in documents]
        by_words = (self._words.transform(texts) @ self._defined.T).toarray()
        return np.hstack([by_words, self._meaning.vectors(texts) @ self._meant.T])


def _closeness(some: Matrix, others: Matrix) -> Matrix:
    """Give exp(-d²) for the distance d of each two."""
    squares = (some**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)[None, :]
    closeness: Matrix = np.exp(-np.maximum(0.0, squares - 2 * some @ others.T))
    return closeness


def _form(document: TopicDocument) -> list[float]:
    """Describe what a document looks like, each sign from 0 to about 3."""
    title, abstract = document.title, document.abstract
    return [
        float(not abstract),
        min(len(abstract), 3000) / 1500,
        min(len(title), 300) / 150,
        float("?" in title),
        float(":" in title),
        float("©" in abstract),
        float(bool(_HEADING.search(abstract))),
        float(bool(_WE.search(abstract))),
        min(3.0, len(_DIGIT.findall(abstract)) / 100),
    ]
