"""Labelled sets of references with duplicates, in the form that bib-dedupe's benchmark has.

A set is a folder with ``records_pre_merged.csv.gz`` (a reference a row, named in the column ``ID``) and
``merged_record_ids.csv.gz`` (one column, the ids of the references of one work joined by ``;``).
"""

import csv
import gzip
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Final

from records.errors import BenchError
from records.record import Record
from records.source import Source
from scanners.files.columns import folded, item

__all__ = ["DuplicateSet", "read_duplicate_set"]

_RECORDS: Final = "records_pre_merged.csv.gz"
_GROUPS: Final = "merged_record_ids.csv.gz"
_UNTITLED: Final = "a reference that has no title"  # the reader refuses these; a benchmark has them
_SOURCE: Final = Source(id="bench", name="A benchmark's set", kind="file", url="", group="journal")
_LONGEST_CELL: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class DuplicateSet:
    """A labelled set.

    ``name`` is that of its folder, ``records`` are ordered by record id, ``pairs`` are the true pairs of
    record ids, the smaller first, closed under transitivity.
    """

    name: str
    records: tuple[Record, ...]
    pairs: frozenset[tuple[str, str]]


def read_duplicate_set(folder: Path) -> DuplicateSet:
    """Read a set; raises ``BenchError`` when a file is missing or is not of this form."""
    _check(folder)
    records = sorted((_record(row) for row in _rows(folder / _RECORDS)), key=lambda one: one.record_id)
    ids = {record.key: record.record_id for record in records}
    pairs: set[tuple[str, str]] = set()
    for row in _rows(folder / _GROUPS):
        group = next(iter(row.values())).split(";")
        strangers = [key for key in group if key not in ids]
        if strangers:
            raise BenchError(f"{folder / _GROUPS}: no reference has the id {strangers[0]}")
        pairs |= set(combinations(sorted(ids[key] for key in group), 2))
    return DuplicateSet(folder.name, tuple(records), frozenset(pairs))


def _check(folder: Path) -> None:
    if not folder.is_dir():
        raise BenchError(f"there is no folder {folder}; a set is a folder with {_RECORDS} and {_GROUPS}")
    for name in (_RECORDS, _GROUPS):
        if not (folder / name).is_file():
            raise BenchError(f"{folder / name} is missing; a set is a folder with {_RECORDS} and {_GROUPS}")


def _rows(path: Path) -> list[dict[str, str]]:
    before = csv.field_size_limit(_LONGEST_CELL)  # of the whole process
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise BenchError(f"{path} cannot be read as a gzipped table: {error}") from error
    finally:
        csv.field_size_limit(before)


def _record(row: Mapping[str, str]) -> Record:
    named = {folded(name): value or "" for name, value in row.items() if name}
    if "id" not in named:
        raise BenchError("a reference has no column ID")
    made = item(named).record(_SOURCE, "")
    if isinstance(made, str):
        untitled = item({**named, "title": _UNTITLED}).record(_SOURCE, "")
        if isinstance(untitled, str):
            raise BenchError(f"reference {named['id']}: {untitled}")
        made = replace(untitled, title="")
    return replace(made, key=named["id"])
