"""Licences as sources write them, brought to one form: ``cc-by-nc``, ``cc0``, or the source's own words."""

import re

__all__ = ["licence"]

_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<terms>[a-z-]+)|publicdomain/(?P<public>zero|mark))", re.IGNORECASE
)
_TERMS = re.compile(r"cc[\s_-]*(?P<terms>by(?:[\s_-]*(?:nc|nd|sa))*)(?:[\s_-]*\d.*)?", re.IGNORECASE)
_PARTS = re.compile(r"by|nc|nd|sa", re.IGNORECASE)


def licence(text: str) -> str:
    """Give a Creative Commons licence as ``cc-by-nc-nd``, without its version; other words as they are.

    Empty for what says that there is no licence to reuse (bioRxiv's ``cc_no``).
    """
    address = _ADDRESS.search(text)
    if address:
        return f"cc-{address.group('terms').lower()}" if address.group("terms") else "cc0"
    written = text.strip()
    if written.lower().replace("_", "") in {"ccno", "none", "na"}:
        return ""
    if written.lower().startswith("cc0"):
        return "cc0"
    terms = _TERMS.fullmatch(written)
    return f"cc-{'-'.join(_PARTS.findall(terms.group('terms').lower()))}" if terms else written
