"""What a file says of one reference, brought to Ken's own forms."""

from dataclasses import dataclass
from datetime import date

from records.dates import PartialDate
from records.identifiers import Identifier, identifiers
from records.record import Author, Record, RecordType
from records.source import Source
from scanners.files import words
from scanners.files.abstracts import cleaned
from scanners.files.keys import key_of
from scanners.files.numbers import is_of_database
from scanners.reading.licences import licence
from scanners.reading.markup import plain
from scanners.reading.title_notices import notices

__all__ = ["Item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One reference as a file writes it, its values picked from tags or columns but not yet cleaned.

    ``kind`` is what the format's own code for the type means; ``types`` are the database's words for it.
    ``language`` is a code or a name. ``urls`` are addresses, the one to read it at first.
    """

    title: str
    abstract: str = ""
    authors: tuple[Author, ...] = ()
    container: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    published: PartialDate | None = None
    indexed: date | None = None
    kind: RecordType = "other"
    types: tuple[str, ...] = ()
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    urls: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    licence: str = ""

    def record(self, source: Source, page: str) -> Record | str:
        """Make a record of it; a text instead says why that cannot be.

        Without another identifier the address names it, where it is more than a host: that is how the
        page of a report is known again.
        """
        title = plain(self.title)
        if words.is_no_title(title):
            return "a reference without a title"
        types = tuple(dict.fromkeys(filter(None, map(plain, self.types))))
        urls = self._urls()
        found = notices(title, (), own=self.identifiers)
        record = Record(
            source=source.id,
            key="-",
            kind=source.kind,
            title=title,
            abstract=cleaned(self.abstract),
            authors=self.authors,
            container=plain(self.container),
            publisher=plain(self.publisher),
            volume=words.place(plain(self.volume)),
            issue=words.place(plain(self.issue)),
            pages=words.place(plain(self.pages)),
            published=self.published,
            indexed=self.indexed,
            type="notice" if any(one.role == "notice" for one in found) else self._type(types),
            publication_types=types,
            language=words.language(self.language),
            identifiers=self.identifiers or identifiers(("url", url) for url in urls[:1] if _names_page(url)),
            urls=urls,
            keywords=tuple(dict.fromkeys(filter(None, map(plain, self.keywords)))),
            licence=licence(plain(self.licence)),
            notices=found,
            page=page,
        )
        return key_of(record)

    def _urls(self) -> tuple[str, ...]:
        """Put addresses of databases last, and the DOI's first where there would be no other."""
        last = tuple(url for url in self.urls if is_of_database(url))
        first = tuple(url for url in self.urls if url not in last)
        doi = next((one.value for one in self.identifiers if one.scheme == "doi"), "")
        return (*(first or ((f"https://doi.org/{doi}",) if doi and last else ())), *last)

    def _type(self, types: tuple[str, ...]) -> RecordType:
        return words.record_type(types) or self.kind


def _names_page(url: str) -> bool:
    host_and_path = url.partition("://")[2].rstrip("/")
    return not is_of_database(url) and ("/" in host_and_path or "?" in host_and_path)
