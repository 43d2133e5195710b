"""The inequality component: does a work bear on inequality, how far, in which dimensions and direction.

The rules look for groups, comparisons and their context (:mod:`nlp.equity_grade`); heads that were learned
from labels weigh what they found together with what the text is about (:mod:`nlp.meaning`).

Labels:

``grade:0`` to ``grade:3``
    exactly one per work; its score is the calibrated probability that the grade is at least 2, which
    is what a queue is about, whatever the grade itself
``dimension:<id>``
    one per dimension of PROGRESS-Plus that is a subject; its score is the probability that a reader
    would say so
``direction:widening``, ``direction:narrowing``, ``direction:mixed``
    where the work says which way a gap moves
``absence-reported``
    the work says that nothing was reported about groups, which is a finding
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from nlp.entries import vocabulary_text
from nlp.equity_grade import How, Judgement, judge
from nlp.equity_signs import SignFinder, Signs
from nlp.equity_vocabulary import FILE, EquityVocabulary
from nlp.grade_signs import dimension_signs, grade_signs
from nlp.learned import Learned, sigmoid
from nlp.meaning import Meaning, shipped_meaning
from nlp.reading import Reading
from nlp.stretches import Stretch
from nlp.told import speaking, told
from nlp.versions import version_of
from records.annotation import Annotation, Quote

__all__ = ["InequalityComponent"]

_RULES: Final = 2
_QUOTES: Final = 8
_SUBJECT: Final = 0.4
"""The probability from which a dimension is taken for a subject; F1 is best near it on labelled documents."""
_SHORT: Final = 3
"""Sentences, the title among them, up to which an abstract is graded by the rules: the labelled documents,
from which the heads learned how often things are said, have ten."""
_TURN_SCORE: Final = 0.8
_ABSENCE_SCORE: Final = 0.8
_BY_RULES: Final = (0.02, 0.1, 0.5, 0.6)
"""The probability of a grade of at least 2, by the grade that the rules give, where nothing was learned."""


@dataclass(frozen=True, slots=True)
class InequalityComponent:
    """Annotates works with their relevance to inequality; without ``learned``, by rules alone."""

    vocabulary: EquityVocabulary
    finder: SignFinder
    learned: Learned | None
    meaning: Meaning
    version: str
    name: str = "inequality"

    @classmethod
    def of(cls, folder: Path, learned: Learned | None) -> Self:
        """Make the component from a vocabulary folder; raises ``SettingsError``."""
        vocabulary = EquityVocabulary.of(vocabulary_text(folder, FILE), str(folder / FILE))
        version = version_of(_RULES, vocabulary.text, learned.version if learned else "")
        return cls(vocabulary, SignFinder(vocabulary), learned, shipped_meaning(), version)

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work: its grade, then dimensions, direction and absence where there are any."""
        for reading in readings:
            signs = self.finder.signs(reading)
            judged = self.judged(reading, signs)
            graded = self._graded(reading, signs, judged)
            yield self._grade(reading, judged, graded)
            if graded.grade:
                yield from self._dimensions(reading, signs, judged, graded)
            yield from self._asides(reading, judged)

    def judgement(self, reading: Reading) -> Judgement:
        """Give what the rules alone say of a work."""
        return self.judged(reading, self.finder.signs(reading))

    def judged(self, reading: Reading, signs: Signs) -> Judgement:
        """Give what the rules alone say of a work in which these signs were found."""
        return judge(reading, signs, self.vocabulary)

    def _graded(self, reading: Reading, signs: Signs, judged: Judgement) -> "_Graded":
        named = {one.dimension: _HOW_SURE[one.how] for one in judged.named}
        if self.learned is None or (len(reading.sentences) <= _SHORT and not reading.title_only):
            return _Graded(judged.grade, _BY_RULES[judged.grade], named)
        what = "title" if reading.title_only else "full"
        vector = self.meaning.vector(told(reading))
        row = grade_signs(reading, signs, judged)
        heads = self.learned.heads
        odds = [heads[f"grade:{least}:{what}"].log_odds(row, vector) for least in (1, 2, 3)]
        total = sum(map(sigmoid, odds))
        grade = sum(total >= cut for cut in self.learned.cuts)
        head = heads[f"dimension:{what}"]
        found = {
            dimension: sigmoid(head.log_odds((*own, *row), vector))
            for dimension, own in dimension_signs(reading, signs, judged, self.learned.dimensions).items()
        }
        score = sigmoid(odds[1] + heads[f"grade:2:{what}"].shift)
        return _Graded(grade, score, {name: one for name, one in found.items() if one >= _SUBJECT})

    def _grade(self, reading: Reading, judged: Judgement, graded: "_Graded") -> Annotation:
        why: str = judged.reason
        shown: Sequence[Stretch] = judged.stretches
        if graded.grade != judged.grade:
            why = "weighed" if graded.grade else "none"
        if graded.grade and not shown and self.learned:
            what = "title" if reading.title_only else "full"
            head = self.learned.heads[f"grade:{graded.grade}:{what}"]
            shown = speaking(reading, self.meaning, head, 1)
        if not graded.grade:
            shown = ()
        return self._annotation(reading, f"grade:{graded.grade}", graded.score, shown, why)

    def _dimensions(
        self, reading: Reading, signs: Signs, judged: Judgement, graded: "_Graded"
    ) -> Iterator[Annotation]:
        known = {one.dimension: one for one in judged.named}
        for dimension, score in graded.dimensions.items():
            named = known.get(dimension)
            shown = named.stretches if named else _mentions(signs, dimension)
            how = named.how.replace("-title", " in the title") if named else "in passing"
            yield self._annotation(reading, f"dimension:{dimension}", score, shown, how)

    def _asides(self, reading: Reading, judged: Judgement) -> Iterator[Annotation]:
        if judged.direction != "none":
            label = f"direction:{judged.direction}"
            yield self._annotation(reading, label, _TURN_SCORE, judged.turns, judged.direction)
        if judged.absent:
            why = "says that groups were not reported on"
            yield self._annotation(reading, "absence-reported", _ABSENCE_SCORE, judged.absent, why)

    def _annotation(
        self, reading: Reading, label: str, score: float, stretches: Iterable[Stretch], why: str
    ) -> Annotation:
        return Annotation(
            reading.work, self.name, self.version, label, score, _quotes(reading, stretches), why
        )


def _mentions(signs: Signs, dimension: str) -> tuple[Stretch, ...]:
    own = (one.match for one in signs.mentions if one.dimension.id == dimension)
    return tuple((match.start, match.end) for match in own)


@dataclass(frozen=True, slots=True)
class _Graded:
    """The grade, the probability that it is at least 2, and that of each dimension that is a subject."""

    grade: int
    score: float
    dimensions: Mapping[str, float]


_HOW_SURE: Final[Mapping[How, float]] = {
    "compared": 0.7,
    "strong-title": 0.85,
    "strong": 0.75,
    "medium-title": 0.5,
    "medium": 0.5,
}
"""How likely a dimension is a subject, by how it is named, where nothing was learned."""


def _quotes(reading: Reading, stretches: Iterable[Stretch]) -> tuple[Quote, ...]:
    best = list(dict.fromkeys(stretches))[:_QUOTES]
    return tuple(reading.quote(start, end) for start, end in sorted(best))
