"""XML from outside, read without what attackers put into it.

Entities can grow a small page to gigabytes (the "billion laughs") or fetch files of this machine, and no
source that Ken reads needs them: a page that declares one is refused whole. Python's ``xml.etree`` says of
itself that it is not secure against such pages; ``defusedxml`` closes the holes.
"""

import re
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from records.errors import PageError

__all__ = ["LIMIT", "declares_entities", "is_web_page", "root", "words"]

LIMIT: Final = 64 * 1024 * 1024
"""The most bytes that are read as one XML page; 200 PubMed articles with all references have some 20 MB."""

ENTITIES: Final = "the XML declares entities, which Ken does not read (a known attack)"

_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BEFORE_IT = ((b"<!--", b"-->"), (b"<?", b">"))
_START = 4096  # bytes


def root(body: bytes) -> Element:
    """Read an XML page and give its root.

    A document type that names an external definition is allowed and never fetched. Raises
    :class:`records.errors.PageError` for a page that is too large, declares entities, is cut short, or
    is no XML, with a reason that its owner understands.
    """
    if len(body) > LIMIT:
        raise PageError(f"the XML has {len(body):,} bytes; Ken reads at most {LIMIT:,}")
    try:
        return ElementTree.fromstring(body)
    except DefusedXmlException as error:
        raise PageError(ENTITIES) from error
    except (ParseError, LookupError, ValueError) as error:
        raise PageError(f"the XML is broken or cut short ({error})") from error


def declares_entities(text: str) -> bool:
    """Tell whether a text could declare an entity: the words follow a document type.

    For what a forgiving reader is to see next, which :func:`root` would find broken. A comment or a
    CDATA section that only shows such a declaration counts too: guessing where they end is what attackers
    play with.
    """
    start = _DOCUMENT_TYPE.search(text)
    return bool(start and _ENTITY.search(text, start.end()))


def words(element: Element | None) -> str:
    """Give all text inside an element, mixed content included, as one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def is_web_page(body: bytes) -> bool:
    """Tell whether a body is HTML by how it starts, whatever its media type says."""
    start = body[:_START].lstrip(b"\xef\xbb\xbf \t\r\n\f")
    for opening, closing in _BEFORE_IT * 8:  # a few comments and a declaration may come first
        if start.startswith(opening):
            start = start.partition(closing)[2].lstrip()
    return bool(_WEB_PAGE.match(start))
