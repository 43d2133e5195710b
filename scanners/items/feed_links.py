"""DOIs in the addresses of articles, and addresses behind which there is no web page."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

__all__ = ["doi_in", "may_be_page"]

_DOI = re.compile(r"10\.\d{4,9}/[^\s?#]+")
_VIEW = re.compile(
    r"(?:/(?:abstract|full|full-?text|e?pdf|pdfdirect|html|meta|summary|references|related)|\.(?:full|abstract|pdf))+/?$",
    re.IGNORECASE,
)
_LONGEST = 2000  # characters, as much as browsers and servers agree on
_RXIV_VERSION = re.compile(r"^(10\.1101/[\d.]+)v\d+$")
_BINARY: Final = (
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".xlsm", ".ods", ".odt", ".ppt", ".pptx", ".csv", ".zip", ".gz",
    ".epub", ".mp3", ".mp4", ".m4a", ".mov", ".wav", ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".ics",
)  # fmt: skip


def doi_in(address: str) -> str:
    """Give the DOI that a publisher's address holds in its path or query, empty without one.

    What only names a view of the article (``/full``, ``.pdf``) is cut off, and the version of a preprint
    on bioRxiv and medRxiv, whose DOI names all versions.
    """
    if len(address) > _LONGEST:
        return ""
    for place in _places(address):
        found = _DOI.search(place)
        if found:
            doi = _VIEW.sub("", found.group())
            return _RXIV_VERSION.sub(r"\1", doi)
    return ""


def may_be_page(address: str) -> bool:
    """Tell whether an address may lead to a web page: by http or https, and not to a document or a film."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    web = parts.scheme.lower() in {"http", "https"} and bool(parts.netloc)
    return web and not parts.path.lower().endswith(_BINARY)


def _places(address: str) -> Iterator[str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    yield unquote(parts.path)
    yield from (value for _, value in parse_qsl(parts.query))
