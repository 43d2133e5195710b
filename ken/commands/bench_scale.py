"""``ken bench scale``: seconds and memory of each step on a store of many invented records."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ken.commands.aligned import aligned
from ken.printing import out, print_json
from ken.settings import read_settings
from ken.watching import watching
from ken.wiring import every_source, wired
from ken.workspace import create

if TYPE_CHECKING:
    from bench.scale import Half, Scale
    from flows.context import Context

__all__ = ["scale"]


def scale(
    records: Annotated[
        int, typer.Option(metavar="N", help="How many records; a week of 1,000 follows them.")
    ],
    steps: Annotated[
        str, typer.Option(metavar="NAMES", help="Which steps, in order.")
    ] = "link,annotate,rank",
    seed: Annotated[int, typer.Option(help="Another seed makes other records.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Invent records with known duplicates and measure the steps of a run on them, then on one more week.

    Works in a temporary folder, which is gone at the end; a million records take about 1.5 GB of it.
    """
    # Brings spaCy, which no other command should wait for.
    from bench.scale import measure, steps_of  # noqa: PLC0415

    chosen = steps_of(steps)
    with tempfile.TemporaryDirectory(prefix="ken-bench-") as folder, watching() as progress:
        home = Path(folder)
        create(home)
        found = measure(home, _wire, records, chosen, seed, progress)
    if as_json:
        print_json(asdict(found))
        return
    out.print(_table(found))
    for name, half in (("corpus", found.corpus), ("week", found.increment)):
        if half.precision is not None:
            out.print(f"{name}: {_agreement(half)}")
    out.print(f"database: {found.database_mb:,.0f} MB")


@contextmanager
def _wire(home: Path) -> "Iterator[Context]":
    sources = every_source(home)
    with wired(home, read_settings(home), sources) as context:
        yield context


def _table(found: "Scale") -> str:
    rows = [
        [name, step, f"{half.records:,}", f"{seconds:.1f}", f"{memory:.0f}" if memory else ""]
        for name, half in (("corpus", found.corpus), ("week", found.increment))
        for step, seconds, memory in _taken(half)
    ]
    return aligned(("", "step", "records", "seconds", "peak MB"), rows, words=2)


def _taken(half: "Half") -> "Iterator[tuple[str, float, float]]":
    yield "(inventing)", half.generate_seconds, 0
    for step, taken in half.steps.items():
        yield step, taken.seconds, taken.peak_mb


def _agreement(half: "Half") -> str:
    return (
        f"{half.duplicates:,} duplicates, pairwise precision {half.precision:.4f}, recall {half.recall:.4f}"
    )
