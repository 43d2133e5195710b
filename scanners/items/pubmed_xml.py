"""PubMed's XML of one article, and the record in it.

The elements are those of NLM's PubMed DTD (dtd.nlm.nih.gov/ncbi/pubmed/out). What is shared with books
and chapters is public here and used by :mod:`scanners.items.pubmed_book`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element

from records.dates import PartialDate
from records.identifiers import Scheme, identifiers
from records.record import Author, Record
from scanners.items.pubmed_words import is_missing, notices, versions
from scanners.reading.languages import two_letters
from scanners.reading.markup import plain
from scanners.reading.record_types import record_type
from scanners.reading.safe_xml import words
from scanners.reading.title_notices import notices as with_title

__all__ = [
    "abstract_of",
    "address_of",
    "article",
    "authors_of",
    "date_of",
    "dois_of",
    "entered",
    "language_of",
    "numbers_of",
    "pages_of",
    "title_of",
]

_INITIALS_AT_END = re.compile(r"(?:^|[\s(])(?:[^\W\d_]\.){2,}$")
_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\s*/?$")
_SCHEMES: dict[str, Scheme] = {"pubmed": "pmid", "doi": "doi", "pmc": "pmcid"}


def article(element: Element, source: str, page: str) -> Record:
    """Make the record of a ``PubmedArticle``; ``ValueError`` says in plain words why there is none."""
    citation = element.find("MedlineCitation")
    pmid = words(citation.find("PMID")) if citation is not None else ""
    body = citation.find("Article") if citation is not None else None
    if citation is None or body is None or not pmid:
        raise ValueError("the article has no PMID or no content")
    title = title_of(body.find("ArticleTitle"), body.find("VernacularTitle"))
    if not title:
        raise ValueError(f"the article {pmid} has no title")
    kinds = tuple(words(one) for one in body.iterfind("PublicationTypeList/PublicationType"))
    issue = body.find("Journal/JournalIssue")
    return Record(
        source=source,
        key=pmid,
        kind="pubmed",
        title=title,
        abstract=abstract_of(body.find("Abstract")) or _other_abstract(citation, body),
        authors=authors_of(body.find("AuthorList")),
        container=words(body.find("Journal/Title")) or words(body.find("Journal/ISOAbbreviation")),
        volume=words(issue.find("Volume")) if issue is not None else "",
        issue=words(issue.find("Issue")) if issue is not None else "",
        pages=pages_of(body.find("Pagination")),
        published=_published(body),
        indexed=entered(element.find("PubmedData/History")),
        type=record_type("pubmed", kinds) or "article",
        publication_types=kinds,
        language=language_of(body.iterfind("Language")),
        identifiers=identifiers(
            [("pmid", pmid), *dois_of(body), *numbers_of(element.find("PubmedData/ArticleIdList"))]
        ),
        urls=(address_of(pmid),),
        keywords=_keywords(citation),
        notices=with_title(title, notices(citation, kinds)),
        versions=versions(citation, kinds),
        page=page,
    )


def address_of(pmid: str) -> str:
    """Give the address at which PubMed shows an entry."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


def title_of(title: Element | None, vernacular: Element | None) -> str:
    """Read a title; the original's where PubMed has no English one, empty where it has none at all.

    PubMed puts a translated title in square brackets and a full stop behind every title. Both go.
    """
    for element in (title, vernacular):
        bare = _without_brackets(_without_stop(plain(words(element))))
        if bare and not is_missing(bare):
            return bare
    return ""


def _without_stop(text: str) -> str:
    if text.endswith(".") and not text.endswith("..") and not _INITIALS_AT_END.search(text):
        return text[:-1].rstrip()
    return text


def _without_brackets(text: str) -> str:
    if not (text.startswith("[") and text.endswith("]")):
        return text
    depth = 0
    for place, ch in enumerate(text):
        depth += (ch == "[") - (ch == "]")
        if depth == 0:
            return _without_stop(text[1:-1].strip()) if place == len(text) - 1 else text
    return text


def abstract_of(abstract: Element | None) -> str:
    """Read an abstract: one line a section, its label in front where it has one."""
    if abstract is None:
        return ""
    lines = (_section(part) for part in abstract.iterfind("AbstractText"))
    text = "\n".join(line for line in lines if line)
    return "" if is_missing(text) else text


