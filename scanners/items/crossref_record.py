"""One record of Crossref, from a work of its interface."""

from records.identifiers import Identifier, identifier, identifiers
from records.record import Record, RecordType
from records.source import Source
from scanners.items import crossref_words as said
from scanners.reading.fields import at, day, first, many, raw, words
from scanners.reading.highwire import as_markup
from scanners.reading.json_pages import Item
from scanners.reading.languages import two_letters
from scanners.reading.markup import sections
from scanners.reading.record_types import record_type
from scanners.reading.title_notices import notices

__all__ = ["record"]

_WHOLE_BOOKS = {"book", "report", "thesis"}


def record(item: Item, source: Source, sha256: str) -> Record | str:
    """Read one work of the page with that SHA-256; a text says why it cannot be a record."""
    doi, title = identifier("doi", words(item.get("DOI"))), _title(item)
    if not doi or not title:
        return "the work has no title" if doi else "the work has no DOI"
    types = tuple(name for name in (words(item.get("type")), words(item.get("subtype"))) if name)
    kind = record_type("crossref", ["preprint"] if types == ("posted-content",) else types) or "other"
    told = notices(title, said.notices(item), own=[doi])
    return Record(
        source=source.id,
        key=doi.value,
        kind=source.kind,
        title=title,
        abstract=sections(as_markup(raw(item.get("abstract")))),
        authors=said.authors(item),
        container=first(item.get("container-title")) or (said.server(item) if kind == "preprint" else ""),
        publisher=words(item.get("publisher")),
        volume=words(item.get("volume")),
        issue=words(item.get("issue")),
        pages=words(item.get("page")) or words(item.get("article-number")),
        published=said.published(item),
        indexed=day(at(item, "created", "date-time")),
        type="notice" if any(one.role == "notice" for one in told) else kind,
        publication_types=types,
        language=two_letters(words(item.get("language"))),
        identifiers=_identifiers(item, doi, kind),
        urls=said.addresses(item, doi),
        licence=said.best_licence(item),
        notices=told,
        versions=said.versions(item, doi),
        page=sha256,
    )


def _title(item: Item) -> str:
    title = first(item.get("title")) or first(item.get("original-title")) or first(item.get("short-title"))
    under = first(item.get("subtitle"))
    return (
        f"{title.rstrip(' :')}: {under}" if title and under and under.lower() not in title.lower() else title
    )


def _identifiers(item: Item, doi: Identifier, kind: RecordType) -> tuple[Identifier, ...]:
    isbns = many(item.get("ISBN")) if kind in _WHOLE_BOOKS else []  # a chapter has the ISBN of its book
    return identifiers([("doi", doi.value), *(("isbn", words(isbn)) for isbn in isbns)])
