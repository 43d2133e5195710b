"""The words and names of which a corpus is invented, with how often each comes.

Frequencies follow Zipf's law as Mandelbrot corrected it: the word of rank r comes about 1 / (r + 2.7) times.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final

import data

__all__ = ["Journal", "Ranked", "Vocabulary", "new_word", "vocabulary"]

_INVENTED_WORDS: Final = 6000
_FAMILIES: Final = 5000
_JOURNALS: Final = 400
_FLAT: Final = 2.7
_HEAD: Final = 150  # common words that stand before all invented ones
_BETWEEN: Final = 4  # invented words after each further common one
_VOLUMES_SINCE: Final = (1920, 2012)
_LETTERS_KEPT: Final = 5  # of a word in a journal's short name


@dataclass(frozen=True, slots=True)
class Ranked:
    """Texts in order of their frequency, with the running sum of their weights."""

    texts: tuple[str, ...]
    sums: tuple[float, ...]

    def draw(self, chance: Random, count: int) -> list[str]:
        """Draw texts, the frequent ones more often."""
        return chance.choices(self.texts, cum_weights=self.sums, k=count)


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal: its name, how indexes shorten it, the year of its first volume, its issues in a year."""

    name: str
    short: str
    first_year: int
    issues: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a corpus is made of.

    ``content`` are words that carry meaning, ``running`` these and the small words between them,
    ``lists`` the shorter lists of the data file, ``syllables`` the parts of words that nobody has.
    """

    content: Ranked
    running: Ranked
    families: Ranked
    journals: tuple[Journal, ...]
    journal_sums: tuple[float, ...]
    lists: Mapping[str, Sequence[str]]
    syllables: Mapping[str, Sequence[str]]


@cache
def vocabulary() -> Vocabulary:
    """Make the vocabulary, the same each time."""
    lists = tomllib.loads(data.folder("bench", "corpus.toml").read_text(encoding="utf-8"))
    chance = Random("vocabulary")  # noqa: S311  not a secret
    parts = lists["syllables"]
    invented = _invented(_INVENTED_WORDS, lists["words"], lambda: _word(chance, parts))
    content = _mixed(lists["words"], invented)
    names = lists["family_names"]
    families = [*names, *_invented(_FAMILIES - len(names), names, lambda: _word(chance, parts).capitalize())]
    journals = _journals(chance, content, lists["journal_forms"])
    return Vocabulary(
        content=_ranked(content),
        running=_ranked([*lists["small"], *content]),
        families=_ranked(families),
        journals=journals,
        journal_sums=_sums(len(journals)),
        lists=lists,
        syllables=parts,
    )


def _mixed(common: Sequence[str], invented: Sequence[str]) -> list[str]:
    mixed, rest = list(common[:_HEAD]), list(common[_HEAD:])
    for place in range(0, len(invented), _BETWEEN):
        mixed += invented[place : place + _BETWEEN]
        if rest:
            mixed.append(rest.pop(0))
    return mixed + rest


def _invented(count: int, taken: Sequence[str], make: Callable[[], str]) -> list[str]:
    known = set(taken)
    made: dict[str, None] = {}
    while len(made) < count:
        word = make()
        if word not in known:
            made[word] = None
    return list(made)


def new_word(chance: Random) -> str:
    """Invent a word that is in no list."""
    return _word(chance, vocabulary().syllables)


def _word(chance: Random, parts: Mapping[str, Sequence[str]]) -> str:
    count = chance.choices((2, 3, 4), (5, 4, 1))[0]
    middle = "".join(chance.choice(parts["onset"]) + chance.choice(parts["vowel"]) for _ in range(count))
    return middle + chance.choice(parts["end"])


def _journals(chance: Random, content: Sequence[str], forms: Sequence[Sequence[str]]) -> tuple[Journal, ...]:
    made: dict[str, Journal] = {}
    while len(made) < _JOURNALS:
        words = [word.capitalize() for word in chance.choices(content[:600], k=chance.randint(1, 3))]
        form, short_form = chance.choice(forms)
        name = form.format(" and ".join((" ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0])
        short = short_form.format(" ".join(word[:_LETTERS_KEPT] for word in words))
        made[name] = Journal(name, short, chance.randint(*_VOLUMES_SINCE), chance.choice((4, 6, 12, 12)))
    return tuple(made.values())


def _ranked(texts: Sequence[str]) -> Ranked:
    return Ranked(tuple(texts), _sums(len(texts)))


def _sums(count: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + _FLAT) for rank in range(1, count + 1)))
