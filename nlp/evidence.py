"""The evidence component: what type of evidence a work is, and how strong its design.

Labels:

``type:<id>``
    one per work, where anything says so; publication types of the source come first, then what the
    title claims, then the words of the method
``strength:<0..5>``
    the tier of the type (5 synthesis, 4 comparative, 3 evaluative, 2 descriptive, 1 practice or opinion,
    0 none), capped for rapid and scoping reviews, 0 for what was retracted
``not-peer-reviewed``, ``self-evaluation``, ``independent-evaluation``, ``limitations-stated``,
``sample-size``
    what is shown beside the tier

Strength is neither credibility nor learning value, and never a reason to leave a work out. A review that
names no search is read as what it is, an opinion.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from nlp.cues import Cue, CueReader, Hit, cues_of
from nlp.entries import Entry, entry_of, vocabulary_text
from nlp.false_friends import friends_of, pattern_of
from nlp.reading import Reading
from nlp.versions import version_of
from records.annotation import Annotation, Quote

__all__ = ["FILE", "EvidenceComponent"]

FILE = "vocabularies/evidence_types.yaml"
_RULES = 1
_QUOTES = 6
_SIGNAL = "signal:"
_SIGNALS = {
    "self_evaluation": "self-evaluation",
    "independent_evaluation": "independent-evaluation",
    "limitations": "limitations-stated",
}
_SEARCH = "search"
_NEEDS = "needs:"
_NUMBERS, _TALK = "numbers", "talk"
_BY_SOURCE = 0.97
_DECISIVE = 30.0
_DOUBT = 2.0
"""The weight of cues at which a type is as likely right as wrong; from the 240 invented records."""


class _Type(NamedTuple):
    id: str
    strength: int
    needs: bool
    title_decides: bool


class _Finding(NamedTuple):
    kind: _Type
    score: float
    quotes: tuple[Quote, ...]
    why: str


@dataclass(frozen=True, slots=True)
class EvidenceComponent:
    """Annotates works with their evidence type and strength."""

    reader: CueReader
    types: Mapping[str, _Type]
    by_publication_type: Mapping[str, str]
    by_record_type: Mapping[str, str]
    title_weight: float
    least: float
    mixed: tuple[str, float]
    claim: re.Pattern[str]
    claim_means: str
    sample: re.Pattern[str]
    version: str
    name: str = "evidence"

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Make the component from a vocabulary folder; raises ``SettingsError``."""
        text = vocabulary_text(folder, FILE)
        whole = entry_of(text, str(folder / FILE))
        entries = list(whole.entries("types"))
        claimed = whole.entry("claimed_review")
        not_after = "|".join(map(re.escape, claimed.texts("not_after")))
        title = "|".join(map(re.escape, claimed.texts("title", needed=True)))
        return cls(
            reader=CueReader(
                _cues(whole), {one.text("id"): tuple(friends_of(one, "traps")) for one in entries}
            ),
            types={one.text("id"): _type(one) for one in entries},
            by_publication_type={
                name.lower(): one.text("id") for one in entries for name in one.texts("pubmed_pt")
            },
            by_record_type={name: one.text("id") for one in entries for name in one.texts("record_types")},
            title_weight=whole.number("title_weight"),
            least=whole.number("least"),
            mixed=(whole.entry("mixed").text("type"), whole.entry("mixed").number("weight")),
            claim=re.compile(rf"(?<!\w)(?P<before>(?:{not_after})\s+)?(?:{title})\b", re.IGNORECASE),
            claim_means=claimed.text("otherwise"),
            sample=pattern_of(whole.entry("signals"), "sample_size"),
            version=version_of(_RULES, text),
        )

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work with type, strength and what stands beside them."""
        for reading in readings:
            hits: dict[str, list[Hit]] = defaultdict(list)
            for hit in self.reader.hits(reading):
                hits[hit.label].append(hit)
            found = self._by_source(reading) or self._by_words(reading, hits)
            if found:
                yield self._annotation(reading, f"type:{found.kind.id}", found.score, found.quotes, found.why)
            if found or reading.retracted:
                strength = 0 if reading.retracted or not found else found.kind.strength
                why = "retracted" if reading.retracted else f"the tier of {found.kind.id}" if found else ""
                score = 1.0 if reading.retracted or not found else found.score
                quotes = found.quotes if found else ()
                yield self._annotation(reading, f"strength:{strength}", score, quotes, why)
            yield from self._beside(reading, hits)

    def _by_source(self, reading: Reading) -> _Finding | None:
        """Take the source's own word for it, the strongest design where it gives several."""
        named = [
            (self.types[self.by_publication_type[word.lower()]], word)
            for word in reading.record.publication_types
            if word.lower() in self.by_publication_type
        ]
        if not named and reading.record.type in self.by_record_type:
            named = [(self.types[self.by_record_type[reading.record.type]], reading.record.type)]
        if not named:
            return None
        # A protocol, a letter or a notice stays one, whatever else it is filed under.
        kind, word = min(named, key=lambda one: (one[0].strength > 1, -one[0].strength))
        return _Finding(kind, _BY_SOURCE, (), f"the source files it as {word}")

    def _by_words(self, reading: Reading, hits: Mapping[str, list[Hit]]) -> _Finding | None:
        weights: dict[str, float] = defaultdict(float)
        for label, found in hits.items():
            if label in self.types:
                weights[label] = sum(self._weight(hit) for hit in _distinct(reading, found))
                decides = self.types[label].title_decides and any(hit.field == "title" for hit in found)
                weights[label] += _DECISIVE if decides else 0.0
        for label in list(weights):
            if self.types[label].needs and _NEEDS + label not in hits:
                del weights[label]
        if _NUMBERS in hits and _TALK in hits:
            weights[self.mixed[0]] += self.mixed[1]
        claimed = self._claimed_review(reading, hits)
        if claimed:
            weights[self.claim_means] += self.title_weight
        if not weights:
            return None
        order = list(self.types)
        best = max(weights, key=lambda label: (weights[label], -order.index(label)))
        if weights[best] < self.least:
            return None
        places = [(hit.start, hit.end) for hit in sorted(hits.get(best, ()), key=self._weight, reverse=True)]
        others = sum(weights.values()) - weights[best]
        return _Finding(
            self.types[best],
            weights[best] / (weights[best] + _DOUBT + 0.5 * others),
            tuple(reading.quote(start, end) for start, end in sorted(places[:_QUOTES])),
            "a review that names no search" if claimed and best == self.claim_means else "its words",
        )

    def _weight(self, hit: Hit) -> float:
        return hit.weight * (self.title_weight if hit.field == "title" else 1.0)

    def _claimed_review(self, reading: Reading, hits: Mapping[str, list[Hit]]) -> bool:
        part = reading.parts[0]
        claims = self.claim.finditer(reading.text, part.start, part.end)
        return _SEARCH not in hits and any(not claim["before"] for claim in claims)

    def _beside(self, reading: Reading, hits: Mapping[str, list[Hit]]) -> Iterator[Annotation]:
        if reading.record.type == "preprint":
            yield self._annotation(reading, "not-peer-reviewed", 0.95, (), "a preprint")
        for field, label in _SIGNALS.items():
            found = hits.get(_SIGNAL + field, ())
            if found:
                quotes = tuple(reading.quote(hit.start, hit.end) for hit in found[:_QUOTES])
                yield self._annotation(reading, label, 0.8, quotes, "its words")
        for size in self.sample.finditer(reading.text):
            if not reading.masked(*size.span()):
                quote = reading.quote(*size.span())
                yield self._annotation(reading, "sample-size", 0.8, (quote,), f"n = {size.group(1)}")
                break

    def _annotation(
        self, reading: Reading, label: str, score: float, quotes: tuple[Quote, ...], why: str
    ) -> Annotation:
        return Annotation(reading.work, self.name, self.version, label, score, quotes, why)


def _distinct(reading: Reading, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Let each phrase count once in a field: a method repeated is no more likely to be it."""
    seen = set()
    for hit in hits:
        key = (hit.field, reading.text[hit.start : hit.end].lower())
        if key not in seen:
            seen.add(key)
            yield hit


def _type(entry: Entry) -> _Type:
    tier = int(entry.number("tier"))
    return _Type(
        entry.text("id"),
        min(tier, int(entry.number("cap", tier))),
        entry.has("needs"),
        bool(entry.flag("title_decides")),
    )


def _cues(whole: Entry) -> Iterator[Cue]:
    sure, weak = whole.number("sure_weight"), whole.number("cue_weight")
    for one in whole.entries("types"):
        label = one.text("id")
        yield from cues_of(label, one.texts("sure", needed=True), sure)
        yield from cues_of(label, one.texts("cues"), weak)
        yield from cues_of(_NEEDS + label, one.texts("needs"))
    for field in _SIGNALS:
        yield from cues_of(_SIGNAL + field, whole.entry("signals").texts(field))
    for field in (_NUMBERS, _TALK):
        yield from cues_of(field, whole.entry("mixed").texts(field, needed=True))
    yield from cues_of(_SEARCH, whole.entry("claimed_review").texts("search"))
