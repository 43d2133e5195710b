"""The workstream component: which of the team's standing questions a work speaks to.

The rules of the workstreams file give a raw score (:mod:`nlp.workstream_score`), a logistic curve turns
it into the probability that a person would file the work there. Labels are workstream ids; a work that
no rule touches gets no annotation.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from nlp.entries import vocabulary_text
from nlp.probability import Calibration, Curve, shipped_calibration
from nlp.reading import Reading
from nlp.versions import version_of
from nlp.vocabulary import FILE, read_workstreams
from nlp.workstream_rules import Rules
from nlp.workstream_score import Score, Scorer, summary
from records.annotation import Annotation

__all__ = ["BELONGS", "WorkstreamComponent", "curve_name", "features"]

BELONGS = 0.15
"""The probability from which a benchmark may count a work as filed in a workstream.

F1 is best near it on labelled real documents; a queue needs no threshold.
"""
_RULES = 1
_QUOTES = 8
_DEFAULT = Curve(-5.0, (1.5,))
"""What a workstream of the team's own making gets until labels for it arrive."""


def curve_name(workstream: str, *, title_only: bool) -> str:
    """Name the curve of a workstream, for works with and without an abstract."""
    return f"workstream:{workstream}:{'title' if title_only else 'full'}"


def features(score: Score) -> tuple[float, ...]:
    """Give what the curve reads: the logarithm of the raw score, which has a long tail."""
    return (math.log1p(score.raw),)


@dataclass(frozen=True, slots=True)
class WorkstreamComponent:
    """Annotates works with workstreams."""

    rules: Rules
    scorer: Scorer
    calibration: Calibration
    version: str
    name: str = "workstream"

    @classmethod
    def of(cls, folder: Path, calibration: Calibration | None = None) -> Self:
        """Make the component from a vocabulary folder; raises ``SettingsError``."""
        rules = read_workstreams(vocabulary_text(folder, FILE), str(folder / FILE))
        numbers = calibration or shipped_calibration()
        return cls(rules, Scorer(rules), numbers, version_of(_RULES, rules.text, numbers.version))

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work with every workstream that it speaks to, in the order of the file."""
        for reading in readings:
            for workstream, score in self.scorer.scores(reading).items():
                if score.squashed(self.rules.matching.squash) >= self.rules.matching.floor:
                    yield self._annotation(reading, workstream, score)

    def _annotation(self, reading: Reading, workstream: str, score: Score) -> Annotation:
        curve = self.calibration.curve(curve_name(workstream, title_only=reading.title_only), _DEFAULT)
        best = sorted(score.hits, key=lambda hit: -hit.added)[:_QUOTES]
        places = sorted({(hit.start, hit.end) for hit in best})
        remark = f"; {score.remark}" if score.remark else ""
        return Annotation(
            work=reading.work,
            component=self.name,
            version=self.version,
            label=workstream,
            score=curve.probability(features(score)),
            quotes=tuple(reading.quote(start, end) for start, end in places),
            why=summary(score) + remark,
        )
