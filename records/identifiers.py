"""Identifiers of publications, brought to one form in one place.

Sources write the same identifier in many ways (``https://dx.doi.org/10.5555/ABC``, ``doi:10.5555/abc.``).
Linking compares text, so each scheme has exactly one form here:

========  =====================================  ==========================================
scheme    form                                   rule
========  =====================================  ==========================================
doi       ``10.5555/abc``                        lower case, no resolver (DOI Handbook 2.4)
pmid      ``12345678``                           digits without leading zeros
pmcid     ``PMC123``                             upper case
openalex  ``W123``                               the key, not the address
nct       ``NCT01234567``                        upper case, eight digits
isbn      ``9780306406157``                      13 digits with a right check digit (ISO 2108)
url       ``https://example.org/page``           see :mod:`records.urls`
========  =====================================  ==========================================
"""

import html
import re
from collections.abc import Callable, Iterable
from typing import Final, Literal, NamedTuple, get_args
from urllib.parse import unquote

from records import urls

__all__ = ["SCHEMES", "Identifier", "Scheme", "identifier", "identifiers", "normalise"]

Scheme = Literal["doi", "pmid", "pmcid", "openalex", "nct", "isbn", "url"]
SCHEMES: Final[tuple[Scheme, ...]] = get_args(Scheme)

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_TAIL = ".,;:'\"”’>"
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org(?:/|$)", re.IGNORECASE)
_OPENALEX = re.compile(r"(?:^|openalex\.org/(?:works/)?)(W\d{4,12})$", re.IGNORECASE)


class Identifier(NamedTuple):
    """One identifier in its one form."""

    scheme: Scheme
    value: str

    def __str__(self) -> str:
        """Write it as people quote it, ``doi:10.5555/abc``."""
        return f"{self.scheme}:{self.value}"


def normalise(scheme: Scheme, text: object) -> str | None:
    """Bring one identifier to its one form; None when it is not of that scheme."""
    raw = html.unescape(str(text)).strip() if text is not None else ""
    return _FORMS[scheme](raw) if raw else None


def identifier(scheme: Scheme, text: object) -> Identifier | None:
    """Make an identifier of what a source wrote, or None when it is not one.

    A web address that only resolves a DOI or names a PubMed or OpenAlex entry becomes that identifier.
    """
    if scheme == "url":
        address = str(text or "").strip()
        if _RESOLVER.match(address):
            scheme = "doi"  # an address of the resolver without a DOI names nothing
        elif better := _from_address(address):
            return better
    value = normalise(scheme, text)
    return Identifier(scheme, value) if value else None


def identifiers(pairs: Iterable[tuple[Scheme, object]]) -> tuple[Identifier, ...]:
    """Make identifiers of what a source wrote: in the order of the schemes, each once."""
    found = {made for scheme, text in pairs if (made := identifier(scheme, text))}
    return tuple(sorted(found, key=lambda one: (SCHEMES.index(one.scheme), one.value)))


def _from_address(text: str) -> Identifier | None:
    pubmed = re.match(r"https?://pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,9})/?$", text)
    if pubmed:
        return Identifier("pmid", pubmed.group(1).lstrip("0"))
    openalex = re.match(r"https?://(?:api\.)?openalex\.org/", text)
    value = _openalex(text) if openalex else None
    return Identifier("openalex", value) if value else None


def _doi(text: str) -> str | None:
    found = _DOI.search(unquote(text) if "%" in text else text)
    if not found:
        return None
    value = found.group().lower().rstrip(_DOI_TAIL)
    while value and value[-1] in ")]}>" and value.count(value[-1]) > value.count(_OPENING[value[-1]]):
        value = value[:-1].rstrip(_DOI_TAIL)
    return value if not value.endswith("/") else None


_OPENING = {")": "(", "]": "[", "}": "{", ">": "<"}


def _pmid(text: str) -> str | None:
    found = re.fullmatch(r"(?:pmid\s*:?\s*|https?://\S*/)?0*([1-9]\d{0,8})/?", text, re.IGNORECASE)
    return found.group(1) if found else None


def _pmcid(text: str) -> str | None:
    found = re.search(r"(?:^|\W)PMC\s?0*(\d{2,9})\b", text, re.IGNORECASE)
    return f"PMC{found.group(1)}" if found else None


def _openalex(text: str) -> str | None:
    found = _OPENALEX.search(text)
    return found.group(1).upper() if found else None


def _nct(text: str) -> str | None:
    found = re.search(r"\bNCT0?(\d{8})\b", text, re.IGNORECASE)
    return f"NCT{found.group(1)}" if found else None


def _isbn(text: str) -> str | None:
    digits = re.sub(r"[\s-]", "", re.sub(r"^(?:urn:)?isbn(?:-1[03])?:?\s*", "", text, flags=re.IGNORECASE))
    if re.fullmatch(r"\d{9}[\dXx]", digits):
        total = sum((10 - place) * (10 if ch in "Xx" else int(ch)) for place, ch in enumerate(digits))
        return _isbn13("978" + digits[:9]) if total % 11 == 0 else None
    if re.fullmatch(r"97[89]\d{10}", digits) and _isbn13(digits[:12]) == digits:
        return digits
    return None


def _isbn13(twelve: str) -> str:
    total = sum(int(ch) * (3 if place % 2 else 1) for place, ch in enumerate(twelve))
    return twelve + str(-total % 10)


_FORMS: Final[dict[Scheme, Callable[[str], str | None]]] = {
    "doi": _doi,
    "pmid": _pmid,
    "pmcid": _pmcid,
    "openalex": _openalex,
    "nct": _nct,
    "isbn": _isbn,
    "url": urls.normalise,
}
