"""Titles and abstracts of the public sets that benchmarks and recipes read."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

__all__ = ["coronacentral_texts", "table_texts"]


def coronacentral_texts(bench: Path) -> Iterator[tuple[str, str]]:
    """Give title and abstract of CoronaCentral's documents; an abstract that is missing is empty."""
    with gzip.open(bench / "topics" / "coronacentral" / "annotated_documents.json.gz", "rt") as file:
        for one in json.load(file):
            yield one["title"], one["abstract"] or ""


def table_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Give title and abstract of the rows of a compressed table; what a row lacks is empty."""
    # pandas and not the csv module, whose limit on the length of a field holds for the whole process.
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    abstracts = table["abstract"] if "abstract" in table else [""] * len(table)
    yield from zip(table["title"], abstracts, strict=True)
