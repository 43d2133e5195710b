"""How well topics are learned from labelled documents: F1 of each, macro and micro."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bench.intervals import Figure, Measure, Numbers, figures
from bench.measures import rates
from bench.topic_baseline import PlainTopics
from bench.topic_documents import Split, Topic, TopicDocument
from bench.topic_kernel import TopicKernel
from bench.topic_learner import CUT, Truths, learn
from nlp.meaning import Meaning
from records.errors import BenchError

__all__ = ["TopicFigures", "TopicScore", "measure_topics"]

_ALL: Final = ""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """How one topic was found: ``labelled`` documents are on it.

    ``ken`` has precision, recall and F1 by name; ``plain`` the same of plain logistic regression.
    """

    labelled: int
    ken: Mapping[str, Figure]
    plain: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """How topics were found in ``asked`` documents, after learning from ``learned`` ones.

    ``ken`` and ``plain`` have ``macro_f1``, the mean of the topics' F1, each counting the same however rare
    it is, as the published figures count; a topic that is on no document and is never said is left out.
    They have ``micro_f1`` as well, over all topics of all documents together.
    """

    name: str
    learned: int
    asked: int
    ken: Mapping[str, Figure]
    plain: Mapping[str, Figure]
    topics: Mapping[str, TopicScore]


def measure_topics(split: Split, topics: Sequence[Topic], meaning: Meaning) -> tuple[TopicFigures, ...]:
    """Learn topics from one part of the documents and compare what is said of the others with their labels.

    Raises ``BenchError`` when a topic is on no document to learn from, or on all, or when all these documents
    lack a title, an abstract or a journal.
    """
    truths = _truths(split.learned, topics)
    _check(split.learned, truths, topics)
    kernel = TopicKernel(split.learned, [f"{one.name}. {one.definition}" for one in topics], meaning)
    learned = learn(kernel, split.learned, truths)
    plain = PlainTopics(split.learned, truths)
    found = []
    for name, asked in split.asked.items():
        known = _truths(asked, topics)
        ken = _figures(known, learned.probabilities(asked) >= CUT, topics)
        others = _figures(known, plain.say(asked), topics)
        scores = _scores(known, topics, ken, others)
        found.append(TopicFigures(name, len(split.learned), len(asked), ken[_ALL], others[_ALL], scores))
    return tuple(found)


def _scores(
    known: Truths,
    topics: Sequence[Topic],
    ken: Mapping[str, Mapping[str, Figure]],
    plain: Mapping[str, Mapping[str, Figure]],
) -> dict[str, TopicScore]:
    counts = known.sum(axis=0)
    return {
        topic.name: TopicScore(int(count), ken[topic.name], plain[topic.name])
        for topic, count in zip(topics, counts, strict=True)
    }


def _figures(known: Truths, said: Truths, topics: Sequence[Topic]) -> dict[str, dict[str, Figure]]:
    """Compute figures of each topic, and of all together under an empty name."""
    both = known & said
    measures: dict[tuple[str, str], Measure] = {}
    for place, topic in enumerate(topics):
        of_topic = rates(known[:, place], said[:, place], both[:, place])
        measures |= {(topic.name, name): measure for name, measure in of_topic.items()}
    totals = [counts.sum(axis=1) for counts in (known, said, both)]
    measures |= {(_ALL, "macro_f1"): _macro(known, said), (_ALL, "micro_f1"): rates(*totals)["f1"]}
    named = figures({"\n".join(key): measure for key, measure in measures.items()}, len(known))
    found: dict[str, dict[str, Figure]] = {}
    for group, name in measures:
        found.setdefault(group, {})[name] = named[f"{group}\n{name}"]
    return found


def _macro(known: Truths, said: Truths) -> Measure:
    """Give the mean F1 of the topics; one that is neither there nor said in a draw is left out of it."""

    def measure(weights: Numbers) -> Numbers:
        total = weights @ known + weights @ said
        f1 = 2 * (weights @ (known & said)) / np.maximum(total, 1)
        mean: Numbers = f1.sum(axis=1) / (total > 0).sum(axis=1)
        return mean

    return measure


def _truths(documents: Sequence[TopicDocument], topics: Sequence[Topic]) -> Truths:
    return np.array([[topic.name in one.annotations for topic in topics] for one in documents], bool)


def _check(documents: Sequence[TopicDocument], truths: Truths, topics: Sequence[Topic]) -> None:
    for field in ("title", "abstract", "journal"):
        if not any(getattr(one, field) for one in documents):
            raise BenchError(f"no document to learn from has text in its {field}; name CoronaCentral's file")
    for topic, count in zip(topics, truths.sum(axis=0), strict=True):
        if not 0 < count < len(truths):
            raise BenchError(
                f"{count} of the {len(truths)} documents to learn from are on {topic.name}; "
                "name a file in which some are, and some are not"
            )
