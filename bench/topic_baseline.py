"""Topics by plain logistic regression, as the baseline of CoronaCentral's authors.

Lever and Altman 2021 took TF-IDF of the words of title, abstract and journal, each on its own, balanced
weights, C = 10, and said a topic from one half on (``coronacode/documentclassifier.py``).
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from bench.topic_documents import TopicDocument
from bench.topic_learner import Truths

__all__ = ["PlainTopics"]

_FIELDS: Final = ("title", "abstract", "journal")
_STRENGTH: Final = 10.0
_STEPS: Final = 1000


class PlainTopics:
    """Logistic regressions, one a topic, learned from documents and what they are on."""

    def __init__(self, documents: Sequence[TopicDocument], truths: Truths) -> None:
        """Learn; each topic (a column of ``truths``) has to be on some documents, not on all."""
        self._words = FeatureUnion([(field, _words_of(field)) for field in _FIELDS])
        seen = self._words.fit_transform(documents)
        self._topics = [
            LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=_STEPS).fit(seen, truth)
            for truth in truths.T
        ]

    def say(self, documents: Sequence[TopicDocument]) -> Truths:
        """Tell which topics (columns) each document (rows) is on."""
        seen = self._words.transform(documents)
        return np.array([topic.predict(seen) for topic in self._topics], bool).T


def _words_of(field: str) -> TfidfVectorizer:
    text = attrgetter(field)
    return TfidfVectorizer(preprocessor=lambda document: text(document).lower())
