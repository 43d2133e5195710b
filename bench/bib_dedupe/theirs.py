"""Run bib-dedupe on labelled sets, in the environment that has it; Ken is not there.

``python theirs.py DIR…`` prints a JSON line for each set: its name, the works that were found as lists of
ids, and the seconds from records in memory to works. Reading the files is not counted.
"""

import json
import sys
import time
from pathlib import Path

import pandas as pd
from bib_dedupe import verbose_print
from bib_dedupe.bib_dedupe import block, cluster, match, prep

__all__ = ["works"]


def works(records: pd.DataFrame) -> list[list[str]]:
    """Find the works of more than one record."""
    return cluster(match(block(prep(records))))  # type: ignore[no-any-return]  # a list of lists of ids


def _main(folders: list[str]) -> None:
    verbose_print.verbosity_level = 0
    for folder in folders:
        records = pd.read_csv(Path(folder) / "records_pre_merged.csv.gz", low_memory=False)
        start = time.perf_counter()
        found = works(records)
        seconds = time.perf_counter() - start
        said = {"set": Path(folder).name, "works": found, "seconds": seconds}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main(sys.argv[1:])
