"""References that Ken exported, read back word for word.

What the standard fields of a format cannot hold stands beside them as one JSON object, ``ken-record``
(:mod:`synthesis.export.carried` writes it). People edit exported references, so a carried value is believed
only while it has the same words as the standard field that it makes exact; else the field wins.
"""

import html
import json
import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final, cast, get_args

import msgspec

from records.identifiers import SCHEMES, Identifier, identifier
from records.record import (
    NOTICE_KINDS,
    RECORD_TYPES,
    Author,
    Notice,
    Record,
    VersionLink,
    VersionRelation,
)
from scanners.files.dates import read_date
from scanners.files.words import written_code

__all__ = [
    "Carried",
    "author",
    "authors",
    "carried",
    "identifiers_of",
    "is_marked",
    "notices",
    "restored",
    "versions",
]

log = logging.getLogger(__name__)

_MARK: Final = "ken-record:"
_ELEMENT = re.compile(r"</?[a-z][^<>]*>")
_WORD = re.compile(r"\w+")
_DECODER = json.JSONDecoder(strict=False)
_TEXTS: Final = (
    "title",
    "abstract",
    "container",
    "publisher",
    "volume",
    "issue",
    "pages",
    "language",
    "licence",
)
_LISTS: Final = ("publication_types", "urls", "keywords", "places")
_RELATIONS: Final[tuple[VersionRelation, ...]] = get_args(VersionRelation)


class _Author(msgspec.Struct):
    family: str
    given: str = ""
    group: bool = False
    orcid: str = ""


class _Notice(msgspec.Struct):
    kind: str
    role: str
    notice: str | None = None
    published: str | None = None


class _Version(msgspec.Struct):
    relation: str
    other: str


class Carried(msgspec.Struct):
    """What an exported reference carries beside its standard fields; None where they say it all.

    ``breaks`` are the places of line breaks in the abstract, with the abstract's length behind them.
    """

    record: str = ""
    work: str = ""
    title: str | None = None
    abstract: str | None = None
    breaks: list[int] | None = None
    authors: list[_Author] | None = None
    container: str | None = None
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    type: str | None = None
    publication_types: list[str] | None = None
    language: str | None = None
    identifiers: list[str] | None = None
    urls: list[str] | None = None
    keywords: list[str] | None = None
    licence: str | None = None
    places: list[str] | None = None
    notices: list[_Notice] | None = None
    versions: list[_Version] | None = None
    indexed: date | None = None


def is_marked(texts: Iterable[str]) -> bool:
    """Tell whether one of the notes carries something of Ken's."""
    return any(_MARK in text for text in texts)


def carried(texts: Iterable[str]) -> Carried | None:
    """Find the carried object in notes, also after a reference manager made HTML of them; None without."""
    for text in texts:
        _, mark, rest = text.partition(_MARK)
        if not mark:
            continue
        rest = html.unescape(_ELEMENT.sub("", rest)).replace("\n", " ")
        try:
            found, _ = _DECODER.raw_decode(rest.strip())
            return msgspec.convert(found, Carried)
        except (ValueError, RecursionError, msgspec.ValidationError) as error:
            log.warning("a note of Ken's own cannot be read and is left out: %s", error)
    return None


def restored(record: Record, known: Carried, *, code: str = "") -> Record:
    """Make the fields of a record exact again with what is carried.

    ``code`` is the type as the format writes it, where that is coarser than Ken's.
    """
    changed: dict[str, Any] = {}
    for name in (*_TEXTS, *_LISTS):
        exact = getattr(known, name)
        if exact is not None and (name in ("licence", "places") or _same(exact, getattr(record, name))):
            changed[name] = exact if isinstance(exact, str) else tuple(exact)
    if known.breaks and "abstract" not in changed:
        changed["abstract"] = _broken(record.abstract, known.breaks)
    if known.authors is not None:
        exact_authors = authors(known.authors)
        if _same([str(one) for one in exact_authors], [str(one) for one in record.authors]):
            changed["authors"] = exact_authors
    if known.type in RECORD_TYPES and code in ("", written_code(known.type)):
        changed["type"] = known.type
    return replace(
        record,
        **changed,
        identifiers=_joined(identifiers_of(known.identifiers or ()), record.identifiers),
        notices=notices(known.notices or ()) or record.notices,
        versions=versions(known.versions or ()),
        indexed=known.indexed,
    )


def author(name: str) -> Author:
    """Take a name apart as Ken writes it: "Family, Given"."""
    family, _, given = name.partition(", ")
    return Author(family, given)


def authors(written: Iterable[_Author]) -> tuple[Author, ...]:
    """Make authors of carried ones."""
    return tuple(Author(one.family, one.given, one.group, one.orcid) for one in written)


def identifiers_of(texts: Iterable[str]) -> tuple[Identifier, ...]:
    """Read identifiers that are written as ``scheme:value``; what is none is left out."""
    pairs = (text.partition(":")[::2] for text in texts)
    found = (identifier(scheme, value) for scheme, value in pairs if scheme in SCHEMES)
    return tuple(dict.fromkeys(one for one in found if one))


def notices(written: Iterable[_Notice]) -> tuple[Notice, ...]:
    """Make notices of carried ones; what Ken has no word for is left out."""
    return tuple(
        Notice(
            one.kind,
            "notice" if one.role == "notice" else "subject",
            next(iter(identifiers_of([one.notice or ""])), None),
            read_date(one.published) if one.published else None,
        )
        for one in written
        if one.kind in NOTICE_KINDS
    )


def versions(written: Iterable[_Version]) -> tuple[VersionLink, ...]:
    """Make version links of carried ones; what Ken has no word for is left out."""
    return tuple(
        VersionLink(one.relation, other)
        for one in written
        if one.relation in _RELATIONS
        for other in identifiers_of([one.other])
    )


def _same(exact: object, read: object) -> bool:
    return _words(exact) == _words(read)


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return _WORD.findall(value)
    return [word for one in cast("Iterable[str]", value) for word in _WORD.findall(one)]


def _broken(abstract: str, breaks: list[int]) -> str:
    *places, length = breaks
    if len(abstract) != length or any(not 0 <= at < length or abstract[at] != " " for at in places):
        return abstract
    letters = list(abstract)
    for at in places:
        letters[at] = "\n"
    return "".join(letters)


def _joined(exact: tuple[Identifier, ...], read: tuple[Identifier, ...]) -> tuple[Identifier, ...]:
    """Keep carried identifiers but for schemes in which the standard fields now say something else."""
    changed = {one.scheme for one in read if one not in exact}
    return tuple(one for one in exact if one.scheme not in changed) + tuple(
        one for one in read if one not in exact
    )
