"""The PROGRESS-Plus file: dimensions, their terms and false friends, and the cues of grading."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self

from nlp.entries import Entry, entry_of
from nlp.false_friends import FalseFriend, friends_of, pattern_of

__all__ = ["CUES", "FILE", "STRENGTHS", "Dimension", "DimensionTerm", "EquityVocabulary", "Strength"]

FILE = "vocabularies/progress_plus.yaml"
Strength = Literal["strong", "medium", "weak"]
STRENGTHS: Final[tuple[Strength, ...]] = ("strong", "medium", "weak")
CUES: Final = (
    "equity",
    "compare",
    "finding",
    "intent",
    "hedge",
    "result",
    "intervention",
    "trial",
    "test",
    "widening",
    "narrowing",
    "absence",
    "process",
    "protocol",
    "scoped",
    "scope",
    "null",
    "sample",
)


@dataclass(frozen=True, slots=True)
class DimensionTerm:
    """One phrase of a dimension; ``attribute`` tells that it names a scale and not a group."""

    phrase: str
    strength: Strength
    attribute: bool


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of PROGRESS-Plus.

    ``condition`` marks those that are often only the clinical condition treated, ``contrast`` those of
    which two different terms in a sentence are mostly two groups.
    """

    id: str
    name: str
    terms: tuple[DimensionTerm, ...]
    friends: tuple[FalseFriend, ...]
    condition: bool
    contrast: bool


@dataclass(frozen=True, slots=True)
class EquityVocabulary:
    """The whole file; ``text`` is what it was read from.

    ``cues`` are phrases by the names of :data:`CUES`. ``adjusters`` open a list of adjustment variables,
    ``adjusted`` is what such a list looks like. ``absence`` are patterns of sentences that say that
    nothing was reported about groups. ``equity_friends`` are other senses of the word equity.
    """

    text: str
    dimensions: tuple[Dimension, ...]
    cues: Mapping[str, tuple[str, ...]]
    adjusters: tuple[str, ...]
    adjusted: re.Pattern[str]
    absence: tuple[re.Pattern[str], ...]
    equity_friends: tuple[FalseFriend, ...]

    @classmethod
    def of(cls, text: str, file: str = FILE) -> Self:
        """Read the vocabulary from the text of a file; ``SettingsError`` says what is wrong with it."""
        whole = entry_of(text, file)
        cues = whole.entry("cues")
        adjustment = whole.entry("adjustment")
        dimensions = tuple(_dimension(entry) for entry in whole.entries("dimensions"))
        if not dimensions:
            raise whole.fault("dimensions", "at least one is needed")
        return cls(
            text=text,
            dimensions=dimensions,
            cues={name: cues.texts(name, needed=True) for name in CUES},
            adjusters=adjustment.texts("with", needed=True),
            adjusted=pattern_of(adjustment, "pattern"),
            absence=tuple(
                pattern_of(entry, "pattern") for entry in whole.entries("absence_patterns", "pattern")
            ),
            equity_friends=tuple(friends_of(whole, "equity_false_friends")),
        )


def _dimension(entry: Entry) -> Dimension:
    attributes = set(entry.texts("attribute"))
    terms = tuple(
        DimensionTerm(phrase, strength, phrase in attributes)
        for strength in STRENGTHS
        for phrase in dict.fromkeys(entry.texts(strength))
    )
    unknown = attributes - {term.phrase for term in terms}
    if unknown:
        raise entry.fault("attribute", f"'{min(unknown)}' is not one of its terms")
    return Dimension(
        id=entry.text("id"),
        name=entry.text("name"),
        terms=terms,
        friends=tuple(friends_of(entry, "false_friends")),
        condition=bool(entry.flag("condition")),
        contrast=bool(entry.flag("contrast")),
    )
