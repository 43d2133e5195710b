"""What sources make of a work: the same thing in other capitals, with less, with errors, as a preprint."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final, NamedTuple

from bench.invented import Invented, chance_of
from records.dates import PartialDate
from records.identifiers import Identifier
from records.record import Author, Record, VersionLink

__all__ = ["copy"]

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_KINDS: Final = {"other": 45, "no doi": 20, "error": 12, "few": 13, "preprint": 10}
_PREPRINT_LINKED: Final = 0.3


class _Place(NamedTuple):
    """Where a record comes from: source, kind, and how its keys begin."""

    source: str
    kind: str
    prefix: str
    has_pmid: bool = False


_PLACES: Final = (
    _Place("europepmc", "europepmc", "MED:", has_pmid=True),
    _Place("pubmed", "pubmed", "", has_pmid=True),
    _Place("openalex", "openalex", "W"),
    _Place("crossref", "crossref", "10.5555/r"),
    _Place("file", "file", ""),
)
_PREPRINTS: Final = _Place("medrxiv", "medrxiv", "10.5555/p")


def copy(seed: int, work: Invented, turn: int, number: int) -> Record:
    """Make the record that a source has of a work.

    ``turn`` counts the records of the work, from 0: the first is as the publisher has it. ``number`` ends
    the record's key.
    """
    chance = chance_of(seed, work.number, turn)
    place = chance.choice(_PLACES)
    if turn == 0:
        return _record(work, place, number)
    kind = chance.choices(tuple(_KINDS), tuple(_KINDS.values()))[0]
    # Without its number or its place in a volume nobody could say which of many editorials one is.
    return _COPIES["other" if work.bare else kind](work, chance, place, number)


def _record(work: Invented, place: _Place, number: int) -> Record:
    found = [Identifier("doi", work.doi)] if work.doi else []
    if work.pmid and place.has_pmid:
        found.append(Identifier("pmid", work.pmid))
    return Record(
        source=place.source,
        key=f"{place.prefix}{number}",
        kind=place.kind,
        title=work.title,
        abstract=work.abstract,
        authors=work.authors,
        container=work.journal.name if work.type != "report" else "",
        volume=work.volume,
        issue=work.issue,
        pages=work.pages,
        published=work.published,
        type=work.type,
        language="en",
        identifiers=tuple(found),
    )


def _other(work: Invented, chance: Random, place: _Place, number: int) -> Record:
    return _record(_indexed(work, chance), place, number)


def _no_doi(work: Invented, chance: Random, place: _Place, number: int) -> Record:
    return _record(_indexed(work, chance)._replace(doi=""), place, number)


def _error(work: Invented, chance: Random, place: _Place, number: int) -> Record:
    wrong = _indexed(work, chance)
    wrong = wrong._replace(
        title=_mistyped(wrong.title, chance), doi=wrong.doi if chance.random() < 0.5 else ""
    )
    if chance.random() < 0.3 and len(wrong.authors) > 1:
        wrong = wrong._replace(authors=wrong.authors[:-1])
    return _record(wrong, place, number)


def _few(work: Invented, chance: Random, place: _Place, number: int) -> Record:
    """Leave out what small exports and web pages leave out; the DOI or the year stays."""
    bare = _indexed(work, chance)._replace(volume="", issue="", pages="", abstract="", pmid="")
    if chance.random() < 0.5:
        return _record(bare._replace(doi="", published=PartialDate(work.published.year)), place, number)
    return _record(bare._replace(authors=bare.authors[:1]), place, number)


def _preprint(work: Invented, chance: Random, place: _Place, number: int) -> Record:  # noqa: ARG001  as all
    year, month = work.published.year, work.published.month - chance.randint(3, 14)
    while month < 1:
        year, month = year - 1, month + 12
    title = work.title.lower().capitalize() if chance.random() < 0.3 else work.title
    early = work._replace(
        title=title,
        published=PartialDate(year, month, chance.randint(1, 28)),
        volume="",
        issue="",
        pages="",
        doi=f"10.5555/preprint.{work.number:07}",
        pmid="",
        type="preprint",
    )
    linked = work.doi and chance.random() < _PREPRINT_LINKED
    versions = (VersionLink("preprint-of", Identifier("doi", work.doi)),) if linked else ()
    return replace(_record(early, _PREPRINTS, number), container="", versions=versions)


def _indexed(work: Invented, chance: Random) -> Invented:
    """Change what indexes change: capitals, the journal's name, given names, the precision of the date."""
    die = chance.random()
    title = work.title.upper() if die < 0.1 else work.title.title() if die < 0.3 else work.title
    title = f"{title}." if chance.random() < 0.4 else title
    authors = work.authors
    if chance.random() < 0.5:
        authors = tuple(Author(one.family, one.given[:1], group=one.group) for one in authors)
    when = work.published if chance.random() < 0.5 else PartialDate(work.published.year)
    short = work.journal.short if chance.random() < 0.5 else work.journal.name
    return work._replace(
        title=title, authors=authors, published=when, journal=replace(work.journal, name=short)
    )


def _mistyped(text: str, chance: Random) -> str:
    place = chance.randrange(1, len(text) - 1)
    die = chance.random()
    if die < 0.4:
        return text[:place] + text[place + 1 :]
    if die < 0.7:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text[:place] + chance.choice(_LETTERS) + text[place + 1 :]


_COPIES: Final[dict[str, Callable[[Invented, Random, _Place, int], Record]]] = {
    "other": _other,
    "no doi": _no_doi,
    "error": _error,
    "few": _few,
    "preprint": _preprint,
}
