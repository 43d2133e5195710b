"""The inequality component: does a work bear on inequality, how far, in which dimensions and direction.

Labels:

``grade:0`` to ``grade:3``
    exactly one per work; its score is the calibrated probability that the grade is at least 2, which
    is what a queue is about, whatever the grade itself
``dimension:<id>``
    one per dimension of PROGRESS-Plus that is a subject; its score is the share of such mentions that
    a reader confirmed
``direction:widening``, ``direction:narrowing``, ``direction:mixed``
    where the work says which way a gap moves
``absence-reported``
    the work says that nothing was reported about groups, which is a finding
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from nlp.entries import vocabulary_text
from nlp.equity_grade import Judgement, Named, judge
from nlp.equity_signs import SignFinder
from nlp.equity_vocabulary import FILE, EquityVocabulary
from nlp.probability import Calibration, Curve, shipped_calibration
from nlp.reading import Reading
from nlp.stretches import Stretch
from nlp.versions import version_of
from records.annotation import Annotation, Quote

__all__ = ["InequalityComponent", "curve_name", "table_name"]

_RULES = 1
_QUOTES = 8
_DEFAULT = Curve(-3.0, (1.0, 3.5, 4.0, 1.0, 0.5, -1.0))
_TURN_SCORE = 0.8
_ABSENCE_SCORE = 0.8


def curve_name(*, title_only: bool) -> str:
    """Name the curve of the grade, for works with and without an abstract."""
    return f"inequality:{'title' if title_only else 'full'}"


def table_name(named: Named) -> str:
    """Name the table entry for the way in which a dimension is named."""
    return f"dimension:{named.how}"


@dataclass(frozen=True, slots=True)
class InequalityComponent:
    """Annotates works with their relevance to inequality."""

    vocabulary: EquityVocabulary
    finder: SignFinder
    calibration: Calibration
    version: str
    name: str = "inequality"

    @classmethod
    def of(cls, folder: Path, calibration: Calibration | None = None) -> Self:
        """Make the component from a vocabulary folder; raises ``SettingsError``."""
        vocabulary = EquityVocabulary.of(vocabulary_text(folder, FILE), str(folder / FILE))
        numbers = calibration or shipped_calibration()
        version = version_of(_RULES, vocabulary.text, numbers.version)
        return cls(vocabulary, SignFinder(vocabulary), numbers, version)

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work: its grade, then dimensions, direction and absence where there are any."""
        for reading in readings:
            yield from self._annotations(reading, self.judgement(reading))

    def judgement(self, reading: Reading) -> Judgement:
        """Give what the rules say of a work, before it becomes annotations."""
        return judge(reading, self.finder.signs(reading), self.vocabulary)

    def _annotations(self, reading: Reading, judged: Judgement) -> Iterator[Annotation]:
        curve = self.calibration.curve(curve_name(title_only=reading.title_only), _DEFAULT)
        yield self._annotation(
            reading,
            f"grade:{judged.grade}",
            curve.probability(judged.features),
            judged.stretches,
            judged.reason,
        )
        for named in judged.named if judged.grade else ():
            score = self.calibration.tables.get(table_name(named), 0.5)
            how = named.how.replace("-title", " in the title")
            yield self._annotation(reading, f"dimension:{named.dimension}", score, named.stretches, how)
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


def _quotes(reading: Reading, stretches: Iterable[Stretch]) -> tuple[Quote, ...]:
    best = list(dict.fromkeys(stretches))[:_QUOTES]
    return tuple(reading.quote(start, end) for start, end in sorted(best))
