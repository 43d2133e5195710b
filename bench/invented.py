"""Inventing publications: the nth work of a corpus, the same for the same seed on every machine.

A work depends on the seed and its number alone, so that its copies can be made anywhere in a corpus
without keeping it. Some works are hard to tell from their neighbour: each two neighbours, 2n and 2n + 1,
may be parts of a series, reports of two years, columns under one title, a paper and a reply to it, or two
papers of one team in one journal and year.
"""

from random import Random
from typing import Final, NamedTuple

from bench.vocabulary import Journal, new_word, vocabulary
from records.dates import PartialDate
from records.record import Author, RecordType

__all__ = ["Invented", "chance_of", "invented"]

_NEWEST: Final = 2026
_OLDEST: Final = 1985
_MEAN_AGE: Final = 8.0  # years
_TITLE: Final = (6, 16)  # words, as PubMed's titles mostly have
_JOINING: Final = 0.3  # of these the share that are small words
_COLON: Final = 0.3  # titles in two parts
_ABSTRACT: Final = (100, 250)  # words
_SENTENCE: Final = 17  # words
_WITH_ABSTRACT: Final = 0.8
_WITH_DOI: Final = 0.85
_WITH_PMID: Final = 0.55
_FULL_DATE: Final = 0.5
_PLACEHOLDER: Final = 0.015
_LAST_PAGE: Final = 1800
_ALIKE: Final = {"": 0.9, "part": 0.02, "report": 0.01, "column": 0.02, "answer": 0.01, "team": 0.04}
_AUTHORS: Final = {1: 12, 2: 14, 3: 16, 4: 16, 5: 13, 6: 10, 7: 7, 8: 5, 9: 3, 10: 2, 14: 2}


class Invented(NamedTuple):
    """A work that was never written.

    ``bare`` tells that its title names a section or a series and no work. ``doi`` and ``pmid`` are empty
    where it has none.
    """

    number: int
    title: str
    authors: tuple[Author, ...]
    journal: Journal
    published: PartialDate
    volume: str
    issue: str
    pages: str
    doi: str
    pmid: str
    abstract: str
    type: RecordType
    bare: bool = False


def chance_of(*named: object) -> Random:
    """Give the chance that belongs to a thing, the same each time."""
    return Random(" ".join(map(str, named)))  # noqa: S311  not a secret


def invented(seed: int, number: int) -> Invented:
    """Invent the work of this number, from 0."""
    kind = chance_of(seed, "alike", number // 2).choices(tuple(_ALIKE), tuple(_ALIKE.values()))[0]
    own = _plain(seed, number)
    if not kind:
        return own
    first = own if number % 2 == 0 else _plain(seed, number - 1)
    return _ALIKES[kind](first, own, number % 2)


def _plain(seed: int, number: int) -> Invented:
    chance = chance_of(seed, number)
    words = vocabulary()
    journal = chance.choices(words.journals, cum_weights=words.journal_sums)[0]
    year = max(_OLDEST, _NEWEST - int(chance.expovariate(1 / _MEAN_AGE)))
    month = chance.randint(1, 12)
    placeholder = chance.random() < _PLACEHOLDER
    has_abstract = chance.random() < _WITH_ABSTRACT and not placeholder
    return Invented(
        number=number,
        title=chance.choice(words.lists["placeholder_titles"]) if placeholder else _title(chance),
        authors=_authors(chance),
        journal=journal,
        published=PartialDate(year, month, chance.randint(1, 28) if chance.random() < _FULL_DATE else 0),
        volume=str(max(1, year - journal.first_year + 1)),
        issue=str((month - 1) * journal.issues // 12 + 1),
        pages=_pages(chance),
        doi=f"10.5555/{_code(journal)}.{year}.{number:07}" if chance.random() < _WITH_DOI else "",
        pmid=str(10_000_000 + number) if chance.random() < _WITH_PMID else "",
        abstract=_abstract(chance) if has_abstract else "",
        type="editorial" if placeholder else "article",
        bare=placeholder,
    )


def _title(chance: Random) -> str:
    words = vocabulary()
    count = chance.randint(*_TITLE)
    made = words.content.draw(chance, count)
    for place in range(1, count - 1, 2):
        if chance.random() < _JOINING * 2:
            made[place] = chance.choice(words.lists["joining"])
    if chance.random() < _COLON:
        middle = count // 2
        made[middle - 1] += ":"
    text = " ".join(made)
    return text[0].upper() + text[1:]


def _authors(chance: Random) -> tuple[Author, ...]:
    words = vocabulary()
    count = chance.choices(tuple(_AUTHORS), tuple(_AUTHORS.values()))[0]
    given = chance.choices(words.lists["given_names"], k=count)
    families = words.families.draw(chance, count)
    return tuple(Author(family, name) for family, name in zip(families, given, strict=True))


def _pages(chance: Random) -> str:
    if chance.random() < 0.2:  # numbered articles
        return f"e{chance.randint(100_000, 999_999)}"
    first = chance.randint(1, _LAST_PAGE)
    return f"{first}-{first + chance.randint(1, 18)}"


def _abstract(chance: Random) -> str:
    words = vocabulary().running.draw(chance, chance.randint(*_ABSTRACT))
    for place in range(0, len(words), _SENTENCE):
        words[place] = words[place].capitalize()
        words[place - 1] += "."
    return " ".join(words)


def _code(journal: Journal) -> str:
    return "".join(word[0] for word in journal.short.lower().split()) + str(journal.first_year)


def _part(first: Invented, own: Invented, turn: int) -> Invented:
    title = f"{first.title}: part {('I', 'II')[turn]}"
    same = own._replace(title=title, authors=first.authors, journal=first.journal, published=first.published)
    return same._replace(volume=first.volume, issue=first.issue, type="article", bare=False)


def _report(first: Invented, own: Invented, turn: int) -> Invented:
    lists, chance = vocabulary().lists, chance_of("body", first.number)
    names, body = lists["reports"], f"{new_word(chance).capitalize()} {chance.choice(lists['bodies'])}"
    year = max(_OLDEST + 1, first.published.year) - turn
    return own._replace(
        title=names[first.number // 2 % len(names)],
        authors=(Author(body, group=True),),
        published=PartialDate(year, 6),
        volume="",
        issue="",
        pages="",
        pmid="",
        type="report",
        bare=True,
    )


def _column(first: Invented, own: Invented, turn: int) -> Invented:
    names = vocabulary().lists["columns"]
    issue = str(first.published.month % first.journal.issues + 1 + turn)
    return own._replace(
        title=names[first.number // 2 % len(names)],
        authors=first.authors[:1],
        journal=first.journal,
        published=PartialDate(first.published.year, first.published.month),
        volume=first.volume,
        issue=issue,
        type="editorial",
        bare=True,
    )


def _answer(first: Invented, own: Invented, turn: int) -> Invented:
    if turn == 0:
        return own
    return own._replace(
        title=f"Reply to: {first.title}",
        journal=first.journal,
        published=first.published,
        type="letter",
        abstract="",
    )


def _team(first: Invented, own: Invented, turn: int) -> Invented:
    if turn == 0:
        return own
    same = own._replace(authors=first.authors, journal=first.journal, published=first.published)
    return same._replace(volume=first.volume, issue=first.issue)


_ALIKES: Final = {"part": _part, "report": _report, "column": _column, "answer": _answer, "team": _team}
