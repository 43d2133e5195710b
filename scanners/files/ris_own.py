"""References in RIS that Ken wrote: one value a tag, nothing cleaned."""

from typing import Final

from records.identifiers import Scheme, identifiers
from records.record import Record
from records.source import Source
from scanners.files import own, words
from scanners.files.dates import read_date
from scanners.files.keys import key_from_ken
from scanners.files.tagged import Reference

__all__ = ["is_own", "record"]

_KEN: Final = "ken:"


def is_own(reference: Reference) -> bool:
    """Tell whether Ken wrote a reference: it has Ken's accession number, or a note of Ken's own."""
    return bool(_named(reference)) or own.is_marked(reference.all("N1"))


def record(reference: Reference, source: Source, page: str) -> Record | str:
    """Read a reference that Ken wrote; a text instead says why that cannot be."""
    known = own.carried(reference.all("N1")) or own.Carried()
    title = _exact(reference, "TI")
    if not title:
        return "a reference without a title"
    code = reference.first("TY").strip()
    said: list[tuple[Scheme, object]] = [
        ("doi", _exact(reference, "DO")),
        ("isbn", _exact(reference, "SN")),
        ("pmcid", _exact(reference, "C2")),
        ("pmid", _exact(reference, "U1").partition("[")[0]),
    ]
    plain = Record(
        source=source.id,
        key=key_from_ken(known.record or _named(reference), source.id),
        kind=source.kind,
        title=title,
        abstract=_exact(reference, "AB"),
        authors=tuple(own.author(name) for name in _each(reference, "AU")),
        container=_exact(reference, "T2"),
        publisher=_exact(reference, "PB"),
        volume=_exact(reference, "VL"),
        issue=_exact(reference, "IS"),
        pages="-".join(filter(None, (_exact(reference, "SP"), _exact(reference, "EP")))),
        published=read_date(_exact(reference, "DA") or _exact(reference, "PY")),
        type=words.type_of_code(code),
        publication_types=tuple(part for text in _each(reference, "M3") for part in text.split("; ") if part),
        language=_exact(reference, "LA"),
        identifiers=identifiers(said),
        urls=_each(reference, "UR"),
        keywords=_each(reference, "KW"),
        page=page,
    )
    return own.restored(plain, known, code=code)


def _exact(reference: Reference, tag: str) -> str:
    return next(iter(_each(reference, tag)), "")


def _each(reference: Reference, tag: str) -> tuple[str, ...]:
    return tuple(text.replace("\n", " ").strip(" ") for text in reference.all(tag))


def _named(reference: Reference) -> str:
    texts = (text.strip() for text in reference.all("AN", "U1"))
    return next((text.removeprefix(_KEN) for text in texts if text.startswith(_KEN)), "")
