"""One record of OpenAlex, from a work of its interface or of a snapshot."""

from records.identifiers import normalise
from records.record import Record
from records.source import Source
from scanners.items import openalex_words as said
from scanners.reading.fields import at, day, words
from scanners.reading.json_pages import Item
from scanners.reading.languages import two_letters
from scanners.reading.licences import licence
from scanners.reading.record_types import record_type
from scanners.reading.title_notices import notices

__all__ = ["record"]


def record(item: Item, source: Source, sha256: str) -> Record | str:
    """Read one work of the page with that SHA-256; a text says why it cannot be a record."""
    key, title = normalise("openalex", words(item.get("id"))), _title(item)
    if not key or not title:
        return "the work has no title" if key else _not_a_work(item)
    types = said.publication_types(item)
    kind = record_type("openalex", types[:1]) or record_type("openalex", types) or "article"
    known = said.known(item)
    told = notices(title, said.notices(item, title, types))
    # Snapshots before 2023 have host_venue where now primary_location has a source.
    place = item.get("primary_location") or item.get("host_venue")
    venue = at(place, "source") or place
    return Record(
        source=source.id,
        key=key,
        kind=source.kind,
        title=title,
        abstract=said.abstract(item.get("abstract_inverted_index")),
        authors=said.authors(item),
        container=words(at(venue, "display_name")) or words(at(place, "raw_source_name")),
        publisher=words(at(venue, "host_organization_name")) or words(at(venue, "publisher")),
        volume=words(at(item, "biblio", "volume")),
        issue=words(at(item, "biblio", "issue")),
        pages=_pages(item),
        published=said.published(item),
        indexed=day(item.get("created_date")),
        type="notice" if any(one.role == "notice" for one in told) else kind,
        publication_types=types,
        language=two_letters(words(item.get("language"))),
        identifiers=known,
        urls=said.addresses(item),
        keywords=said.keywords(item),
        licence=licence(words(at(place, "license")) or words(at(item, "best_oa_location", "license"))),
        notices=told,
        versions=said.versions(item, known, preprint=kind == "preprint"),
        page=sha256,
    )


def _title(item: Item) -> str:
    return words(item.get("title")) or words(item.get("display_name"))


def _not_a_work(item: Item) -> str:
    named = words(item.get("id"))[:100]
    return f"not a work: {named}" if named else "the work has no OpenAlex id"


def _pages(item: Item) -> str:
    ends = (words(at(item, "biblio", "first_page")), words(at(item, "biblio", "last_page")))
    return "-".join(dict.fromkeys(end for end in ends if end))
