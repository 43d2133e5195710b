"""Addresses within the page, to which somebody may be led on."""

from urllib.parse import unquote

__all__ = ["within"]


def within(wanted: str) -> str:
    """Give an address only if it leads to a page of this host, else that of the first page."""
    plain = unquote(wanted)
    leads_here = plain.startswith("/") and not plain.startswith(("//", "/\\")) and plain.isprintable()
    return wanted if leads_here and wanted.startswith("/") else "/"
