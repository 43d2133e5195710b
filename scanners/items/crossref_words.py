"""Crossref's words for names, dates, notices and versions, and what Ken calls them.

The tables are ``data/scanners/crossref.toml``.
"""

import re
from collections.abc import Iterator
from typing import Literal

from records.dates import PartialDate
from records.identifiers import Identifier, identifier
from records.record import Author, Notice, VersionLink
from scanners.reading import names
from scanners.reading.fields import at, first, many, raw, whole, words
from scanners.reading.licences import licence
from scanners.reading.links import links
from scanners.reading.tables import table

__all__ = ["addresses", "authors", "best_licence", "notices", "published", "server", "versions"]

# A group title is a server's name, or one of its subjects; only these words tell.
_SERVER = re.compile(r"xiv|ssrn|preprint|open science framework", re.IGNORECASE)
_UPDATES: tuple[tuple[Literal["subject", "notice"], str], ...] = (
    ("notice", "update-to"),
    ("subject", "updated-by"),
)
_FINER = ("published-online", "posted", "published-print", "approved")


def authors(item: object) -> tuple[Author, ...]:
    """List the authors of a work in order, groups among them."""
    return tuple(author for one in many(at(item, "author")) if (author := _author(one)))


def published(item: object) -> PartialDate | None:
    """Give the earliest date of publication, as exactly as any of the work's dates tells it.

    ``published`` and ``issued`` are the earliest, and often no more than a year; one of the others that
    agrees with it may have the day. ``[[null]]`` stands for none.
    """
    dates = [_parts(at(item, name)) for name in _FINER]
    earliest = _parts(at(item, "published")) or _parts(at(item, "issued"))
    if not earliest:
        return min((date for date in dates if date), default=None)
    agreeing = [date for date in dates if date and str(date).startswith(f"{earliest}-")]
    return max(agreeing, key=lambda date: len(str(date)), default=earliest)


def notices(item: object) -> tuple[Notice, ...]:
    """List the retractions, corrections and concerns that a work is about, or that are about it."""
    kinds = table("crossref")["notices"]
    return tuple(
        Notice(kinds[kind], role, other, _parts(at(update, "updated")))
        for role, kind, other, update in _updates(item)
        if kind in kinds
    )


def versions(item: object, own: Identifier) -> tuple[VersionLink, ...]:
    """List the other versions of the same work, each once: updates that are new versions, then relations."""
    said = table("crossref")
    found: dict[Identifier, VersionLink] = {}
    for role, kind, other, _ in _updates(item):
        if kind in said["updates"] and other:
            found.setdefault(other, VersionLink(said["updates"][kind][role == "subject"], other))
    for name, relation in said["versions"].items():
        for one in many(at(item, "relation", name)):
            other = _other_end(one)
            if other:
                found.setdefault(other, VersionLink(relation, other))
    found.pop(own, None)
    return tuple(found.values())


def server(item: object) -> str:
    """Give the name of the preprint server: the institution, or a group title that sounds like one."""
    group = words(at(item, "group-title"))
    named = first([at(one, "name") for one in many(at(item, "institution"))])
    return named or (group if _SERVER.search(group) else "")


def addresses(item: object, doi: Identifier) -> tuple[str, ...]:
    """List where a person can read it: by its DOI, then at the publisher."""
    return links(f"https://doi.org/{doi.value}", words(at(item, "resource", "primary", "URL")))


def best_licence(item: object) -> str:
    """Give the Creative Commons licence among a work's licences, else the first that is not for mining."""
    listed = many(at(item, "license"))
    found = [licence(words(at(one, "URL"))) for one in listed if at(one, "content-version") != "tdm"]
    return next((one for one in found if one.startswith("cc")), found[0] if found else "")


def _author(one: object) -> Author | None:
    together = words(at(one, "name"))
    if together:
        return names.group(together)
    family, given = words(at(one, "family")), words(at(one, "given"))
    if not family:
        return names.person(given)
    if not given and (family.startswith("The ") or names.is_group(family)):
        return names.group(family)
    given = f"{given} {words(at(one, 'suffix'))}".strip()
    return Author(family, given, orcid=names.orcid_in(words(at(one, "ORCID"))))


def _parts(dated: object) -> PartialDate | None:
    dates = many(at(dated, "date-parts"))
    parts = [whole(part) for part in many(dates[0])[:3]] if dates else []
    possible = [part if part is not None and part <= 9999 else None for part in parts]
    return PartialDate.of(*possible) if possible else None


def _updates(item: object) -> Iterator[tuple[Literal["subject", "notice"], str, Identifier | None, object]]:
    for role, field in _UPDATES:
        for update in many(at(item, field)):
            kind = raw(at(update, "type")).strip().lower().replace("-", "_").replace(" ", "_")
            yield role, kind, identifier("doi", words(at(update, "DOI"))), update


def _other_end(one: object) -> Identifier | None:
    written = words(at(one, "id"))
    return identifier("doi", written) if raw(at(one, "id-type")) == "doi" else identifier("url", written)
