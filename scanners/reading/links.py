"""Addresses at which a person can read a publication, brought to one form."""

from records import urls
from records.identifiers import identifier

__all__ = ["links"]


def links(*written: str) -> tuple[str, ...]:
    """List addresses in order, each once: https, a DOI at its resolver, what follows readers removed.

    What is no web address is left out. Addresses that differ in capitals alone are the same.
    """
    kept: dict[str, str] = {}
    for text in written:
        named = identifier("url", text)
        doi = named.value if named and named.scheme == "doi" else ""
        address = urls.normalise(f"https://doi.org/{doi}" if doi else text)
        if address:
            kept.setdefault(address.lower(), address)
    return tuple(kept.values())
