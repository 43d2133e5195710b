"""What a reading shows of inequality: mentions of dimensions and cues, sentence by sentence.

False friends are taken out here, and so are variables that were only adjusted for.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from nlp.equity_vocabulary import Dimension, DimensionTerm, EquityVocabulary
from nlp.phrases import Phrase, Phrases
from nlp.reading import Match, Reading
from nlp.stretches import Stretch, merged, overlaps

__all__ = ["Mention", "SignFinder", "Signs"]


class Mark(NamedTuple):
    """What a phrase stands for; ``dimension`` is a number, -1 for none."""

    kind: Literal["term", "friend", "cue", "adjuster"]
    dimension: int = -1
    term: DimensionTerm | None = None
    cue: str = ""


class Mention(NamedTuple):
    """One place at which a dimension is named."""

    dimension: Dimension
    term: DimensionTerm
    match: Match[Mark]


@dataclass(frozen=True, slots=True)
class Signs:
    """All mentions in reading order, and all cues by sentence and name, each with its places."""

    mentions: tuple[Mention, ...]
    cues: dict[int, dict[str, list[Match[Mark]]]]

    def has(self, sentence: int, *names: str) -> bool:
        """Tell whether a sentence has a cue of one of some names."""
        cues = self.cues.get(sentence)
        return cues is not None and any(name in cues for name in names)

    def places(self, name: str) -> list[Match[Mark]]:
        """List all places of a cue in reading order."""
        return [match for cues in self.cues.values() for match in cues.get(name, ())]


class SignFinder:
    """The vocabulary of inequality, ready to be looked for."""

    def __init__(self, vocabulary: EquityVocabulary) -> None:
        self._vocabulary = vocabulary
        self._phrases = Phrases(_phrases(vocabulary))

    def signs(self, reading: Reading) -> Signs:
        """Find mentions and cues in a reading."""
        terms: list[Match[Mark]] = []
        friends: dict[int, list[Stretch]] = defaultdict(list)
        adjusted: list[Stretch] = []
        cues: dict[int, dict[str, list[Match[Mark]]]] = {}
        for match in reading.find(self._phrases):
            mark = match.what
            if mark.kind == "term":
                terms.append(match)
            elif mark.kind == "friend":
                friends[mark.dimension].append((match.start, match.end))
            elif mark.kind == "cue":
                cues.setdefault(match.sentence, {}).setdefault(mark.cue, []).append(match)
            else:
                adjusted.append(self._adjusters(reading, match))
        _scope(cues, merged(friends.get(-1, ())))
        return Signs(tuple(self._mentions(reading, terms, friends, merged(adjusted))), cues)

    def _adjusters(self, reading: Reading, match: Match[Mark]) -> Stretch:
        """Find the list of variables behind words such as "adjusted for"."""
        end = reading.sentences[match.sentence][1]
        found = self._vocabulary.adjusted.match(reading.text, match.end, end)
        return match.start, found.end() if found else match.end

    def _mentions(
        self,
        reading: Reading,
        terms: list[Match[Mark]],
        friends: dict[int, list[Stretch]],
        adjusted: tuple[Stretch, ...],
    ) -> Iterator[Mention]:
        blank: dict[tuple[int, int], tuple[Stretch, ...]] = {}
        reach: dict[int, int] = {}
        for match in terms:
            number, term = match.what.dimension, match.what.term
            if term is None or match.start < reach.get(number, -1):
                continue
            if _only_adjusted(term, match, adjusted):
                continue
            place = (number, match.sentence)
            if place not in blank:
                blank[place] = self._blank(reading, place, friends.get(number, []))
            if overlaps(blank[place], match.start, match.end):
                continue
            reach[number] = match.end
            yield Mention(self._vocabulary.dimensions[number], term, match)

    def _blank(self, reading: Reading, place: tuple[int, int], known: list[Stretch]) -> tuple[Stretch, ...]:
        """Find a dimension's false friends in one sentence."""
        number, sentence = place
        start, end = reading.sentences[sentence]
        found = [stretch for stretch in known if start <= stretch[0] < end]
        for friend in self._vocabulary.dimensions[number].friends:
            if friend.pattern:
                found += [one.span() for one in friend.pattern.finditer(reading.text, start, end)]
        return merged(found)


def _only_adjusted(term: DimensionTerm, match: Match[Mark], adjusted: tuple[Stretch, ...]) -> bool:
    groups = term.strength == "strong" and not term.attribute
    return not groups and overlaps(adjusted, match.start, match.end)


def _scope(cues: dict[int, dict[str, list[Match[Mark]]]], friends: tuple[Stretch, ...]) -> None:
    """Let "equity" count as a cue only beside a word of health or care, and not as money."""
    for found in cues.values():
        if "scope" in found:
            meant = [
                match for match in found.get("scoped", ()) if not overlaps(friends, match.start, match.end)
            ]
            if meant:
                found.setdefault("equity", []).extend(meant)


def _phrases(vocabulary: EquityVocabulary) -> Iterator[Phrase[Mark]]:
    for number, dimension in enumerate(vocabulary.dimensions):
        for term in dimension.terms:
            yield Phrase(term.phrase, Mark("term", number, term))
        for friend in dimension.friends:
            for phrase in friend.phrases:
                yield Phrase(phrase, Mark("friend", number))
    for friend in vocabulary.equity_friends:
        for phrase in friend.phrases:
            yield Phrase(phrase, Mark("friend"))
    for phrase in vocabulary.adjusters:
        yield Phrase(phrase, Mark("adjuster"))
    for name, phrases in vocabulary.cues.items():
        for phrase in phrases:
            yield Phrase(phrase, Mark("cue", cue=name))
