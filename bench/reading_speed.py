"""How many works a second all components together read, and how much memory that takes.

``python -m bench.reading_speed --works N --processes 1,2`` invents works of about 250 words in a store,
and lets them be read with so many processes, each time on a copy of the store, as a scan would: from the
store, and back into it. One JSON document goes to standard output.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import data
from bench.family_memory import family
from bench.reading_corpus import to_read
from flows.annotate import annotate
from flows.context import Context
from flows.link import link
from flows.page_memory import StoredPages
from records.errors import BenchError
from records.source import Source, Window
from scanners import Fetch
from store.opening import open_store
from synthesis.ranking.settings import RankSettings

__all__ = ["Speed", "main", "measured"]

_BATCH: Final = 20_000  # records that are in memory at one time
_WINDOW: Final = Window(date(2026, 11, 2), date(2026, 11, 9))


@dataclass(frozen=True, slots=True)
class Speed:
    """What reading took.

    ``seconds`` are from opening the store to the last annotation in it, with the starts of processes.
    ``cpu_seconds`` are of all processes: on a machine that does other work, they tell more. ``peak_mb`` is
    the sum of their peaks (1,048,576 bytes).
    """

    processes: int
    works: int
    words: float
    seconds: float
    cpu_seconds: float
    works_per_second: float
    peak_mb: float


def measured(works: int, processes: Sequence[int], seed: int = 1) -> list[Speed]:
    """Invent works and have them read with each number of processes in turn."""
    with tempfile.TemporaryDirectory(prefix="ken-bench-") as folder:
        home = Path(folder, "new")
        words = _filled(home, works, seed)
        found = []
        for count in processes:
            copied = Path(folder, str(count))
            shutil.copytree(home, copied)
            # In a process of its own, so that its peak of memory is its own.
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as child:
                found.append(child.submit(_read, copied, count, words).result())
            shutil.rmtree(copied)
        return found


def _filled(home: Path, works: int, seed: int) -> float:
    """Make a store with works that nothing has read, and give how many words each has."""
    home.mkdir()
    context = _context(home)
    run = context.store.runs.begin(_WINDOW, [], datetime.now(UTC), exact=True).number
    words = 0
    for start in range(0, works, _BATCH):
        records = list(to_read(seed, start, min(start + _BATCH, works)))
        words += sum(len(f"{record.title} {record.abstract}".split()) for record in records)
        context.store.records.keep(run, records)
    link(context, run)
    return words / works


def _context(home: Path) -> Context:
    """Give what linking and reading need: a store, and the vocabularies that ship."""
    store = open_store(home)
    return Context(
        home=home,
        store=store,
        sources=(),
        workstreams=(),
        vocabularies=data.folder(),
        fetch_for=_unasked,
        memory=StoredPages(store.pages),
        ranking=RankSettings(),
    )


def _unasked(source: Source) -> Fetch:
    raise BenchError(f"reading asks no source, and not {source.id}")


def _read(home: Path, processes: int, words: float) -> Speed:
    context = _context(home)
    before = _cpu()
    with family() as members:
        start = time.perf_counter()
        annotate(context, processes)
        seconds = time.perf_counter() - start
    works = context.store.works.count()
    return Speed(
        processes=processes,
        works=works,
        words=round(words, 1),
        seconds=round(seconds, 1),
        cpu_seconds=round(_cpu() - before, 1),
        works_per_second=round(works / seconds, 1),
        peak_mb=round(members.peak_mb),
    )


def _cpu() -> float:
    """Give the seconds of computing of this process and of its children that have ended."""
    return sum(os.times()[:4])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print one JSON document."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading_speed", description=__doc__)
    parser.add_argument("--works", type=int, default=10_000)
    parser.add_argument("--processes", default="1,2", help="numbers of processes, with commas between")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    counts = [int(count) for count in asked.processes.split(",")]
    found = [asdict(speed) for speed in measured(asked.works, counts, asked.seed)]
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
