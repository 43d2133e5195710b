"""One record of Europe PMC, from an item of its results."""

from records.identifiers import Identifier, identifiers
from records.record import Record, RecordType
from records.source import Source
from scanners.items import europepmc_words as said
from scanners.items.europepmc_authors import authors
from scanners.reading.fields import at, day, first, raw, words
from scanners.reading.highwire import as_markup
from scanners.reading.json_pages import Item
from scanners.reading.languages import two_letters
from scanners.reading.licences import licence
from scanners.reading.markup import sections
from scanners.reading.title_notices import notices

__all__ = ["key", "record"]

_WHOLE_BOOKS = {"book", "guideline", "report", "thesis"}


def key(item: object) -> str:
    """Name an item by its collection and its number there (``MED:123``), empty when it lacks one."""
    collection, number = words(at(item, "source")).upper(), words(at(item, "id"))
    return f"{collection}:{number}" if collection and number else ""


def record(item: Item, source: Source, sha256: str) -> Record | str:
    """Read one item of the page with that SHA-256; a text says why it cannot be a record."""
    named, title = key(item), words(item.get("title"))
    if not named or not title:
        return "the record has no title" if named else "the record has no id or no source"
    types = said.publication_types(item)
    kind = said.record_type(named, types)
    known = _identifiers(item, named, kind)
    told = notices(title, said.notices(item, types), own=known)
    publisher = words(at(item, "bookOrReportDetails", "publisher"))
    return Record(
        source=source.id,
        key=named,
        kind=source.kind,
        title=title,
        abstract=sections(as_markup(raw(item.get("abstractText")))),
        authors=authors(item),
        container=_container(item) or (publisher if kind == "preprint" else ""),
        publisher=publisher,
        volume=words(at(item, "journalInfo", "volume") or item.get("journalVolume")),
        issue=words(at(item, "journalInfo", "issue") or item.get("issue")),
        pages=words(item.get("pageInfo")),
        published=said.published(item),
        indexed=day(item.get("firstIndexDate")) or day(item.get("dateOfCreation")),
        type="notice" if any(one.role == "notice" for one in told) else kind,
        publication_types=types,
        language=two_letters(first(item.get("language"))),
        identifiers=known,
        urls=said.addresses(item, named),
        keywords=said.keywords(item),
        licence=licence(words(item.get("license"))),
        notices=told,
        versions=said.versions(item),
        page=sha256,
    )


def _container(item: Item) -> str:
    journal = words(at(item, "journalInfo", "journal", "title")) or words(item.get("journalTitle"))
    return journal or words(at(item, "bookOrReportDetails", "comprisingTitle"))


def _identifiers(item: Item, named: str, kind: RecordType) -> tuple[Identifier, ...]:
    own = said.end(*named.split(":", 1))
    book = (
        item.get("bookOrReportDetails") if kind in _WHOLE_BOOKS else None
    )  # a chapter has the ISBN of its book
    return identifiers(
        [
            ("doi", words(item.get("doi"))),
            ("pmid", words(item.get("pmid"))),
            ("pmcid", words(item.get("pmcid"))),
            ("isbn", words(at(book, "isbn13"))),
            ("isbn", words(at(book, "isbn10"))),
            (own.scheme, own.value),
        ]
    )
