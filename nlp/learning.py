"""The learning component: what went well and what did not, what to keep and to stop, and how it came about.

Labels:

``went_well``, ``did_not_go_well``, ``innovation_to_keep``, ``change_to_stop``, ``negative_unintended``
    polarity, span by span: keep and stop can share a sentence, and nothing is averaged
``mixed``
    positive and negative spans each make up a quarter or more
``mitigation:<status>``, ``harm-without-mitigation``
    what was done against a harm (proposed, tested, shown); a harm after which nothing of it comes
``what``, ``how``, ``incomplete-learning``
    the change and the way it came about; one without the other
``enabler:<id>``, ``condition:<id>``
    system enablers, cultural and behavioural conditions
``self-reported``
    good news only, told by those who did it
``density``
    not a probability but a measure: the share of sentences that hold any of these

"Aims to improve" is an intent and no result; "did not improve" is the opposite of "improved"; "tested
negative" is no polarity.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from nlp.cues import ANY, Cue, CueReader, Hit, cues_of
from nlp.entries import Entry, entry_of, vocabulary_text
from nlp.false_friends import friends_of, pattern_of
from nlp.reading import Reading
from nlp.stage import FILE
from nlp.versions import version_of
from records.annotation import Annotation

__all__ = ["POLARITIES", "LearningComponent"]

POLARITIES = (
    "went_well",
    "did_not_go_well",
    "innovation_to_keep",
    "change_to_stop",
    "negative_unintended",
)
_RULES = 1
_QUOTES = 6
_HARMS = ("did_not_go_well", "negative_unintended")
_JUDGED = ("innovation_to_keep", "change_to_stop")
"""Judgements of what should be, in which "should" and "will" are no mere intent."""
_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class LearningComponent:
    """Annotates works with what can be learnt from them."""

    reader: CueReader
    signs: Mapping[str, str]
    intent: re.Pattern[str]
    negated: re.Pattern[str]
    version: str
    name: str = "learning"

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Make the component from a vocabulary folder; raises ``SettingsError``."""
        text = vocabulary_text(folder, FILE)
        whole = entry_of(text, str(folder / FILE))
        return cls(
            CueReader(_cues(whole), {ANY: tuple(friends_of(whole, "polarity_traps"))}),
            {one.text("id"): one.text("sign") for one in whole.entries("polarity")},
            pattern_of(whole, "intent_before"),
            pattern_of(whole, "negated_before"),
            version_of(_RULES, text),
        )

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Annotation]:
        """Annotate each work with the labels above, as far as it has them."""
        for reading in readings:
            yield from self._annotations(reading)

    def _annotations(self, reading: Reading) -> Iterator[Annotation]:
        found: dict[str, list[Hit]] = defaultdict(list)
        for hit in self.reader.hits(reading):
            label = self._meant(reading, hit)
            if label and not (found[label] and hit.start < found[label][-1].end):
                found[label].append(hit)
        own = found.pop("own", [])
        polar = {label: found[label] for label in POLARITIES if label in found}
        for label, hits in found.items():
            yield self._annotation(reading, label, hits, "its words")
        yield from self._derived(reading, polar, found, own)
        telling = {hit.sentence for hits in found.values() for hit in hits}
        if telling:
            share = len(telling) / len(reading.sentences)
            why = f"{len(telling)} of {len(reading.sentences)} sentences"
            yield Annotation(reading.work, self.name, self.version, "density", share, (), why)

    def _meant(self, reading: Reading, hit: Hit) -> str:
        """Give the label that a place stands for when the words before it are heard, empty for none."""
        if hit.label not in self.signs:
            return hit.label
        start = max(reading.sentences[hit.sentence][0], hit.start - 60)
        before = reading.text[start : hit.start]
        if hit.label not in _JUDGED and self.intent.search(before):
            return ""
        if self.negated.search(before):
            return {"went_well": "did_not_go_well", "innovation_to_keep": "change_to_stop"}.get(hit.label, "")
        return hit.label

    def _derived(
        self,
        reading: Reading,
        polar: Mapping[str, list[Hit]],
        found: Mapping[str, list[Hit]],
        own: list[Hit],
    ) -> Iterator[Annotation]:
        signed: dict[str, list[Hit]] = defaultdict(list)
        for label, hits in polar.items():
            signed[self.signs[label]] += hits
        good, bad = len(signed["positive"]), len(signed["negative"])
        if good and bad and min(good, bad) >= _SHARE * (good + bad):
            yield self._annotation(reading, "mixed", (), f"{good} positive, {bad} negative")
        if own and good and not bad:
            yield self._annotation(reading, "self-reported", own, "good news only, from those who did it")
        if "what" in found and "how" not in found:
            yield self._annotation(reading, "incomplete-learning", found["what"], "what without how")
        elif "how" in found and "what" not in found:
            yield self._annotation(reading, "incomplete-learning", found["how"], "how without what")
        unpaired = _unpaired(found)
        if unpaired:
            yield self._annotation(
                reading, "harm-without-mitigation", unpaired, "nothing was done against it"
            )

    def _annotation(self, reading: Reading, label: str, hits: Iterable[Hit], why: str) -> Annotation:
        places = [(hit.start, hit.end) for hit in hits]
        # Each further place makes it more likely; one alone is right about three times in five.
        score = 1 - 0.4 * 0.6 ** max(0, len(places) - 1)
        quotes = tuple(reading.quote(start, end) for start, end in places[:_QUOTES])
        return Annotation(reading.work, self.name, self.version, label, score, quotes, why)


def _unpaired(found: Mapping[str, list[Hit]]) -> list[Hit]:
    """List the harms after which no mitigation comes."""
    answers = [hit.start for label, hits in found.items() if label.startswith("mitigation:") for hit in hits]
    last = max(answers, default=-1)
    harms = (hit for label in _HARMS for hit in found.get(label, ()))
    return sorted((hit for hit in harms if hit.start > last), key=lambda hit: hit.start)


def _cues(whole: Entry) -> Iterator[Cue]:
    for one in whole.entries("polarity"):
        yield from cues_of(one.text("id"), one.texts("cues", needed=True))
    for field, prefix in (
        ("mitigation", "mitigation:"),
        ("enablers", "enabler:"),
        ("conditions", "condition:"),
    ):
        for one in whole.entries(field):
            yield from cues_of(prefix + one.text("id"), one.texts("cues", needed=True))
    for field in ("what", "how"):
        yield from cues_of(field, whole.texts(field, needed=True))
    yield from cues_of("own", whole.texts("self_reported"))
