"""Reading by cues: phrases that speak for a label, less the places where they mean something else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nlp.false_friends import FalseFriend
from nlp.phrases import Phrase, Phrases
from nlp.reading import Match, Reading
from nlp.stretches import Stretch, merged, overlaps

__all__ = ["ANY", "Cue", "CueReader", "Hit", "cues_of"]

ANY = ""
"""The label of false friends that hold for every label."""


class Cue(NamedTuple):
    """A phrase that speaks for a label, with its weight; ``case`` as in :class:`nlp.phrases.Phrase`."""

    label: str
    phrase: str
    weight: float = 1.0
    case: bool | None = None


class Hit(NamedTuple):
    """One place that speaks for a label."""

    label: str
    weight: float
    start: int
    end: int
    field: str
    sentence: int


class _Mark(NamedTuple):
    label: str
    weight: float
    friend: bool


class CueReader:
    """A set of cues, ready to be looked for together."""

    def __init__(self, cues: Iterable[Cue], friends: Mapping[str, Sequence[FalseFriend]]) -> None:
        self._patterns = {
            label: tuple(friend.pattern for friend in known if friend.pattern)
            for label, known in friends.items()
        }
        self._phrases = Phrases(_phrases(cues, friends))

    def hits(self, reading: Reading) -> list[Hit]:
        """Find all places in reading order; of overlapping ones of a label only the first and longest."""
        found: list[Match[_Mark]] = []
        blank: dict[str, list[Stretch]] = defaultdict(list)
        for match in reading.find(self._phrases):
            if match.what.friend:
                blank[match.what.label].append((match.start, match.end))
            else:
                found.append(match)
        if not found:
            return []
        for label in {ANY, *(match.what.label for match in found)}:
            for pattern in self._patterns.get(label, ()):
                blank[label] += [one.span() for one in pattern.finditer(reading.text)]
        return list(_kept(found, {label: merged(stretches) for label, stretches in blank.items()}))


def cues_of(label: str, phrases: Iterable[str], weight: float = 1.0) -> Iterator[Cue]:
    """Make cues of the phrases of one label."""
    return (Cue(label, phrase, weight) for phrase in phrases)


def _kept(found: list[Match[_Mark]], blank: Mapping[str, tuple[Stretch, ...]]) -> Iterator[Hit]:
    reach: dict[str, int] = {}
    everywhere = blank.get(ANY, ())
    for match in found:
        label, weight, _ = match.what
        if match.start < reach.get(label, -1) or overlaps(everywhere, match.start, match.end):
            continue
        if overlaps(blank.get(label, ()), match.start, match.end):
            continue
        reach[label] = match.end
        yield Hit(label, weight, match.start, match.end, match.field, match.sentence)


def _phrases(cues: Iterable[Cue], friends: Mapping[str, Sequence[FalseFriend]]) -> Iterator[Phrase[_Mark]]:
    for cue in cues:
        yield Phrase(cue.phrase, _Mark(cue.label, cue.weight, friend=False), cue.case)
    for label, known in friends.items():
        for friend in known:
            for phrase in friend.phrases:
                yield Phrase(phrase, _Mark(label, 0.0, friend=True), case=None)
