"""OpenAlex's words for abstracts, names, dates, identifiers, notices and versions, and what Ken calls them.

The tables are ``data/scanners/openalex.toml``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from records.dates import PartialDate
from records.identifiers import Identifier, identifier, identifiers
from records.record import Author, Notice, VersionLink
from scanners.reading import names
from scanners.reading.fields import at, many, raw, when, words
from scanners.reading.highwire import as_markup
from scanners.reading.links import links
from scanners.reading.markup import sections
from scanners.reading.tables import table
from scanners.reading.title_notices import title_notice

__all__ = [
    "abstract",
    "addresses",
    "authors",
    "keywords",
    "known",
    "landing",
    "notices",
    "publication_types",
    "published",
    "versions",
]

_LONGEST = 50_000  # words; what stands further back is not of an abstract
# "Abstract Background ..." says nothing, "Abstract reasoning in ..." does.
_LEADING = re.compile(r"^(?i:abstract)(?:\s*[:.]\s*|\s+(?=[A-Z0-9(\[“\"]))")
_PMC_NUMBER = re.compile(r"(\d+)/?$")
_HYPHENS = re.compile(r"[\s\-‐‑]+")
_MARKS = re.compile(r"[\s\d*†‡§¶#,;]+$")


def abstract(index: object) -> str:
    """Rebuild an abstract from its inverted index, ``{word: [positions]}``, and make it plain text."""
    if not isinstance(index, Mapping):
        return ""
    placed = [
        (position, raw(word))
        for word, positions in index.items()
        for position in many(positions)
        if isinstance(position, int) and not isinstance(position, bool) and 0 <= position < _LONGEST
    ]
    text = " ".join(word for _, word in sorted(placed))
    return sections(as_markup(_LEADING.sub("", text)))


def authors(item: object) -> tuple[Author, ...]:
    """List the authors in order, as the publication prints their names where OpenAlex has that."""
    return tuple(author for one in many(at(item, "authorships")) if (author := _author(one)))


def publication_types(item: object) -> tuple[str, ...]:
    """List OpenAlex's type and, where it is another word, Crossref's."""
    both = (words(at(item, "type")), words(at(item, "type_crossref")))
    return tuple(dict.fromkeys(name for name in both if name))


def keywords(item: object) -> tuple[str, ...]:
    """List the keywords that OpenAlex has given; topics and concepts are left out."""
    listed = (
        words(at(one, "display_name")) or words(at(one, "keyword")) for one in many(at(item, "keywords"))
    )
    return tuple(dict.fromkeys(word for word in listed if word))


def published(item: object) -> PartialDate | None:
    """Give the date of publication; the first of January stands for a year of which no more is known."""
    date = when(at(item, "publication_date")) or PartialDate.of(at(item, "publication_year"))
    return PartialDate(date.year) if date and (date.month, date.day) == (1, 1) else date


def landing(item: object) -> str:
    """Give the address of the work's own page, as OpenAlex writes it."""
    return raw(at(item, "primary_location", "landing_page_url")) or raw(at(item, "host_venue", "url"))


def known(item: object) -> tuple[Identifier, ...]:
    """List the identifiers; without a DOI of its own the landing page gives one, or is one itself."""
    written = raw(at(item, "doi")) or raw(at(item, "ids", "doi"))
    own = identifier("doi", words(written)) or identifier("url", words(landing(item)))
    number = _PMC_NUMBER.search(raw(at(item, "ids", "pmcid")))
    return identifiers(
        [
            ("openalex", words(at(item, "id"))),
            ("pmid", words(at(item, "ids", "pmid"))),
            ("pmcid", f"PMC{number.group(1)}" if number else None),
            *([(own.scheme, own.value)] if own else []),
        ]
    )


def addresses(item: object) -> tuple[str, ...]:
    """List where a person can read it: its own page, then a free copy."""
    best = at(item, "best_oa_location")
    return links(
        words(landing(item)) or words(at(item, "doi")),
        words(at(best, "landing_page_url")),
        words(at(item, "open_access", "oa_url")) or words(at(best, "pdf_url")),
    )


def notices(item: object, title: str, types: Iterable[str]) -> tuple[Notice, ...]:
    """List what the work's flag and type say; a notice of retraction is flagged as retracted too."""
    kinds = table("openalex")["notice_types"]
    found = [Notice(kinds[name], "notice") for name in types if name in kinds]
    told = title_notice(title)
    is_notice = bool(found) or (told is not None and told.role == "notice")
    if at(item, "is_retracted") is True and not is_notice:
        found.append(Notice("retraction", "subject"))
    return tuple(dict.fromkeys(found))


def versions(item: object, own: Iterable[Identifier], *, preprint: bool) -> tuple[VersionLink, ...]:
    """List the DOIs under which OpenAlex has found a preprint of an article, or the article of a preprint."""
    mine = set(own)
    found = []
    for place in many(at(item, "locations")):
        other = identifier("url", words(at(place, "landing_page_url")))
        if not other or other.scheme != "doi" or other in mine:
            continue
        version = at(place, "version")
        if preprint and version == "publishedVersion":
            found.append(VersionLink("preprint-of", other))
        elif not preprint and version == "submittedVersion" and at(place, "source", "type") == "repository":
            found.append(VersionLink("has-preprint", other))
    return tuple(dict.fromkeys(found))


def _author(one: object) -> Author | None:
    shown = names.person(words(at(one, "author", "display_name")))
    printed = _MARKS.sub("", words(at(one, "raw_author_name")))
    author = (_divided_as(shown, printed) if shown else None) or names.person(printed) or shown
    number = names.orcid_in(words(at(one, "author", "orcid")))
    return replace(author, orcid=number) if author and not author.group else author


def _divided_as(shown: Author, printed: str) -> Author | None:
    """Divide "Ana Teresa López Jiménez" where "Ana T. López-Jiménez" is divided."""
    family, words_printed = _HYPHENS.split(shown.family.lower()), printed.split()
    start = len(words_printed) - len(family)
    if len(family) < 2 or start < 1 or [word.lower() for word in words_printed[start:]] != family:
        return None
    return Author(" ".join(words_printed[start:]), " ".join(words_printed[:start]))
