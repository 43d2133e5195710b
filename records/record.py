"""A record: what one source says about one item (the word of PRISMA 2020)."""

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final, Literal, Self, get_args

import msgspec

from records.dates import PartialDate
from records.identifiers import Identifier, Scheme

__all__ = [
    "NOTICE_KINDS",
    "RECORD_TYPES",
    "Author",
    "Notice",
    "NoticeKind",
    "Record",
    "RecordType",
    "Rejected",
    "VersionLink",
    "VersionRelation",
    "split_record_id",
]

RecordType = Literal[
    "article",
    "preprint",
    "review",
    "report",
    "guideline",
    "book",
    "chapter",
    "thesis",
    "conference",
    "dataset",
    "protocol",
    "editorial",
    "letter",
    "news",
    "page",
    "notice",
    "peer-review",
    "other",
]
RECORD_TYPES: Final[tuple[RecordType, ...]] = get_args(RecordType)

NoticeKind = Literal["retraction", "correction", "concern", "withdrawal", "reinstatement"]
NOTICE_KINDS: Final[tuple[NoticeKind, ...]] = get_args(NoticeKind)

VersionRelation = Literal["preprint-of", "has-preprint", "version-of", "has-version", "translation-of"]


@dataclass(frozen=True, slots=True)
class Author:
    """One author, a person or a group.

    A person has ``family`` and mostly ``given`` (given names or initials); a group has only
    ``family``, its whole name, and ``group`` true. ``orcid`` is the bare 16 digits with dashes.
    """

    family: str
    given: str = ""
    group: bool = False
    orcid: str = ""

    def __str__(self) -> str:
        """Write the name as reference lists do: family name, comma, given names."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Notice:
    """A retraction, correction or expression of concern, seen from one record.

    ``role`` tells which end the record is: ``subject`` (the notice is about this record) or ``notice``
    (this record is itself the notice). ``other`` names the other end where the source does.
    """

    kind: NoticeKind
    role: Literal["subject", "notice"]
    other: Identifier | None = None
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class VersionLink:
    """A source's word that another publication is a version of the same work."""

    relation: VersionRelation
    other: Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one source says about one item.

    ``source`` and ``key`` name it for ever: ``key`` is the source's own id (``MED:123`` for Europe PMC,
    the PMID, the DOI in lower case for Crossref and medRxiv, ``W123`` for OpenAlex, the item's link for
    feeds). ``abstract`` is plain text; a structured abstract keeps its headings, each section on a line
    of its own as ``Heading: text``. ``body`` is the text of a linked page, plain, 2,000 words at most.
    ``published`` keeps its precision; ``indexed`` is the day on which the source took the item in.
    ``language`` is an ISO 639-1 code, empty when the source does not say. ``publication_types`` are the
    source's own words, ``type`` is Ken's. ``page`` is the SHA-256 of the raw page it was read from.
    """

    source: str
    key: str
    kind: str
    title: str
    abstract: str = ""
    body: str = ""
    authors: tuple[Author, ...] = ()
    container: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    published: PartialDate | None = None
    indexed: date | None = None
    type: RecordType = "other"
    publication_types: tuple[str, ...] = ()
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    urls: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    licence: str = ""
    notices: tuple[Notice, ...] = ()
    versions: tuple[VersionLink, ...] = ()
    page: str = ""

    @property
    def record_id(self) -> str:
        """Name the record among all sources: source id, colon, key."""
        return f"{self.source}:{self.key}"

    @property
    def year(self) -> int | None:
        """Give the year of publication."""
        return self.published.year if self.published else None

    @property
    def url(self) -> str:
        """Give the address at which a person can read it, empty when none is known."""
        return self.urls[0] if self.urls else self.address_of_doi

    @property
    def address_of_doi(self) -> str:
        """Give the resolver's address of the first DOI, empty without one."""
        doi = self.first("doi")
        return f"https://doi.org/{doi}" if doi else ""

    @property
    def is_notice(self) -> bool:
        """Tell whether this record is itself a retraction, correction or expression of concern."""
        return any(notice.role == "notice" for notice in self.notices)

    def first(self, scheme: Scheme) -> str:
        """Give the first identifier of a scheme, empty without one."""
        return next((one.value for one in self.identifiers if one.scheme == scheme), "")

    def fingerprint(self) -> str:
        """Give a hash of all that a reader would notice if it changed.

        Left out are the raw page and the day of indexing, which move without the item changing.
        """
        bare = replace(self, page="", indexed=None)
        return hashlib.sha256(msgspec.json.encode(bare, order="sorted")).hexdigest()[:32]

    def combined(self, other: Self) -> Self:
        """Join two things that one source says about one item (a feed's entry and its linked page).

        This record's words stay; what it lacks comes from the other; the longer abstract and body
        win, one that was cut short (it ends in "…") only where there is no whole one; lists are joined
        in order. Raises ``ValueError`` for records of different items.
        """
        if (self.source, self.key) != (other.source, other.key):
            raise ValueError(f"{self.record_id} and {other.record_id} are not the same record")
        joined: dict[str, object] = {}
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if isinstance(mine, tuple):
                joined[field.name] = tuple(dict.fromkeys((*mine, *theirs)))
            elif field.name in {"abstract", "body"}:
                joined[field.name] = max(mine, theirs, key=_wholeness)
            else:
                joined[field.name] = theirs if mine in (None, "", "other") else mine
        return type(self)(**joined)  # type: ignore[arg-type]  # the values come from fields of that name

    def after(self, known: Self) -> Self:
        """Give what a source says now, with what it said before where it only fell silent.

        A feed whose linked page was not read this time, or an index that no longer shows an abstract,
        takes nothing back.
        """
        if known.body and not self.body:
            return self.combined(known)
        if known.abstract and not self.abstract:
            return replace(self, abstract=known.abstract)
        return self


def _wholeness(text: str) -> tuple[bool, int]:
    return bool(text) and not text.endswith("…"), len(text)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something on a page that could not become a record, with the reason in plain words."""

    source: str
    reason: str
    fragment: str
    page: str = ""


def split_record_id(record_id: str) -> tuple[str, str]:
    """Take a record id apart into source id and key; ``ValueError`` when it is none."""
    source, colon, key = record_id.partition(":")
    if not (source and colon and key):
        raise ValueError(f"not a record id: {record_id}")
    return source, key
