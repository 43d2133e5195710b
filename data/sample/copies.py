"""What one source shows of one work: a copy, with that source's variations applied."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from data.sample.works import Author, Preprint, Work

__all__ = ["Copy", "Tie", "copies"]

_SMALL: Final = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "who", "with")
)
_NOTICES: Final = {"retracts": "retraction", "corrects": "correction", "concerns": "concern"}
_FEEDS: Final = frozenset({"his", "govuk"})


@dataclass(frozen=True, slots=True)
class Tie:
    """What a copy says of another publication.

    ``relation`` is ``retraction of`` or ``retraction in`` (and so with ``correction`` and ``concern``),
    ``preprint of`` or ``preprint in``. The identifiers are the other's.
    """

    relation: str
    doi: str
    pmid: str
    ppr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One work as one source shows it.

    ``date`` is ISO 8601, to the year, month or day. ``words`` is the date in words where the source has
    nothing better (``season``, ``span``), else empty. ``indexed`` is a day of the week. ``kind`` is the
    word of the truth file.
    """

    source: str
    work: Work
    kind: str
    number: int
    type: str
    title: str
    subtitle: str
    abstract: str
    authors: tuple[Author, ...]
    date: str
    words: str
    indexed: str
    doi: str
    pmid: str
    ties: tuple[Tie, ...]

    @property
    def container(self) -> str:
        """Name the journal, book or server."""
        return "medRxiv" if self.type == "preprint" else self.work.journal

    @property
    def day(self) -> str:
        """Give the date to the day, invented where it is not known, as some sources do."""
        return (self.date + "-01-01")[:10]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Give the abstract's paragraphs; those of a structured one start with a heading and a colon."""
        return tuple(self.abstract.split("\n")) if self.abstract else ()


def copies(works: tuple[Work, ...]) -> tuple[Copy, ...]:
    """Give every copy of every work, in an order that mixes them as an index does."""
    by_id = {work.id: work for work in works}
    made = (copy for work in works for copy in _of(work, by_id))
    return tuple(sorted(made, key=lambda copy: (copy.source, copy.number)))


def _of(work: Work, by_id: Mapping[str, Work]) -> Iterator[Copy]:
    whole = _copy(work, _ties(work, by_id))
    for source, variations in work.sources.items():
        kind = "report page" if source in _FEEDS else "same"
        yield _varied(replace(whole, source=source, kind=whole.kind or kind), variations)
    if work.preprint:
        early = _early(work, work.preprint)
        for source, variations in work.preprint.sources.items():
            yield _varied(replace(early, source=source), variations)


def _copy(work: Work, ties: tuple[Tie, ...]) -> Copy:
    return Copy(
        source="",
        work=work,
        kind="preprint" if work.type == "preprint" else "",
        number=work.number,
        type=work.type,
        title=work.title,
        subtitle="",
        abstract=work.abstract,
        authors=work.authors,
        date=work.date,
        words="",
        indexed=_indexed(work.date, work.number),
        doi=_doi(work),
        pmid=_pmid(work),
        ties=ties,
    )


def _early(work: Work, early: Preprint) -> Copy:
    ties = (Tie("preprint of", _doi(work), _pmid(work)),) if early.published else ()
    return replace(
        _copy(work, ties),
        kind="preprint",
        number=_early_number(work),
        type="preprint",
        title=early.title or work.title,
        date=early.date,
        indexed=_indexed(early.date, work.number),
        doi=_preprint_doi(early.date, _early_number(work)),
        pmid="",
    )


def _ties(work: Work, by_id: Mapping[str, Work]) -> tuple[Tie, ...]:
    ties = [
        Tie(f"{_NOTICES[relation]} of", _doi(by_id[other]), _pmid(by_id[other]))
        for relation, other in work.relations.items()
        if relation in _NOTICES
    ]
    ties += [
        Tie(f"{_NOTICES[relation]} in", _doi(notice), _pmid(notice))
        for notice in by_id.values()
        for relation, other in notice.relations.items()
        if other == work.id and relation in _NOTICES
    ]
    if work.preprint and work.preprint.published:
        number = _early_number(work)
        ppr = f"PPR9{number:06d}" if "europepmc" in work.preprint.sources else ""
        ties.append(Tie("preprint in", _preprint_doi(work.preprint.date, number), "", ppr))
    return tuple(ties)


def _early_number(work: Work) -> int:
    return (work.number + 500_000) % 1_000_000


def _preprint_doi(date: str, number: int) -> str:
    return f"10.5555/{date.replace('-', '.')}.26{number:06d}"


def _doi(work: Work) -> str:
    if work.type == "preprint":
        return _preprint_doi(work.date, work.number)
    letters = re.findall(r"\b[A-Z]", work.journal or work.publisher)
    return f"10.5555/{''.join(letters).lower()}.{work.date[:4]}.{work.number:06d}" if letters else ""


def _pmid(work: Work) -> str:
    has_one = work.journal and work.type != "preprint" and {"pubmed", "europepmc"} & set(work.sources)
    return f"90{work.number:06d}" if has_one else ""


def _indexed(date: str, number: int) -> str:
    """Choose a day of the week: up to two days after publication, any day where that is not known."""
    known = int(date[8:10]) if date.startswith("2026-11-") else 0
    return f"2026-11-{min(known + number % 3, 16) if known else 9 + number % 8:02d}"


def _varied(copy: Copy, variations: tuple[object, ...]) -> Copy:
    for variation in variations:
        if isinstance(variation, dict):
            changes: dict[str, Any] = {key: str(value) for key, value in variation.items()}
            copy = replace(copy, **changes)
        else:
            copy = _VARIATIONS[cast("str", variation)](copy)
    return copy


def _no_subtitle(copy: Copy) -> Copy:
    title, _, subtitle = copy.title.partition(": ")
    return replace(copy, title=title, subtitle=subtitle)


def _title_case(copy: Copy) -> Copy:
    words = copy.title.split(" ")
    return replace(copy, title=" ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in words))


def _initials(copy: Copy) -> Copy:
    short = tuple(Author(a.family, " ".join(f"{letter}." for letter in a.initials)) for a in copy.authors)
    return replace(copy, authors=short)


def _entities(copy: Copy) -> Copy:
    return replace(copy, title=_coded(copy.title), abstract=_coded(copy.abstract))


def _coded(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#x2019;")
    return "".join(ch if ch.isascii() else f"&#x{ord(ch):X};" for ch in text)


_VARIATIONS: Final[Mapping[str, Callable[[Copy], Copy]]] = {
    "full stop": lambda copy: replace(copy, title=copy.title + "."),
    "no subtitle": _no_subtitle,
    "title case": _title_case,
    "vernacular title": lambda copy: replace(copy, title=copy.work.vernacular),
    "entities": _entities,
    "no doi": lambda copy: replace(copy, doi=""),
    "doi in capitals": lambda copy: replace(copy, doi=copy.doi.upper()),
    "initials": _initials,
    "no abstract": lambda copy: replace(copy, abstract=""),
    "year only": lambda copy: replace(copy, date=copy.date[:4]),
    "month only": lambda copy: replace(copy, date=copy.date[:7]),
    "season": lambda copy: replace(copy, date=copy.date[:4], words="season"),
    "span": lambda copy: replace(copy, date=copy.date[:7], words="span"),
}
