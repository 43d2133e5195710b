"""The workstream component: which of the team's standing questions a work speaks to.

Two readers and one judge. The rules of the workstreams file look for the words of each question
(:mod:`nlp.workstream_score`); a table of meaning tells what the text is about in whatever words
(:mod:`nlp.meaning`); a head that was learned from labels weighs both and gives the probability that a
person would file the work there. A workstream of the team's own making, for which there are no labels, is
weighed by its rules alone. Labels are workstream ids; a work that neither reader finds anything in gets
no annotation.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np

from nlp.entries import vocabulary_text
from nlp.learned import Head, Learned, sigmoid
from nlp.meaning import Meaning, shipped_meaning
from nlp.reading import Reading
from nlp.told import speaking, told
from nlp.versions import version_of
from nlp.vocabulary import FILE, read_workstreams
from nlp.workstream_rules import Rules
from nlp.workstream_score import Score, Scorer, summary
from nlp.workstream_signs import NAMES, workstream_signs
from records.annotation import Annotation

__all__ = ["BELONGS", "WorkstreamComponent", "default_head", "head_name"]

BELONGS: Final = 0.1
"""The probability from which a benchmark may count a work as filed in a workstream.

F1 is best near it on labelled real documents; a queue needs no threshold.
"""
_RULES: Final = 2
_QUOTES: Final = 8
_SENTENCES: Final = 2  # sentences that are quoted where no rule found a word
_LEAST: Final = 0.0005  # a probability below it is not worth a line, unless a rule found something
_RAW: Final = 1.5  # what the raw score weighs in a workstream without labels


def default_head(size: int) -> Head:
    """Give the head of a workstream of the team's own making, until labels or decisions for it arrive.

    ``size`` is that of a text's vector, which it takes no account of.
    """
    signs = np.zeros(len(NAMES), np.float32)
    signs[0] = _RAW
    return Head(-5.0, signs, np.zeros(size, np.float32))


def head_name(workstream: str, *, title_only: bool) -> str:
    """Name the head of a workstream, for works with and without an abstract."""
    return f"workstream:{workstream}:{'title' if title_only else 'full'}"


@dataclass(frozen=True, slots=True)
class WorkstreamComponent:
    """Annotates works with workstreams; without ``learned``, by rules alone."""

    rules: Rules
    scorer: Scorer
    learned: Learned | None
    meaning: Meaning
    without: Head
    version: str
    name: str = "workstream"

    @classmethod
    def of(cls, folder: Path, learned: Learned | None) -> Self:
        """Make the component from a vocabulary folder; raises ``SettingsError``."""
        rules = read_workstreams(vocabulary_text(folder, FILE), str(folder / FILE))
        version = version_of(_RULES, rules.text, learned.version if learned else "")
        meaning = shipped_meaning()
        return cls(rules, Scorer(rules), learned, meaning, default_head(meaning.size), version)

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work with every workstream that it speaks to, in the order of the file."""
        for reading in readings:
            vector = self.meaning.vector(told(reading)) if self.learned else None
            scores = self.scorer.scores(reading)
            for workstream, score in scores.items():
                head = self._head(reading, workstream)
                odds = (head or self.without).log_odds(workstream_signs(scores, workstream), vector)
                probability = sigmoid(odds + (head.shift if head else 0.0))
                found = score.squashed(self.rules.matching.squash) >= self.rules.matching.floor
                if found or (head and vector is not None and vector.any() and probability >= _LEAST):
                    yield self._annotation(reading, workstream, score, head or self.without, probability)

    def _head(self, reading: Reading, workstream: str) -> Head | None:
        heads: Mapping[str, Head] = self.learned.heads if self.learned else {}
        return heads.get(head_name(workstream, title_only=reading.title_only))

    def _annotation(
        self, reading: Reading, workstream: str, score: Score, head: Head, probability: float
    ) -> Annotation:
        best = sorted(score.hits, key=lambda hit: -hit.added)[:_QUOTES]
        places = sorted({(hit.start, hit.end) for hit in best})
        why = summary(score)
        if not places:
            places = list(speaking(reading, self.meaning, head, _SENTENCES))
            why = "by what it is about, in other words"
        remark = f"; {score.remark}" if score.remark else ""
        return Annotation(
            work=reading.work,
            component=self.name,
            version=self.version,
            label=workstream,
            score=probability,
            quotes=tuple(reading.quote(start, end) for start, end in places),
            why=why + remark,
        )