def _section(part: Element) -> str:
    text = plain(words(part))
    label = " ".join(part.get("Label", "").split()).rstrip(" :.")
    if not text or not label or label.upper() == "UNLABELLED":
        return text
    return f"{label.capitalize() if label.isupper() else label}: {text}"


def _other_abstract(citation: Element, body: Element) -> str:
    if body.find("Abstract") is not None:
        return ""
    others = [*citation.iterfind("OtherAbstract"), *body.iterfind("OtherAbstract")]
    others.sort(key=lambda one: two_letters(one.get("Language")) != "en")
    return next((text for one in others if (text := abstract_of(one))), "")


def authors_of(authors: Element | None) -> tuple[Author, ...]:
    """Read the authors in their order, people and groups; names marked as wrong are left out."""
    if authors is None:
        return ()
    valid = (one for one in authors.iterfind("Author") if one.get("ValidYN") != "N")
    return tuple(made for one in valid if (made := _author(one)))


def _author(author: Element) -> Author | None:
    orcid = _orcid(author.iterfind("Identifier"))
    group = words(author.find("CollectiveName")).rstrip(".")
    family, suffix = words(author.find("LastName")), words(author.find("Suffix"))
    given = words(author.find("ForeName")) or words(author.find("Initials"))
    if not family and group:
        return Author(group, group=True, orcid=orcid)
    if not family:
        return Author(given, orcid=orcid) if given else None
    return Author(family, ", ".join(part for part in (given, suffix) if part), orcid=orcid)


def _orcid(names: Iterable[Element]) -> str:
    for one in names:
        found = _ORCID.search(words(one)) if one.get("Source") == "ORCID" else None
        if found:
            return "-".join(found.groups()).upper()
    return ""


def _published(body: Element) -> PartialDate | None:
    electronic = (one for one in body.iterfind("ArticleDate") if one.get("DateType") == "Electronic")
    dates = (date_of(one) for one in (*electronic, body.find("Journal/JournalIssue/PubDate")))
    return next((one for one in dates if one), None)


def date_of(element: Element | None) -> PartialDate | None:
    """Read a date of Year, Month (a number or a name) and Day, or of the free text of a MedlineDate."""
    if element is None:
        return None
    exact = PartialDate.of(*(words(element.find(part)) for part in ("Year", "Month", "Day")))
    return exact or PartialDate.parse(words(element.find("MedlineDate")))


def entered(history: Element | None) -> date | None:
    """Give the day on which PubMed took an entry in."""
    if history is None:
        return None
    days = {one.get("PubStatus"): date_of(one) for one in history.iterfind("PubMedPubDate")}
    found = days.get("entrez") or days.get("pubmed")
    return found.first_day if found and found.precision == "day" else None


def pages_of(pagination: Element | None) -> str:
    """Give the page range, ``2758-2771``."""
    if pagination is None:
        return ""
    start, end = words(pagination.find("StartPage")), words(pagination.find("EndPage"))
    return words(pagination.find("MedlinePgn")) or "-".join(one for one in (start, end) if one)


def language_of(languages: Iterable[Element]) -> str:
    """Give the first language that ISO 639-1 knows."""
    return next((code for one in languages if (code := two_letters(words(one)))), "")


def dois_of(element: Element) -> Iterator[tuple[Scheme, str]]:
    """List the DOIs among the electronic locations that are direct children of an element."""
    for one in element.iterfind("ELocationID"):
        if one.get("EIdType") == "doi" and one.get("ValidYN") != "N":
            yield "doi", words(one)


def numbers_of(ids: Element | None) -> Iterator[tuple[Scheme, str]]:
    """List the identifiers in one ``ArticleIdList``.

    It must be the entry's own: each reference has such a list too, with the cited work's identifiers.
    """
    for one in ids.iterfind("ArticleId") if ids is not None else ():
        scheme = _SCHEMES.get(one.get("IdType", ""))
        if scheme:
            yield scheme, words(one)


def _keywords(citation: Element) -> tuple[str, ...]:
    own = (plain(words(one)) for one in citation.iterfind("KeywordList/Keyword"))
    mesh = (plain(words(one)) for one in citation.iterfind("MeshHeadingList/MeshHeading/DescriptorName"))
    return tuple(dict.fromkeys(word for word in (*own, *mesh) if word))
