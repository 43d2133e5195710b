"""Named values of one reference, a row of a table or a JSON object, and the fields that they are.

The names that databases and tools give to their columns are in ``data/formats/columns.toml``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from records.dates import PartialDate
from records.identifiers import Identifier, Scheme, identifiers
from scanners.files import words
from scanners.files.authors import authors_in_cell
from scanners.files.citations import Citation, citation
from scanners.files.dates import published, read_date
from scanners.files.item import Item
from scanners.files.lists import listed
from scanners.files.numbers import addresses, from_addresses
from scanners.files.pages import page_range

__all__ = ["Row", "are_of_references", "folded", "item", "label_names", "unknown_names"]

Row = Mapping[str, str]
"""Values by folded name."""

_Cells = Mapping[str, list[str]]  # the values of each field that are not blank, the best column's first

_COLUMNS = listed("columns")
_ONE: dict[str, list[str]] = _COLUMNS["one"]
_MANY: dict[str, list[str]] = _COLUMNS["many"]
_LABELS = frozenset(_COLUMNS["labels"]["names"])
_OWN: str = _COLUMNS["own"]["name"]
_FIELD_OF = {name: field for table in (_ONE, _MANY) for field, names in table.items() for name in names}
_RANK = {name: rank for table in (_ONE, _MANY) for names in table.values() for rank, name in enumerate(names)}
_NEEDED = frozenset(_COLUMNS["needed"]["fields"])
_GAP = re.compile(r"[\s_]+")
_BETWEEN = re.compile(r"[;|\n]")
_EMTREE = re.compile(r",\s*(?![^()]*\))")
_SCHEMES: tuple[Scheme, ...] = ("doi", "pmid", "pmcid", "openalex")


def folded(name: str) -> str:
    """Bring a column's name to the form of the list: lower case, one space for underscores and gaps."""
    return _GAP.sub(" ", name.strip("\ufeff \t\"'").lower()).strip()


def are_of_references(names: Iterable[str]) -> bool:
    """Tell whether folded names are those of a table of references."""
    fields = {_FIELD_OF[name] for name in names if name in _FIELD_OF}
    return "title" in fields or (len(fields) > 1 and not _NEEDED.isdisjoint(fields))


def known_count(names: Iterable[str]) -> int:
    """Count the folded names that stand for a field."""
    return sum(name in _FIELD_OF for name in names)


def label_names(names: Iterable[str]) -> list[str]:
    """List the folded names of columns with somebody's judgement."""
    return [name for name in names if name in _LABELS]


def unknown_names(names: Iterable[str]) -> list[str]:
    """List the folded names that stand for nothing that Ken reads."""
    return [name for name in names if name and name not in _FIELD_OF and name not in _LABELS and name != _OWN]


def item(named: Row) -> Item:
    """Pick the fields of a reference; nothing is cleaned yet."""
    row = _by_field(named)
    types = tuple(_several(row, "types")) or tuple(_split(_first(row, "type")))
    code = words.type_of_code(_first(row, "type"))
    cited = citation(_first(row, "citation"))
    urls = addresses(_many(row, "url"))
    container, pages = _first(row, "container") or cited.container, _pages(row) or cited.pages
    volume = _first(row, "volume") or cited.volume
    # PubMed, Embase and others have no column for the type: what is in a volume or on pages is an article.
    kind = "article" if not types and container and (volume or pages) else code
    return Item(
        title=_first(row, "title"),
        abstract=_first(row, "abstract"),
        authors=authors_in_cell(_first(row, "authors")) or authors_in_cell(_first(row, "editors")),
        container=container,
        publisher=_first(row, "publisher"),
        volume=volume,
        issue=_first(row, "issue") or cited.issue,
        pages=pages,
        published=_published(row, cited),
        indexed=_day(_first(row, "indexed")),
        kind=kind,
        types=types if code == "other" else (),
        language=_first(row, "language"),
        identifiers=_identifiers(
            row, urls, has_isbn=(words.record_type(types) or kind) in ("book", "report", "thesis")
        ),
        urls=urls,
        keywords=_keywords(row),
        licence=_first(row, "licence"),
    )


def _by_field(named: Row) -> _Cells:
    found: dict[str, list[tuple[int, str]]] = {}
    for name, value in named.items():
        field, kept = _FIELD_OF.get(name), value.strip()
        if field and kept:
            found.setdefault(field, []).append((_RANK[name], kept))
    return {field: [value for _, value in sorted(ranked)] for field, ranked in found.items()}


def _first(row: _Cells, field: str) -> str:
    return row[field][0] if field in row else ""


def _many(row: _Cells, field: str) -> list[str]:
    return row.get(field, [])


def _several(row: _Cells, field: str) -> Iterator[str]:
    for value in _many(row, field):
        yield from _split(value)


def _split(value: str) -> Iterator[str]:
    if value.startswith("['") and value.endswith("']"):  # a list as Python writes it
        value = value[2:-2].replace("', '", ";")
    for part in _BETWEEN.split(value):
        if kept := " ".join(part.split()):
            yield kept


def _keywords(row: _Cells) -> tuple[str, ...]:
    said = [
        *_several(row, "keywords"),
        *(part for cell in _many(row, "emtree") for part in _EMTREE.split(cell)),
    ]
    return tuple(dict.fromkeys(kept for part in said if (kept := " ".join(part.split()).lstrip("* "))))


def _pages(row: _Cells) -> str:
    whole = page_range(_first(row, "pages"), "")
    return whole or page_range(_first(row, "start"), _first(row, "end")) or _first(row, "article_number")


def _published(row: _Cells, cited: Citation) -> PartialDate | None:
    year = _first(row, "year").removesuffix(".0")  # a number that a spreadsheet made of it
    in_parts = PartialDate.of(year, _first(row, "month"), _first(row, "day"))
    texts = [str(in_parts or year), _first(row, "published"), cited.published]
    return published(texts)


def _day(text: str) -> date | None:
    found = read_date(text) if text else None
    return found.first_day if found and found.precision == "day" else None


def _identifiers(row: _Cells, urls: tuple[str, ...], *, has_isbn: bool) -> tuple[Identifier, ...]:
    schemes = (*_SCHEMES, "isbn") if has_isbn else _SCHEMES
    said = [(scheme, _first(row, scheme).removesuffix(".0")) for scheme in schemes]
    own_doi = bool(identifiers(said[:1]))
    linked = [(scheme, text) for scheme, text in from_addresses(urls) if not (own_doi and scheme == "doi")]
    return identifiers([*said, *linked])
