"""Works to measure reading with: invented, about 250 words each, as dense in what is sought as a lead's week.

An abstract is put together from sentences of the invented records that ship (``data/labels/``), so that
components find in it what they find in a real one, or more. Some words are exchanged for others, a few of
them for words that nobody has: a text of which every word is known would be cut faster than a real one. Half
of the records do not say their language.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random
from typing import Final

import data
from bench.copies import copy
from bench.invented import chance_of, invented
from bench.vocabulary import new_word, vocabulary
from records.record import Record

__all__ = ["WORDS", "to_read"]

WORDS: Final = 250
"""Words of title and abstract, as real abstracts of health research have them, give or take a sentence."""
_FILES: Final = ("written.jsonl", "examples.jsonl")
_SENTENCE: Final = 19  # words
_EXCHANGED: Final = 0.05  # of the words
_NEW: Final = 0.1  # of those that are exchanged, words that nobody has


def to_read(seed: int, start: int, end: int) -> Iterator[Record]:
    """Make the records of these numbers, the end left out; each is of a work of its own."""
    for number in range(start, end):
        record = copy(seed, invented(seed, number), 0, number)
        chance = chance_of(seed, "text", number)
        abstract = _abstract(chance, WORDS - len(record.title.split()))
        yield replace(record, abstract=abstract, language=("en", "")[number % 2])


def _abstract(chance: Random, count: int) -> str:
    words: list[str] = []
    while len(words) < count - _SENTENCE / 2:
        words += chance.choice(_sentences())
    others = vocabulary().running.draw(chance, round(len(words) * _EXCHANGED))
    for place, other in zip(chance.sample(range(len(words)), len(others)), others, strict=True):
        words[place] = new_word(chance) if chance.random() < _NEW else other
    return " ".join(words)


@cache
def _sentences() -> tuple[tuple[str, ...], ...]:
    lines = (
        line
        for name in _FILES
        for line in data.folder("labels", name).read_text(encoding="utf-8").splitlines()
        if line.strip()
    )
    found = [sentence for line in lines for sentence in json.loads(line)["abstract"].split(". ")]
    return tuple(tuple(f"{sentence.rstrip('.')}.".split()) for sentence in found if sentence.strip())
