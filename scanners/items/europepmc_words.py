"""Europe PMC's words for types, dates, notices, versions, keywords and addresses, and what Ken calls them.

The tables are ``data/scanners/europepmc.toml``, and ``pubmed.toml`` for what comes from PubMed.
"""

from collections.abc import Iterable, Iterator

from records import urls
from records.dates import PartialDate
from records.identifiers import Identifier, Scheme, identifier
from records.record import Notice, RecordType, VersionLink
from scanners.reading import record_types
from scanners.reading.fields import at, many, raw, when, words
from scanners.reading.links import links
from scanners.reading.tables import table

__all__ = [
    "addresses",
    "end",
    "keywords",
    "notices",
    "publication_types",
    "published",
    "record_type",
    "versions",
]

_PAGE = "https://europepmc.org/article"
_STYLES = {"doi": 0, "html": 1}


def publication_types(item: object) -> tuple[str, ...]:
    """List the publication types, from the list (core) or the line (lite), each once."""
    listed = [words(one) for one in many(at(item, "pubTypeList", "pubType"))]
    listed = listed or [words(one) for one in raw(at(item, "pubType")).split(";")]
    return tuple({one.lower(): one for one in listed if one}.values())


def record_type(key: str, types: Iterable[str]) -> RecordType:
    """Give Ken's type for the publication types of a record with that key, an article when none decides."""
    names = [*types, f"source:{key.partition(':')[0]}"]
    found = record_types.record_type("europepmc", names)
    if found in {"notice", "preprint"}:
        return found
    return record_types.record_type("pubmed", names) or found or "article"


def published(item: object) -> PartialDate | None:
    """Give the day of the first publication, or as much of it as is known.

    ``firstPublicationDate`` is always a whole date: of a journal in print it is the first day of the
    issue's month, which the words of the issue ("2025 Dec") tell better. Without them, as in
    ``resultType=lite``, a first day of a month stands for the month.
    """
    journal = at(item, "journalInfo")
    online, first = when(at(item, "electronicPublicationDate")), when(at(item, "firstPublicationDate"))
    issue = when(at(journal, "dateOfPublication"))
    if not online and first and first == when(at(journal, "printPublicationDate")):
        first = issue if issue and issue.year == first.year else first
    if not online and not journal and first and first.day == 1:
        first = PartialDate(first.year, first.month)
    year = at(journal, "yearOfPublication") or at(item, "bookOrReportDetails", "yearOfPublication")
    return (
        online
        or first
        or issue
        or PartialDate.of(year, at(journal, "monthOfPublication"))
        or PartialDate.of(at(item, "pubYear"))
    )


def notices(item: object, types: Iterable[str]) -> tuple[Notice, ...]:
    """List the retractions, corrections and concerns that a record names, or that its types tell of."""
    said = table("europepmc")
    found = []
    for relation, other in _relations(item):
        if relation in said["notices"]:
            kind, role = said["notices"][relation]
            found.append(Notice(kind, role, other))
    known = {(notice.kind, notice.role) for notice in found}
    told = (said["notice_types"].get(name.lower()) for name in types)
    return (*found, *(Notice(*pair) for pair in told if pair and tuple(pair) not in known))


def versions(item: object) -> tuple[VersionLink, ...]:
    """List the preprint or the article that a record names as the same work."""
    said = table("europepmc")["versions"]
    found = [VersionLink(said[name], other) for name, other in _relations(item) if name in said and other]
    return tuple(dict.fromkeys(found))


def end(collection: str, number: str) -> Identifier:
    """Name a record of Europe PMC by PMID or PMCID, or by its address in Europe PMC."""
    scheme: Scheme | None = "pmid" if collection == "MED" else "pmcid" if collection == "PMC" else None
    made = identifier(scheme, number) if scheme else None
    return made or Identifier("url", urls.normalise(f"{_PAGE}/{collection}/{number}") or _PAGE)


def keywords(item: object) -> tuple[str, ...]:
    """List the authors' keywords, then the MeSH descriptors, each once."""
    of_authors = map(words, many(at(item, "keywordList", "keyword")))
    mesh = (words(at(one, "descriptorName")) for one in many(at(item, "meshHeadingList", "meshHeading")))
    kept: dict[str, str] = {}
    for word in (*of_authors, *mesh):
        kept.setdefault(word.lower(), word)
    kept.pop("", None)
    return tuple(kept.values())


def addresses(item: object, key: str) -> tuple[str, ...]:
    """List where a person can read it: landing pages before files, Europe PMC's own page last."""
    listed = sorted(
        many(at(item, "fullTextUrlList", "fullTextUrl")),
        key=lambda link: _STYLES.get(words(at(link, "documentStyle")), len(_STYLES)),
    )
    return links(*(words(at(link, "url")) for link in listed), f"{_PAGE}/{key.replace(':', '/', 1)}")


def _relations(item: object) -> Iterator[tuple[str, Identifier | None]]:
    for one in many(at(item, "commentCorrectionList", "commentCorrection")):
        collection, number = words(at(one, "source")).upper(), words(at(one, "id"))
        other = end(collection, number) if collection and number else None
        yield words(at(one, "type")).lower(), other or identifier("doi", words(at(one, "reference")))
