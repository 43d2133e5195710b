"""RIS, as Zotero, EndNote, Covidence, Rayyan, EPPI-Reviewer and ASReview read it.

Lines end in CR LF, two spaces stand before the dash and one behind it, and no value goes over several lines:
tools differ in what they do with such lines and with a tag that comes twice. So an abstract is one line
whatever sections it has, and where its line breaks were is carried. Beside the standard tags there are

``AN  - ken:europepmc:MED:123``
    the record that was exported; it keeps its key when it is imported again. Reference managers keep AN.
``ID  - wabc...``
    the work.
``U1  - 123[pmid]``, ``C2  - PMC123``
    as PubMed Central and EndNote write them.
``N1  - ken-record: {...}``
    what RIS has no place for, exactly (:mod:`synthesis.export.carried`); the only note that is read back.
``N1  - ken-reading: ...``, ``N1  - ken-decision: ...``, ``N1  - ken-notice: ...``
    what Ken and the team say of it, for people.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

import data
from records.dates import PartialDate
from records.identifiers import Scheme
from records.record import Record
from synthesis.export import Exported, told
from synthesis.export.carried import carried, on_one_line, plain_author
from synthesis.linking.merged import merged

__all__ = ["write"]

Tags = list[tuple[str, str]]

_END: Final = "\r\n"
_RANGE = re.compile(r"([\w.]{1,12})\s*[-–—]\s*([\w.]{1,12})")


def write(works: Iterable[Exported]) -> Iterator[str]:
    """Write each work as one reference, with a blank line behind it."""
    for one in works:
        lines = (f"{tag}  - {value}{_END}" for tag, value in _tags(one) if value)
        yield f"{''.join(lines)}ER  - {_END}{_END}"


def _tags(one: Exported) -> Tags:
    record = merged(one.work).record
    start, end = _pages(record.pages)
    tags: Tags = [
        ("TY", _code(record.type)),
        ("ID", on_one_line(one.work.work_id)),
        ("TI", on_one_line(record.title)),
        *_many("AU", [str(author) for author in record.authors]),
        ("T2", on_one_line(record.container)),
        ("AB", on_one_line(record.abstract)),
        *_dates(record.published),
        ("VL", on_one_line(record.volume)),
        ("IS", on_one_line(record.issue)),
        ("SP", start),
        ("EP", end),
        ("PB", on_one_line(record.publisher)),
        ("SN", _first(one, "isbn")),
        ("DO", _first(one, "doi")),
        ("C2", _first(one, "pmcid")),
        ("U1", f"{pmid}[pmid]" if (pmid := _first(one, "pmid")) else ""),
        ("M3", "; ".join(_lines(record.publication_types))),
        ("LA", on_one_line(record.language)),
        *_many("UR", record.urls),
        *_many("KW", record.keywords),
        ("DB", "Ken"),
        ("AN", f"ken:{on_one_line(record.record_id)}"),
        *_many("N1", _notes(one)),
    ]
    return [*tags, ("N1", f"ken-record: {carried(one, record, _plainly(record, tags))}")]


def _plainly(best: Record, tags: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Say what a reader finds in the standard tags."""

    def each(tag: str) -> list[str]:
        return [value for name, value in tags if name == tag and value]

    def first(tag: str) -> str:
        return next(iter(each(tag)), "")

    return {
        "title": first("TI"),
        "abstract": first("AB"),
        "authors": [plain_author(name) for name in each("AU")],
        "container": first("T2"),
        "publisher": first("PB"),
        "volume": first("VL"),
        "issue": first("IS"),
        "pages": "-".join(filter(None, (first("SP"), first("EP")))),
        "type": _types()["codes"].get(_code(best.type), "other"),
        "publication_types": [part for part in first("M3").split("; ") if part],
        "language": first("LA"),
        "identifiers": _plain_identifiers(
            first("DO"), first("U1").removesuffix("[pmid]"), first("C2"), first("SN")
        ),
        "urls": each("UR"),
        "keywords": each("KW"),
    }


def _plain_identifiers(doi: str, pmid: str, pmcid: str, isbn: str) -> list[str]:
    pairs = (("doi", doi), ("pmid", pmid), ("pmcid", pmcid), ("isbn", isbn))
    return [f"{scheme}:{value}" for scheme, value in pairs if value]


def _notes(one: Exported) -> Iterator[str]:
    inequality = one.inequality
    graded = f"inequality {inequality.grade}" if inequality.grade else ""
    directed = f"direction {inequality.direction}" if inequality.direction else ""
    reading = "; ".join(filter(None, (told.workstreams(one), graded, told.dimensions(one), directed)))
    if reading:
        yield f"ken-reading: {reading}"
    for decision in told.decided(one):
        yield f"ken-decision: {decision}"
    for notice in told.notices(one):
        yield f"ken-notice: {notice}"


def _dates(published: PartialDate | None) -> Tags:
    if published is None:
        return []
    if not published.month:
        return [("PY", str(published.year))]
    day = f"{published.day:02}" if published.day else ""
    return [("PY", str(published.year)), ("DA", f"{published.year}/{published.month:02}/{day}/")]


def _pages(pages: str) -> tuple[str, str]:
    found = _RANGE.fullmatch(pages)
    return (found.group(1), found.group(2)) if found else (on_one_line(pages), "")


def _many(tag: str, values: Iterable[str]) -> Tags:
    return [(tag, line) for line in _lines(values)]


def _lines(values: Iterable[str]) -> list[str]:
    return [line for value in values if (line := on_one_line(value))]


def _first(one: Exported, scheme: Scheme) -> str:
    return next((identifier.value for identifier in one.work.identifiers if identifier.scheme == scheme), "")


def _code(kind: str) -> str:
    return str(_types()["written"].get(kind, "GEN"))


@cache
def _types() -> dict[str, Any]:
    return tomllib.loads(data.folder("formats", "types.toml").read_text(encoding="utf-8"))
