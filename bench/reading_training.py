"""How the shipped model of reading is made: the recipe of ``data/models/reading.json``.

It learns from the invented labels that ship and from real documents, whose texts do not ship: two files of
labels with their texts, and the readings of ``data/labels/read.csv``, which name their documents by a hash
of the title and find the texts in the public sets that they were drawn from. :mod:`nlp.training` is how.

``python -m bench.reading_training FILE BENCH`` makes the file again from a folder with ``labels/``,
``screening/``, ``topics/`` and ``duplicates/``; the same labels give the same file.
"""

import csv
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import data
from bench.label_files import read_labels
from bench.set_texts import coronacentral_texts, table_texts
from nlp.labels import Label
from nlp.shipped_labels import shipped_labels
from nlp.training import train
from records.errors import BenchError

__all__ = ["read_by_us", "real_labels"]

_FILES: Final = ("dev.jsonl", "more.jsonl")
_LONGEST: Final = 1800  # characters of an abstract that the readers were given
_SHORTEST: Final = 200


def real_labels(bench: Path) -> tuple[Label, ...]:
    """Read all labelled real documents; ``BenchError`` when a text is not found."""
    return (*read_labels(bench / "labels" / name for name in _FILES), *read_by_us(bench))


def read_by_us(bench: Path) -> tuple[Label, ...]:
    """Read the documents of ``data/labels/read.csv`` with texts; ``BenchError`` where one is missing."""
    with data.folder("labels", "read.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = {row["title"] for row in rows}
    texts: dict[str, tuple[str, str]] = {}
    for title, abstract in _documents(bench, {row["set"] for row in rows}):
        name = _name(title)
        if name in wanted and len(abstract) >= _SHORTEST:
            texts.setdefault(name, (title, abstract[:_LONGEST]))
    missing = len(wanted - texts.keys())
    if missing:
        raise BenchError(f"{bench}: the texts of {missing} documents of data/labels/read.csv are not there")
    return tuple(
        Label(
            f"read:{row['title']}",
            *texts[row["title"]],
            frozenset(row["ws"].split()),
            int(row["grade"]),
            frozenset(row["dims"].split()),
        )
        for row in rows
    )


def _documents(bench: Path, sets: set[str]) -> Iterator[tuple[str, str]]:
    yield from coronacentral_texts(bench)
    for name in sorted(sets - {"coronacentral"}):
        path = bench / "screening" / f"{name}.csv.gz"
        yield from table_texts(
            path if path.exists() else bench / "duplicates" / name / "records_pre_merged.csv.gz"
        )


def _name(title: str) -> str:
    plain = re.sub(r"\W+", " ", title.lower()).strip()
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _main(arguments: Sequence[str]) -> None:
    path, bench = map(Path, arguments)
    made = train((*shipped_labels(), *real_labels(bench)), data.folder())
    path.write_text(made.text(), encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1:])
