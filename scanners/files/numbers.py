"""Identifiers and addresses in the loose text of files."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from records.identifiers import Identifier, Scheme, identifier
from scanners.files.lists import listed

__all__ = ["addresses", "from_addresses", "is_of_database", "marked", "only_doi"]

_ONLY_DOI = re.compile(
    r"\s*(?:doi\s*:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}\S*)\s*", re.IGNORECASE
)
_MARKED = re.compile(r"\s*(?P<number>(?:PMC)?\d{1,9})\s*\[?\s*(?P<mark>pmid|pmcid)\s*\]?\s*", re.IGNORECASE)
_PMCID = re.compile(r"\s*PMC\s?\d{2,9}\s*", re.IGNORECASE)
_DIGITS = re.compile(r"\s*\d{4,9}\s*")
_SEVERAL = re.compile(r"\s*[;\n]\s*(?=(?:https?:)?//)|\n")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s<>\"/.]+\.[^\s<>\"]{2,2000}", re.IGNORECASE)
_IN_PUBMED = re.compile(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|europepmc\.org/article/MED)/"
    r"(?P<pmid>\d{1,9})/?$",
    re.IGNORECASE,
)
# Ovid's MEDLINE segments (medp, med1, prem, ppez and others) number their records as PubMed does.
_IN_OVID = re.compile(
    r"https?://ovidsp\.ovid\.com/ovidweb\.cgi\?(?=.{0,500}?\bD=(?:med|prem|pmnm|ppez))(?=.{0,500}?\bAN=(?P<pmid>\d{6,9})\b)",
    re.IGNORECASE,
)
_IN_PMC = re.compile(
    r"https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)/articles?/"
    r"(?:PMC)?/?(?P<pmcid>PMC\d{2,9})(?:[/?#]|$)",
    re.IGNORECASE,
)
_HOSTS: tuple[str, ...] = tuple(listed("words")["databases"]["hosts"])
_PARTS: tuple[str, ...] = tuple(listed("words")["databases"]["parts"])
_LONGEST: Final = 3000


def only_doi(text: str) -> Identifier | None:
    """Give the DOI of a text that is nothing else; a DOI inside a note is often that of another work."""
    found = _ONLY_DOI.fullmatch(text[:_LONGEST])
    return identifier("doi", found.group(1)) if found else None


def marked(text: str, *, digits_are_pmid: bool = False) -> Identifier | None:
    """Read a number with its scheme ("35957633 [PMID]") or in the form of a PMCID.

    Bare digits are a PMID where the caller knows that the place holds PubMed's numbers.
    """
    text = text[:_LONGEST]
    found = _MARKED.fullmatch(text)
    if found:
        return identifier("pmid" if found.group("mark").lower() == "pmid" else "pmcid", found.group("number"))
    if _PMCID.fullmatch(text):
        return identifier("pmcid", text)
    return identifier("pmid", text) if digits_are_pmid and _DIGITS.fullmatch(text) else None


def addresses(texts: Iterable[str]) -> tuple[str, ...]:
    """List the web addresses in texts that may hold several, each once; ``//host`` becomes ``https://host``."""
    return tuple(dict.fromkeys(_each(texts)))


def from_addresses(urls: Iterable[str]) -> Iterator[tuple[Scheme, str]]:
    """Give the identifiers that addresses at doi.org, PubMed and PubMed Central name, as scheme and text."""
    for url in urls:
        better = identifier("url", url)
        if better and better.scheme != "url":
            yield better.scheme, better.value
        in_pubmed, in_pmc = _IN_PUBMED.match(url) or _IN_OVID.match(url), _IN_PMC.match(url)
        if in_pubmed:
            yield "pmid", in_pubmed.group("pmid")
        if in_pmc:
            yield "pmcid", in_pmc.group("pmcid")


def is_of_database(url: str) -> bool:
    """Tell whether an address leads to a database's record of a publication, not to the publication."""
    host, _, rest = url.lower().partition("://")[2].partition("/")
    return any(name in host for name in _HOSTS) or any(part in rest for part in _PARTS)


def _each(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for part in _SEVERAL.split(text[:_LONGEST]):
            found = _ADDRESS.search(part)
            if found:
                address = found.group().rstrip(";,")
                yield f"https:{address}" if address.startswith("//") else address
