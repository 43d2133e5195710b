"""What no component may read: stretches that stand in documents of any content.

Equality statements, copyright lines and the like say nothing about the work, and the name of a scale
(Glasgow Coma Scale) nothing about a place. The rules are in ``data/vocabularies/boilerplate.yaml``.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from sys import maxsize
from typing import NamedTuple, Self

import data
from nlp.entries import Entry, entry_of, vocabulary_text
from nlp.false_friends import pattern_of
from nlp.phrases import Phrase, Phrases
from nlp.stretches import Stretch, merged
from nlp.words import Words

__all__ = ["FILE", "Boilerplate", "shipped_boilerplate"]

FILE = "vocabularies/boilerplate.yaml"
_OPENS = re.compile(r"[ \t*#]*(?:[:\n\u241e]|$)")
"""What follows a heading: a colon or the end of the line."""


class _Sentence(NamedTuple):
    """A sentence in which ``pattern`` is found is left out, or only what follows (``tail``)."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    tail: bool

    def stretch(self, text: str, start: int, end: int) -> Stretch | None:
        found = self.pattern.search(text, start, end)
        if not found or (self.unless and self.unless.search(text, start, end)):
            return None
        return (found.start() if self.tail else start, end)


class _Name(NamedTuple):
    group: str


_Rule = _Sentence | _Name | str  # "section" or "instrument"


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The rules of boilerplate, ready to be applied.

    ``text`` is the file that they were read from. ``rules`` finds the phrases on which a rule looks
    closer. A section takes in the next line when its own has at most ``heading_words`` words. A
    sentence that names ``at_least`` different groups is left out unless ``unless`` is found in it.
    """

    text: str
    rules: Phrases[_Rule]
    heading_words: int
    at_least: int
    unless: re.Pattern[str]

    @classmethod
    def of(cls, text: str, file: str = FILE) -> Self:
        """Read the rules from the text of a file; ``SettingsError`` says what is wrong with it."""
        whole = entry_of(text, file)
        many = whole.entry("many_names")
        return cls(
            text=text,
            rules=Phrases(_rules(whole)),
            heading_words=int(whole.number("heading_words")),
            at_least=int(many.number("at_least")),
            unless=pattern_of(many, "unless"),
        )

    def stretches(self, cut: Words, sentences: Sequence[Stretch]) -> tuple[Stretch, ...]:
        """Find what may not be read, in reading order, joined where it touches."""
        found: list[Stretch | None] = []
        named: dict[Stretch, set[str]] = defaultdict(set)
        for start, end, rule, _ in self.rules.places(cut):
            sentence = _holding(sentences, start)
            if isinstance(rule, _Name):
                named[sentence].add(rule.group)
            elif isinstance(rule, _Sentence):
                found.append(rule.stretch(cut.text, *sentence))
            else:
                found.append((start, end) if rule == "instrument" else self._section(cut.text, start, end))
        found += [
            sentence
            for sentence, groups in named.items()
            if len(groups) >= self.at_least and not self.unless.search(cut.text, *sentence)
        ]
        return merged(stretch for stretch in found if stretch)

    def _section(self, text: str, start: int, heading_end: int) -> Stretch | None:
        """Give the section that a heading opens; the first line is the title and opens none."""
        line_start = max(text.rfind("\n", 0, start), text.rfind("\u241e", 0, start)) + 1
        if not line_start or text[line_start:start].strip(" \t#*"):
            return None
        if not _OPENS.match(text, heading_end):
            return None
        end = _line_end(text, start)
        line = text[start:end]
        only_heading = len(line.split()) <= self.heading_words and line[-1:] not in ".!?"
        if only_heading and text[end : end + 1] == "\n":
            end = _line_end(text, end + 1)
        return start, end


@cache
def shipped_boilerplate() -> Boilerplate:
    """Give the rules that ship with Ken."""
    return Boilerplate.of(vocabulary_text(data.folder(), FILE))


def _rules(whole: Entry) -> Iterator[Phrase[_Rule]]:
    for entry in whole.entries("sections", "begins"):
        yield Phrase(entry.text("begins"), "section")
    for entry in whole.entries("instruments"):
        for phrase in entry.texts("phrases", needed=True):
            yield Phrase(phrase, "instrument", case=False)
    for entry in whole.entries("sentences", "pattern"):
        unless = pattern_of(entry, "unless") if entry.has("unless") else None
        sentence = _Sentence(pattern_of(entry, "pattern"), unless, bool(entry.flag("tail")))
        for phrase in entry.texts("with", needed=True):
            yield Phrase(phrase, sentence, case=False)
    names = whole.entry("many_names").entry("names")
    for group in names.values:
        for phrase in names.texts(group, needed=True):
            yield Phrase(phrase, _Name(group))


def _holding(sentences: Sequence[Stretch], place: int) -> Stretch:
    """Give the sentence that holds a place."""
    number = bisect_right(sentences, (place, maxsize))
    return sentences[number - 1] if number else (place, place)


def _line_end(text: str, start: int) -> int:
    ends = [end for end in (text.find("\n", start), text.find("\u241e", start)) if end >= 0]
    return min(ends, default=len(text))
