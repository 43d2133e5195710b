"""PubMed's XML of one book or chapter, and the record in it.

Guidelines, evidence reviews and reports of the NCBI Bookshelf arrive this way, without a
``MedlineCitation``.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from records.dates import PartialDate
from records.identifiers import Scheme, identifiers
from records.record import Author, Record, RecordType
from scanners.items.pubmed_xml import (
    abstract_of,
    address_of,
    authors_of,
    date_of,
    dois_of,
    entered,
    language_of,
    numbers_of,
    pages_of,
    title_of,
)
from scanners.reading.record_types import record_type
from scanners.reading.safe_xml import words

__all__ = ["book"]

_OWN_TYPES = {"guideline", "review", "report", "thesis"}


def book(element: Element, source: str, page: str) -> Record:
    """Make the record of a ``PubmedBookArticle``; ``ValueError`` says in plain words why there is none."""
    document = element.find("BookDocument")
    pmid = words(document.find("PMID")) if document is not None else ""
    if document is None or not pmid:
        raise ValueError("the book has no PMID or no content")
    whole = document.find("Book")
    chapter = title_of(document.find("ArticleTitle"), document.find("VernacularTitle"))
    of_book = title_of(whole.find("BookTitle"), None) if whole is not None else ""
    if not chapter and not of_book:
        raise ValueError(f"the book {pmid} has no title")
    kinds = tuple(words(one) for one in document.iterfind("PublicationType"))
    return Record(
        source=source,
        key=pmid,
        kind="pubmed",
        title=chapter or of_book,
        abstract=abstract_of(document.find("Abstract")),
        authors=_authors(document, whole),
        container=of_book if chapter else _from(whole, "CollectionTitle"),
        publisher=_from(whole, "Publisher/PublisherName"),
        volume=_from(whole, "Volume"),
        pages=pages_of(document.find("Pagination")),
        published=_published(document, whole),
        indexed=entered(element.find("PubmedBookData/History")),
        type="chapter" if chapter else _type(kinds),
        publication_types=kinds,
        language=language_of(document.iterfind("Language")),
        identifiers=identifiers(_numbers(element, document, None if chapter else whole)),
        urls=(address_of(pmid),),
        keywords=tuple(
            dict.fromkeys(word for one in document.iterfind("KeywordList/Keyword") if (word := words(one)))
        ),
        page=page,
    )


def _from(whole: Element | None, path: str) -> str:
    return words(whole.find(path)) if whole is not None else ""


def _type(kinds: tuple[str, ...]) -> RecordType:
    said = record_type("pubmed", kinds)
    return said if said in _OWN_TYPES else "book"


def _published(document: Element, whole: Element | None) -> PartialDate | None:
    contributed = date_of(document.find("ContributionDate"))
    if contributed or whole is None:
        return contributed
    return date_of(whole.find("PubDate")) or date_of(whole.find("BeginningDate"))


def _authors(document: Element, whole: Element | None) -> tuple[Author, ...]:
    lists = [*document.iterfind("AuthorList"), *(whole.iterfind("AuthorList") if whole is not None else ())]
    lists.sort(key=lambda one: one.get("Type") == "editors")
    return next((found for one in lists if (found := authors_of(one))), ())


def _numbers(element: Element, document: Element, whole: Element | None) -> Iterable[tuple[Scheme, str]]:
    # A chapter does not take the ISBN and the DOI of its book: all chapters would become one work.
    yield "pmid", words(document.find("PMID"))
    yield from numbers_of(document.find("ArticleIdList"))
    yield from numbers_of(element.find("PubmedBookData/ArticleIdList"))
    yield from dois_of(document)
    if whole is not None:
        yield from dois_of(whole)
        yield from (("isbn", words(one)) for one in whole.iterfind("Isbn"))
