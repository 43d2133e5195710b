"""The covid component: how far a work is about the pandemic. A tag, never a gate.

Labels are ``covid:1`` (context or period only) and ``covid:2`` (the change or finding is about the
pandemic or its recovery: it stands in the title, or in three sentences).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from nlp.cues import Cue, CueReader
from nlp.entries import entry_of, vocabulary_text
from nlp.false_friends import friends_of
from nlp.reading import Reading
from nlp.stage import FILE
from nlp.versions import version_of
from records.annotation import Annotation

__all__ = ["CovidComponent"]

_RULES = 1
_QUOTES = 4


@dataclass(frozen=True, slots=True)
class CovidComponent:
    """Annotates works that speak of the pandemic."""

    reader: CueReader
    version: str
    name: str = "covid"

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Make the component from a vocabulary folder; raises ``SettingsError``."""
        text = vocabulary_text(folder, FILE)
        covid = entry_of(text, str(folder / FILE)).entry("covid")
        # People write Covid-19 as often as COVID-19, so that capitals do not matter here.
        cues = [Cue("about", phrase, case=False) for phrase in covid.texts("about", needed=True)]
        cues += [Cue("period", phrase, case=False) for phrase in covid.texts("period")]
        friends = {"about": tuple(friends_of(covid, "traps"))}
        return cls(CueReader(cues, friends), version_of(_RULES, text))

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work that speaks of the pandemic, once."""
        for reading in readings:
            hits = self.reader.hits(reading)
            about = [hit for hit in hits if hit.label == "about"]
            if not hits:
                continue
            title = any(hit.field == "title" for hit in about)
            level = 2 if title or len({hit.sentence for hit in about}) > 2 else 1
            quotes = tuple(reading.quote(hit.start, hit.end) for hit in (about or hits)[:_QUOTES])
            why = "in the title" if title else f"{len(hits)} places"
            score = 0.95 if title else 0.8
            yield Annotation(reading.work, self.name, self.version, f"covid:{level}", score, quotes, why)
