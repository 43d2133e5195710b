"""Everything that the workstreams file looks for, found in one pass over a reading."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from nlp.phrases import Phrase, Phrases, is_acronym
from nlp.reading import Match, Reading
from nlp.spelling import fold
from nlp.words import words
from nlp.workstream_rules import NearMiss, Rules, Term, WorkstreamRules

__all__ = ["Guard", "Sightings", "TermMatch", "WorkstreamPhrases"]

Guard = Literal["", "acronym", "word"]
"""Whether a phrase counts by itself, or as an acronym or an ambiguous word needs something else."""


class TermMatch(NamedTuple):
    """A term seen in the text: which, where, and what its phrase needs in order to count."""

    term: Term
    match: Match["Mark"]
    guard: Guard
    context: str


class Mark(NamedTuple):
    """What a phrase stands for; ``stream`` is the number of its workstream, -1 for all."""

    kind: Literal["term", "near", "context", "concept", "group", "lift"]
    stream: int
    name: str
    term: Term | None = None
    near: NearMiss | None = None
    guard: Guard = ""
    context: str = ""


@dataclass(slots=True)
class Sightings:
    """What was seen of one workstream in a reading.

    ``terms`` in reading order, ``near`` misses with their places, names of ``concepts`` and, for each
    combination, names of its ``groups`` with the first place of each.
    """

    terms: list[TermMatch] = field(default_factory=list)
    near: list[tuple[NearMiss, Match[Mark]]] = field(default_factory=list)
    concepts: set[str] = field(default_factory=set)
    groups: dict[str, dict[str, Match[Mark]]] = field(default_factory=lambda: defaultdict(dict))


class WorkstreamPhrases:
    """All phrases of a workstreams file, ready to be found together."""

    def __init__(self, rules: Rules) -> None:
        self._streams = len(rules.workstreams)
        self._phrases = Phrases(_phrases(rules))

    def sightings(self, reading: Reading) -> tuple[list[Sightings], set[str], set[str]]:
        """Find what is there: per workstream, then the context classes, then the lifted vetoes' names."""
        found = [Sightings() for _ in range(self._streams)]
        contexts: set[str] = set()
        lifted: set[str] = set()
        for match in reading.find(self._phrases):
            mark = match.what
            if mark.kind == "context":
                contexts.add(mark.name)
            elif mark.kind == "lift":
                lifted.add(mark.name)
            else:
                _note(found[mark.stream], mark, match)
        return found, contexts, lifted


def _note(seen: Sightings, mark: Mark, match: Match[Mark]) -> None:
    if mark.term:
        seen.terms.append(TermMatch(mark.term, match, mark.guard, mark.context))
    elif mark.near:
        seen.near.append((mark.near, match))
    elif mark.kind == "concept":
        seen.concepts.add(mark.name)
    else:
        combination, _, group = mark.name.partition(": ")
        seen.groups[combination].setdefault(group, match)


def _phrases(rules: Rules) -> Iterator[Phrase[Mark]]:
    for name, phrases in rules.contexts.items():
        yield from (Phrase(text, Mark("context", -1, name)) for text in phrases)
    for veto in rules.vetoes:
        yield from (Phrase(text, Mark("lift", -1, veto.name)) for text in veto.lift_phrases)
    for number, stream in enumerate(rules.workstreams):
        yield from _terms(number, stream, rules.matching.free_acronyms)
        yield from _others(number, stream)


def _others(number: int, stream: WorkstreamRules) -> Iterator[Phrase[Mark]]:
    for near in stream.near_misses:
        if near.action not in ("needs_ctx", "needs_case"):
            yield from (Phrase(text, Mark("near", number, near.name, near=near)) for text in near.phrases)
    for name, phrases in stream.concepts.items():
        yield from (Phrase(text, Mark("concept", number, name)) for text in phrases)
    for combination in stream.combinations:
        for group, phrases in combination.groups.items():
            mark = Mark("group", number, f"{combination.name}: {group}")
            yield from (Phrase(text, mark) for text in phrases)


def _terms(number: int, stream: WorkstreamRules, free: frozenset[str]) -> Iterator[Phrase[Mark]]:
    needs = {
        _spelt(text): near
        for near in stream.near_misses
        if near.action == "needs_ctx"
        for text in near.phrases
    }
    cased = {
        _spelt(text) for near in stream.near_misses if near.action == "needs_case" for text in near.phrases
    }
    for term in stream.terms:
        for text in dict.fromkeys(term.phrases):
            near = needs.get(_spelt(text))
            guard = _guard(text, near, free)
            mark = Mark(
                "term", number, term.name, term=term, guard=guard, context=near.context if near else ""
            )
            case = True if term.case or _spelt(text) in cased else None
            yield Phrase(text, mark, case)


def _guard(text: str, near: NearMiss | None, free: frozenset[str]) -> Guard:
    if len(words(text).doc) == 1 and is_acronym(text):
        return "acronym" if near or text not in free else ""
    return "word" if near else ""


def _spelt(text: str) -> str:
    return " ".join(fold(word) for word in text.replace("-", "- ").split())
