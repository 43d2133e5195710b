"""The language component: what language a work is written in.

The label is an ISO 639-1 code. The source's own word comes first; without it py3langid judges title and
abstract, and where it is not sure, as with a few words, nothing is said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from nlp.reading import Reading
from nlp.versions import version_of
from records.annotation import Annotation

__all__ = ["LANGUAGES", "LanguageComponent"]

_RULES = 1
_LETTERS = 20
"""A text with fewer letters is left unjudged."""
_SURE = 0.5
_SAMPLE = 400
"""Characters that are judged; more does not change the answer and costs time."""
# fmt: off
LANGUAGES = (
    "ar", "cs", "cy", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "gd", "he", "hi",
    "hr", "hu", "id", "is", "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class LanguageComponent:
    """Annotates works with their language."""

    identifier: Any
    version: str
    name: str = "language"

    @classmethod
    def of(cls, folder: Path) -> Self:  # noqa: ARG003  # it reads no vocabulary; all are made alike
        """Make the component."""
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        identifier.set_languages(LANGUAGES)
        return cls(identifier, version_of(_RULES, *LANGUAGES))

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work with one language, where it can be told."""
        for reading in readings:
            said = reading.record.language.lower()
            if said:
                yield self._annotation(reading, said, 0.99, "the source says so")
                continue
            sample = f"{reading.record.title}. {reading.record.abstract}"[:_SAMPLE]
            if sum(map(str.isalpha, sample)) >= _LETTERS:
                code, score = self.identifier.classify(sample)
                if score >= _SURE:
                    yield self._annotation(reading, str(code), min(float(score), 0.99), "its words")

    def _annotation(self, reading: Reading, label: str, score: float, why: str) -> Annotation:
        return Annotation(reading.work, self.name, self.version, label, score, (), why)
