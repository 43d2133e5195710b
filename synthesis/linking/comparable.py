"""A record made ready for comparing: each field in the form in which two databases agree on it."""

import re
import tomllib
from functools import cache
from typing import Final

import msgspec

import data
from records.identifiers import Identifier
from records.record import Author, Record
from synthesis.linking.places import digits_of, journal_of, pages_of
from synthesis.linking.titles import Title, plain_letters, title_of
from synthesis.linking.words import word_list

__all__ = ["Comparable", "comparable"]

_ABSTRACT: Final = 300  # characters; more does not tell works apart, and costs time and memory
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'`\u2018\u2019\u02bc"))  # "O'Neill" is "ONeill" elsewhere
_LETTERS = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"[\W_]+")
# Records of these types have identifiers, a year and a place of their own beside the article's.
_VERSIONS: Final = frozenset({"preprint", "page", "news", "report", "thesis"})
_GIVEN: Final = 4  # letters; shorter given names are mostly initials


class Comparable(msgspec.Struct, frozen=True, gc=False):
    """What linking looks at in a record.

    ``names`` are the words of all authors' names, sorted and joined, ``families`` those of family names
    alone, ``first_name`` those of the first author, family name first. ``year`` is 0 and ``day`` (the
    first day that its date may mean, as a proleptic ordinal) is 0 where none is known; ``exact`` tells
    that the month is known. ``ids`` are all identifiers of the item, ``versions`` those that its source
    calls other versions of it, ``notice_of``, of a notice, those that it is about. ``dois`` are without
    what counts versions.
    """

    record_id: str
    title: Title
    names: str
    families: str
    first_name: str
    author_count: int
    year: int
    day: int
    exact: bool
    journal: str
    volume: str
    issue: str
    first_page: str
    last_page: str
    abstract: str
    type: str
    is_notice: bool
    ids: frozenset[Identifier]
    versions: frozenset[Identifier]
    notice_of: frozenset[Identifier]
    dois: frozenset[str]
    pmids: frozenset[str]

    @property
    def is_version(self) -> bool:
        """Tell whether it has identifiers, a year and a place of its own beside those of an article."""
        return self.type in _VERSIONS


def comparable(record: Record) -> Comparable:
    """Prepare a record for linking."""
    families = [_family(author) for author in record.authors]
    names = [
        words
        for author, family in zip(record.authors, families, strict=True)
        if (words := family + _given(author))
    ]
    first_page, last_page = pages_of(record.pages)
    volume, issue = digits_of(record.volume), digits_of(record.issue)
    when = record.published
    return Comparable(
        record_id=record.record_id,
        title=title_of(record.title),
        names=" ".join(sorted(set().union(*names))) if names else "",
        families=" ".join(sorted(set().union(*families))) if families else "",
        first_name=" ".join(names[0]) if names else "",
        author_count=len(names),
        year=when.year if when else 0,
        day=when.first_day.toordinal() if when else 0,
        exact=when is not None and when.precision != "year",
        journal=journal_of(record.container),
        volume=volume if when is None or volume != str(when.year) else "",  # some databases repeat the year
        issue=issue if issue != first_page else "",
        first_page=first_page,
        last_page=last_page,
        abstract=_SPACED.sub(" ", record.abstract[:_ABSTRACT]).casefold().strip(),
        type=record.type,
        is_notice=record.is_notice,
        ids=frozenset(record.identifiers),
        versions=frozenset(version.other for version in record.versions),
        notice_of=frozenset(
            notice.other for notice in record.notices if notice.role == "notice" and notice.other
        ),
        dois=frozenset(_unversioned(one.value) for one in record.identifiers if one.scheme == "doi"),
        pmids=frozenset(one.value for one in record.identifiers if one.scheme == "pmid"),
    )


def _given(author: Author) -> list[str]:
    """List the given names that two databases would both have: no initials, no short ones."""
    if len(author.given) < _GIVEN:
        return []
    return [word for word in _LETTERS.findall(plain_letters(author.given)) if len(word) >= _GIVEN]


def _family(author: Author) -> list[str]:
    words = _LETTERS.findall(plain_letters(author.family).translate(_APOSTROPHES))
    no_names = word_list("no_names")
    return [word for word in words if len(word) > 1 and word not in no_names]


def _unversioned(value: str) -> str:
    endings, counted = _doi_versions()
    if value.startswith(counted):
        return value.rpartition(".")[0]
    return endings.sub("", value)


@cache
def _doi_versions() -> tuple[re.Pattern[str], tuple[str, ...]]:
    lists = tomllib.loads(data.folder("linking", "doi_versions.toml").read_text(encoding="utf-8"))
    return re.compile(f"(?:{'|'.join(lists['endings'])})$"), tuple(lists["counted"])
