"""The geography component: where the work was done, in what setting, and how close that is to Scotland.

Labels:

``place:<name>``
    each place that the text names, a nation or country among them
``nation:<id>``
    each nation that a named place lies in (SCT, ENG, WLS, NIR, or ISO 3166-1 alpha-3)
``setting:<tag>``
    what kind of place the work was done in
``closeness``
    not a probability but a measure: the closeness of the closest place, 0 to 1

Only the text is read: the nation of a source is a fallback that the ranking knows. Ambiguous names
(Perth, Angus, Stirling) count only beside a name that settles them, acronyms (NES, SAS) only beside a
longer name or a Scottish one, and names of instruments, breeds and universities never.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from nlp.entries import vocabulary_text
from nlp.gazetteer import FILE, Gazetteer, Place
from nlp.phrases import Phrase, Phrases, is_acronym
from nlp.reading import Match, Reading
from nlp.stretches import Stretch, merged, overlaps
from nlp.versions import version_of
from records.annotation import Annotation

__all__ = ["GeographyComponent"]

_RULES = 1
_QUOTES = 4
_LEVELS = {"title": 0.95, "abstract": 0.85, "keywords": 0.85, "body": 0.6}
_SCOTTISH = "scottish"


class _Mark(NamedTuple):
    kind: str  # place, guarded, acronym, context, setting, mask
    number: int = -1
    name: str = ""


@dataclass(frozen=True, slots=True)
class GeographyComponent:
    """Annotates works with places, nations, settings and closeness."""

    gazetteer: Gazetteer
    phrases: Phrases[_Mark]
    version: str
    name: str = "geography"

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Make the component from a vocabulary folder; raises ``SettingsError``."""
        gazetteer = Gazetteer.of(vocabulary_text(folder, FILE), str(folder / FILE))
        return cls(gazetteer, Phrases(_phrases(gazetteer)), version_of(_RULES, gazetteer.text))

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work with the labels above, as far as it names anything."""
        for reading in readings:
            found = reading.find(self.phrases)
            yield from self._placed(reading, self._counted(found))
            yield from self._set(reading, found)

    def _counted(self, found: Sequence[Match[_Mark]]) -> dict[int, list[Match[_Mark]]]:
        """Keep the names that count, by the number of their place."""
        masks = merged((match.start, match.end) for match in found if match.what.kind == "mask")
        contexts = {match.what.name for match in found if match.what.kind == "context"}
        named = [
            match for match in found if match.what.number >= 0 and not overlaps(masks, match.start, match.end)
        ]
        sure = {match.what.number for match in named if match.what.kind == "place"}
        counted: dict[int, list[Match[_Mark]]] = defaultdict(list)
        reach = -1
        for match in named:
            if match.end <= reach or not self._counts(match.what, sure, contexts):
                continue
            counted[match.what.number].append(match)
            reach = match.end
        return counted

    def _counts(self, mark: _Mark, sure: set[int], contexts: set[str]) -> bool:
        if mark.kind == "place" or mark.number in sure:
            return True
        place = self.gazetteer.places[mark.number]
        if mark.kind == "acronym":
            return place.within == "SCT" and _SCOTTISH in contexts
        return (
            _SCOTTISH in contexts if place.within == "SCT" and _SCOTTISH in contexts else place.id in contexts
        )

    def _placed(self, reading: Reading, counted: dict[int, list[Match[_Mark]]]) -> Iterator[Annotation]:
        nations: dict[str, list[Match[_Mark]]] = defaultdict(list)
        closest: tuple[float, Place, list[Match[_Mark]]] | None = None
        for number, matches in counted.items():
            place = self.gazetteer.places[number]
            nations[place.within] += matches
            if not place.silent:
                yield self._annotation(reading, f"place:{place.name}", matches, place.kind)
            if closest is None or place.closeness > closest[0]:
                closest = (place.closeness, place, matches)
        for nation, matches in nations.items():
            name = self.gazetteer.nations[nation].name
            yield self._annotation(reading, f"nation:{nation}", sorted(matches, key=_start), name)
        if closest:
            closeness, place, matches = closest
            yield self._annotation(reading, "closeness", matches, place.name, closeness)

    def _set(self, reading: Reading, found: Iterable[Match[_Mark]]) -> Iterator[Annotation]:
        settings: dict[str, list[Match[_Mark]]] = defaultdict(list)
        for match in found:
            if match.what.kind == "setting":
                settings[match.what.name].append(match)
        for setting, matches in settings.items():
            yield self._annotation(reading, f"setting:{setting}", matches, "its words")

    def _annotation(
        self,
        reading: Reading,
        label: str,
        matches: Sequence[Match[_Mark]],
        why: str,
        score: float | None = None,
    ) -> Annotation:
        best = max(_LEVELS[match.field] for match in matches)
        return Annotation(
            work=reading.work,
            component=self.name,
            version=self.version,
            label=label,
            score=best if score is None else score,
            quotes=tuple(reading.quote(match.start, match.end) for match in matches[:_QUOTES]),
            why=why,
        )


def _phrases(gazetteer: Gazetteer) -> Iterator[Phrase[_Mark]]:
    for number, place in enumerate(gazetteer.places):
        for name in place.names:
            alone = " " not in name and is_acronym(name) and place.kind not in ("nation", "country")
            yield Phrase(name, _Mark("acronym" if alone else "place", number), case=True)
        for name in place.guarded:
            yield Phrase(name, _Mark("guarded", number), case=True)
        for name in place.needs:
            yield Phrase(name, _Mark("context", name=place.id))
    for name in gazetteer.scottish:
        yield Phrase(name, _Mark("context", name=_SCOTTISH), case=True)
    for setting, cues in gazetteer.settings.items():
        for cue in cues:
            yield Phrase(cue, _Mark("setting", name=setting))
    for friend in gazetteer.masks:
        for phrase in friend.phrases:
            yield Phrase(phrase, _Mark("mask"))


def _start(match: Match[_Mark]) -> Stretch:
    return match.start, match.end
