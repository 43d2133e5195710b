"""One record of medRxiv or bioRxiv: one version of one preprint."""

import re

from records.identifiers import Identifier, identifier, normalise
from records.record import Author, Notice, Record, VersionLink
from records.source import Source
from scanners.reading import names
from scanners.reading.fields import at, raw, when, whole, words
from scanners.reading.highwire import as_markup, unslashed
from scanners.reading.json_pages import Item
from scanners.reading.licences import licence
from scanners.reading.links import links
from scanners.reading.markup import sections
from scanners.reading.title_notices import notices

__all__ = ["SERVERS", "doi_of", "record"]

SERVERS = {"medrxiv": "medRxiv", "biorxiv": "bioRxiv"}
_WITHDRAWN = re.compile(
    r"(?:this|the) (?:(?:manuscript|preprint|article|paper|study) (?:has been|was|is)|authors? (?:have|has))"
    r" withdrawn",
    re.IGNORECASE,
)


def doi_of(row: object) -> str | None:
    """Give the DOI of a row, None when it has none."""
    return normalise("doi", words(at(row, "doi")) or words(at(row, "biorxiv_doi")))


def record(row: Item, source: Source, sha256: str) -> Record | str:
    """Read one version on the page with that SHA-256; a text says why it cannot be a record."""
    doi, title = doi_of(row), words(unslashed(raw(_field(row, "title"))))
    if not doi or not title:
        return "the preprint has no title" if doi else "the preprint has no DOI"
    host = _host(row, source)
    version = whole(row.get("version"))
    abstract = sections(as_markup(raw(_field(row, "abstract"))))
    article = identifier("doi", words(row.get("published")) or words(row.get("published_doi")))
    kind = words(row.get("type"))
    withdrawn = _WITHDRAWN.match(abstract) or kind.lower() == "withdrawn"
    said = [Notice("withdrawal", "subject")] if withdrawn else []
    return Record(
        source=source.id,
        key=doi,
        kind=source.kind,
        title=title,
        abstract=abstract,
        authors=_authors(raw(_field(row, "authors"))),
        container=SERVERS[host],
        published=when(_field(row, "date")),
        type="preprint",
        publication_types=(kind,) if kind else (),
        language="en",  # the servers take no other
        identifiers=(Identifier("doi", doi),),
        urls=links(
            f"https://doi.org/{doi}",
            f"https://www.{host}.org/content/{doi}{f'v{version}' if version else ''}",
        ),
        keywords=(subject,) if (subject := words(_field(row, "category"))) else (),
        licence=licence(words(row.get("license"))),
        notices=notices(title, said),
        versions=(VersionLink("preprint-of", article),) if article and article.value != doi else (),
        page=sha256,
    )


def _host(row: Item, source: Source) -> str:
    said = raw(row.get("server")) or raw(row.get("preprint_platform"))
    files = raw(row.get("jatsxml")) or raw(row.get("link_page"))
    if not said and files:
        said = "biorxiv" if "biorxiv.org" in files else "medrxiv"
    said = said or raw(source.params.get("server"))
    return "biorxiv" if said.strip().lower() == "biorxiv" else "medrxiv"


def _authors(line: str) -> tuple[Author, ...]:
    return tuple(author for name in line.split(";") if (author := names.person(name)))


def _field(row: Item, name: str) -> object:
    # The list of published preprints (/pubs) has the same fields under other names.
    return row.get(name) or row.get(f"preprint_{name}")
