"""How long the steps of a run take, and how much memory, on a store of many records.

Each step runs in a process of its own, so that its peak of memory is its own; what it imports is there
before the clock starts.
"""

import gc
import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

import numpy as np

from bench.agreement import Pairs, pairs
from bench.corpus import Corpus, corpus
from bench.family_memory import family
from flows.annotate import annotate
from flows.context import Context
from flows.link import link
from flows.progress import Progress
from flows.rank import rank
from records.errors import BenchError
from records.source import Window
from store.opening import Store, open_store

__all__ = ["STEPS", "Half", "Scale", "Step", "Taken", "measure", "steps_of"]

Step = Literal["link", "annotate", "rank"]
STEPS: Final[tuple[Step, ...]] = get_args(Step)

_WEEK: Final = 1000  # records that a week brings
_BATCH: Final = 20_000  # records that are in memory at one time
_WINDOWS: Final = (
    Window(date(2026, 11, 2), date(2026, 11, 9)),
    Window(date(2026, 11, 9), date(2026, 11, 16)),
)

Wire = Callable[[Path], AbstractContextManager[Context]]
"""Gives the flows what they need in a workspace; a function that another process can import."""
_CarryOut = Callable[[Step, int], "Taken"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step took: seconds, and the peak of its processes' resident memory (1,048,576 bytes)."""

    seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Half:
    """What the corpus took, or the week after it.

    ``duplicates`` are its records of works that have a record before them, in it or in front of it.
    ``generate_seconds`` are for inventing the records and keeping them in the store, which no step does.
    ``precision`` and ``recall`` are of pairs with a record of this half, None when nothing was linked.
    """

    records: int
    duplicates: int
    generate_seconds: float
    steps: dict[Step, Taken]
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class Scale:
    """What a corpus and a week took. ``database_mb`` is the size of the database at the end."""

    seed: int
    corpus: Half
    increment: Half
    database_mb: float


def steps_of(text: str) -> tuple[Step, ...]:
    """Read which steps are to be measured; ``BenchError`` when one is none."""
    names = [name.strip() for name in text.split(",")]
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        raise BenchError(
            f"there is no step '{unknown[0]}'; name some of {','.join(STEPS)}, with commas between"
        )
    return tuple(step for step in STEPS if step in names)


def measure(
    home: Path, wire: Wire, records: int, steps: Sequence[Step], seed: int, progress: Progress
) -> Scale:
    """Make a corpus of so many records in a new workspace, run the steps, then a week and the steps again.

    Raises ``BenchError`` unless there is at least one record.
    """
    if records < 1:
        raise BenchError(f"a corpus needs records: give --records a number of 1 or more, not {records}")
    drawn = corpus(records, _WEEK, seed)
    ids: list[str] = []
    carry_out = partial(_carry_out, home, wire)
    first = _half(_Part(home, drawn, 0, records), ids, carry_out, steps, progress)
    week = _half(_Part(home, drawn, records, records + _WEEK), ids, carry_out, steps, progress)
    size = sum(path.stat().st_size for path in home.glob("*.duckdb*")) / 2**20
    return Scale(seed, first, week, round(size, 1))


class _Part(NamedTuple):
    """The records of a corpus from one number to another, which are to be in the store of a workspace."""

    home: Path
    drawn: Corpus
    start: int
    end: int

    @property
    def duplicates(self) -> int:
        """Count the records whose work has one before, in this part or in front of it."""
        known, all_ = (len(np.unique(self.drawn.work[:end])) for end in (self.start, self.end))
        return self.end - self.start - (all_ - known)


def _half(
    part: _Part, ids: list[str], carry_out: _CarryOut, steps: Sequence[Step], progress: Progress
) -> Half:
    store = open_store(part.home)
    window = _WINDOWS[part.start > 0]
    run = store.runs.begin(window, [], datetime.now(UTC), exact=True).number
    generated = _generate(store, part, run, ids, progress)
    taken: dict[Step, Taken] = {}
    # What is to be read or ranked must be linked before, whether that is to be measured or not.
    for step in steps if "link" in steps else ("link", *steps):
        progress.step(step, f"{part.end - part.start:,} records")
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as child:
            one = child.submit(carry_out, step, run).result()
        if step in steps:
            taken[step] = one
    store.runs.finish(run, datetime.now(UTC), {}, {step: one.seconds for step, one in taken.items()})
    agreed = _agreed(store, part, ids) if "link" in steps else None
    return Half(
        records=part.end - part.start,
        duplicates=part.duplicates,
        generate_seconds=generated,
        steps=taken,
        precision=agreed.precision if agreed else None,
        recall=agreed.recall if agreed else None,
    )


def _generate(store: Store, part: _Part, run: int, ids: list[str], progress: Progress) -> float:
    """Invent records and keep them, and note their ids; give the seconds."""
    begun = time.perf_counter()
    for start in range(part.start, part.end, _BATCH):
        progress.step("generate", f"{start - part.start:,} of {part.end - part.start:,} records")
        some = list(part.drawn.made(start, min(start + _BATCH, part.end)))
        store.records.keep(run, some)
        ids += [record.record_id for record in some]
    return round(time.perf_counter() - begun, 2)


def _carry_out(home: Path, wire: Wire, step: Step, run: int) -> Taken:
    """Carry out a step in this process, which does nothing else; several read."""
    with wire(home) as context:
        gc.collect()
        with family() as members:
            start = time.perf_counter()
            _do(context, step, run)
            seconds = time.perf_counter() - start
        return Taken(round(seconds, 2), round(members.peak_mb, 1))


def _do(context: Context, step: Step, run: int) -> None:
    if step == "link":
        link(context, run)
    elif step == "annotate":
        annotate(context)
    else:
        rank(context, run)


def _agreed(store: Store, part: _Part, ids: Sequence[str]) -> Pairs:
    """Count the pairs that have a record of this part."""
    found: dict[str, str] = {}
    for start in range(0, part.end, _BATCH):
        known = store.links.memberships(ids[start : start + _BATCH])
        found |= {record: one.work_id for record, one in known.items()}
    true = {one: str(work) for one, work in zip(ids, part.drawn.work.tolist(), strict=False)}
    older = {one: found[one] for one in ids[: part.start]}
    return pairs(found, true).without(pairs(older, true))
