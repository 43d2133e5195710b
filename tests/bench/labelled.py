"""A tiny labelled set, invented, written as a folder."""

import csv
import gzip
from collections.abc import Sequence
from pathlib import Path

__all__ = ["GROUPS", "ROWS", "write_set"]

_COLUMNS = (
    "ID",
    "ENTRYTYPE",
    "title",
    "author",
    "year",
    "journal",
    "volume",
    "number",
    "pages",
    "doi",
    "abstract",
)
_ONE = (
    "article", "Warm rooms and warm words in the winter of the islands", "Reid, Morag and Silva, Ana",
    "2021", "Journal of Island Care", "12", "3", "101--109", "10.5555/jic.12.101", "",
)  # fmt: skip
_OTHER = (
    "article", "Night buses for carers who work late: a survey of six towns", "Okoro, Ife and Lind, Per",
    "2019", "Transport and Care", "4", "1", "7--19", "10.5555/tac.4.7", "",
)  # fmt: skip
_THIRD = (
    "article", "Who repairs the lift in supported housing", "Novak, Jana",
    "2022", "Housing Notes", "9", "2", "55--61", "", "",
)  # fmt: skip

ROWS: tuple[tuple[str, ...], ...] = (
    ("a1", *_ONE),
    ("a2", _ONE[0], _ONE[1].upper(), *_ONE[2:8], "", ""),
    ("a3", _ONE[0], f"{_ONE[1]}.", "Reid, M. and Silva, A.", *_ONE[3:]),
    ("b1", *_OTHER),
    ("b2", _OTHER[0], _OTHER[1].title(), *_OTHER[2:]),
    ("c1", *_THIRD),
)
GROUPS = ("a1;a2;a3", "b1;b2")


def write_set(folder: Path, rows: Sequence[Sequence[str]] = ROWS, groups: Sequence[str] = GROUPS) -> Path:
    """Write a set and give its folder."""
    folder.mkdir(parents=True)
    with gzip.open(folder / "records_pre_merged.csv.gz", "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([_COLUMNS, *rows])
    with gzip.open(folder / "merged_record_ids.csv.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(["merged_ids", *groups]) + "\n")
    return folder
