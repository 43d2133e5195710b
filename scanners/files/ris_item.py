"""The fields of a reference in RIS, from whichever tags a database puts them into."""

import re
from collections.abc import Iterable

from records.identifiers import Identifier, identifier, identifiers
from scanners.files import words
from scanners.files.authors import authors
from scanners.files.dates import published
from scanners.files.item import Item
from scanners.files.lists import listed
from scanners.files.numbers import addresses, from_addresses, marked, only_doi
from scanners.files.pages import page_range
from scanners.files.tagged import Reference

__all__ = ["item"]

_RIS = listed("ris")
_ONE: dict[str, list[str]] = _RIS["one"]
_MANY: dict[str, list[str]] = _RIS["many"]
_BOOKS = frozenset({"book", "report", "thesis"})  # the ISBN of a chapter is that of its book
_BETWEEN_KEYWORDS = re.compile(r"[;\n]")
_BETWEEN_NUMBERS = re.compile(r"[;,\s]+(?=97|\d{9})")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def item(reference: Reference) -> Item:
    """Pick the fields of a reference; nothing is cleaned yet."""
    kind = words.type_of_code(reference.first("TY"))
    urls = addresses(reference.all(*_MANY["addresses"]))
    container = reference.first(*_RIS["container"])
    title = reference.first(*_ONE["title"])
    if not title and kind in _BOOKS:
        title, container = container, ""
    return Item(
        title=title,
        abstract=_abstract(reference),
        authors=authors(reference.all(*_MANY["authors"])) or authors(reference.all(*_MANY["editors"])),
        container=container,
        publisher=reference.first(*_ONE["publisher"]),
        volume=reference.first(*_ONE["volume"]),
        issue=reference.first(*_ONE["issue"]),
        pages=page_range(reference.first(*_ONE["start"]), reference.first(*_ONE["end"]))
        or reference.first(*_ONE["article_number"]),
        published=published(reference.all(*_MANY["dates"])),
        kind=kind,
        types=tuple(text for text in reference.all(*_MANY["types"]) if not only_doi(text)),
        language=reference.first(*_ONE["language"]),
        identifiers=_identifiers(reference, urls, has_isbn=kind in _BOOKS),
        urls=urls,
        keywords=_keywords(reference),
    )


def _abstract(reference: Reference) -> str:
    return max(("\n".join(reference.all(tag)) for tag in _RIS["abstract"]), key=len)


def _keywords(reference: Reference) -> tuple[str, ...]:
    parts = (part for text in reference.all(*_MANY["keywords"]) for part in _BETWEEN_KEYWORDS.split(text))
    return tuple(dict.fromkeys(kept for part in parts if (kept := " ".join(part.split()).lstrip("* "))))


def _identifiers(reference: Reference, urls: tuple[str, ...], *, has_isbn: bool) -> tuple[Identifier, ...]:
    """Gather identifiers: one DOI, from the best tag that has one, and all others."""
    found = [*_marked(reference), *(_isbns(reference) if has_isbn else ())]
    linked = [made for scheme, text in from_addresses(urls) if (made := identifier(scheme, text))]
    dois = [doi for tag in _RIS["doi"] for text in reference.all(tag) if (doi := _doi(tag, text))]
    dois += [one for one in linked if one.scheme == "doi"]
    others = [one for one in (*found, *linked) if one.scheme != "doi"]
    return identifiers((one.scheme, one.value) for one in (*dois[:1], *others))


def _marked(reference: Reference) -> Iterable[Identifier]:
    database = reference.first(*_ONE["database"]).strip().lower()
    in_pubmed = any(database.startswith(name) for name in _RIS["pubmed"])
    for tag in _RIS["marked"]:
        digits = tag in {"C2", "PMID"} or (tag == "AN" and in_pubmed)
        for text in reference.all(tag):
            found = marked(text, digits_are_pmid=digits)
            if found:
                yield found


def _isbns(reference: Reference) -> Iterable[Identifier]:
    for text in reference.all(*_MANY["numbers"]):
        for number in _BETWEEN_NUMBERS.split(_IN_BRACKETS.sub(" ", text)):
            found = identifier("isbn", number)
            if found:
                yield found


def _doi(tag: str, text: str) -> Identifier | None:
    return identifier("doi", text) if tag in {"DO", "DI"} else only_doi(text)
