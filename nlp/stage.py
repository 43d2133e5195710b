"""The stage component: what kind of learning activity a work helps, and when in the system's story.

Labels are ``S1`` to ``S4`` (the approach stage with the most weight of cues, and a second one that
comes close) and ``phase:<id>`` (crisis response, adapting, coming out, long term). A stage is read from
words, never from a date.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from nlp.cues import CueReader, Hit, cues_of
from nlp.entries import entry_of, vocabulary_text
from nlp.false_friends import friends_of
from nlp.reading import Reading
from nlp.versions import version_of
from records.annotation import Annotation

__all__ = ["FILE", "StageComponent"]

FILE = "vocabularies/stages.yaml"
_RULES = 1
_STRONG, _WEAK = 2.0, 0.5
_QUOTES = 6
_PHASE = "phase:"
_LEAST = 0.5
"""One weak cue is enough to name a stage; its score says how little that is."""
_DOUBT = 3.0
"""The weight at which a stage is as likely right as wrong; a working number until labels of stages arrive."""


@dataclass(frozen=True, slots=True)
class StageComponent:
    """Annotates works with approach stages and system phases."""

    reader: CueReader
    names: dict[str, str]
    second_share: float
    version: str
    name: str = "stage"

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Make the component from a vocabulary folder; raises ``SettingsError``."""
        text = vocabulary_text(folder, FILE)
        whole = entry_of(text, str(folder / FILE))
        stages = list(whole.entries("stages"))
        cues = [
            cue
            for stage in stages
            for cue in (
                *cues_of(stage.text("id"), stage.texts("strong", needed=True), _STRONG),
                *cues_of(stage.text("id"), stage.texts("weak"), _WEAK),
            )
        ]
        for phase in whole.entries("phases"):
            cues += cues_of(_PHASE + phase.text("id"), phase.texts("cues", needed=True))
        return cls(
            CueReader(cues, {stage.text("id"): tuple(friends_of(stage, "traps")) for stage in stages}),
            {stage.text("id"): stage.text("name") for stage in stages},
            whole.number("second_share"),
            version_of(_RULES, text),
        )

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work with at most two stages, the stronger first, and the phases it speaks of."""
        for reading in readings:
            hits = _by_label(self.reader.hits(reading))
            stages = {label: found for label, found in hits.items() if not label.startswith(_PHASE)}
            weights = {label: sum(hit.weight for hit in found) for label, found in stages.items()}
            order = sorted(
                (label for label in weights if weights[label] >= _LEAST), key=lambda s: (-weights[s], s)
            )
            for label in order[:2]:
                if weights[label] >= self.second_share * weights[order[0]]:
                    yield self._annotation(reading, label, weights[label], hits[label], self.names[label])
            for label, found in hits.items():
                if label.startswith(_PHASE):
                    yield self._annotation(reading, label, float(len(found)) + 1, found, "its words")

    def _annotation(
        self, reading: Reading, label: str, weight: float, hits: list[Hit], why: str
    ) -> Annotation:
        best = sorted(hits, key=lambda hit: -hit.weight)[:_QUOTES]
        places = sorted((hit.start, hit.end) for hit in best)
        return Annotation(
            work=reading.work,
            component=self.name,
            version=self.version,
            label=label,
            score=weight / (weight + _DOUBT),
            quotes=tuple(reading.quote(start, end) for start, end in places),
            why=why,
        )


def _by_label(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        found[hit.label].append(hit)
    return found
