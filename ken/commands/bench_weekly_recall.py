"""``ken bench weekly-recall``: does the interval of weekly recall cover the truth?"""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.markup import escape

from bench.weekly_recall import Coverage, measure_weekly_recall
from ken.commands.aligned import aligned
from ken.commands.bench_stopping import share
from ken.printing import out, print_json

__all__ = ["weekly_recall"]


def weekly_recall(
    sequences: Annotated[
        int, typer.Option(min=1, max=10_000, help="Sequences of weeks in each of 240 scenarios.")
    ] = 25,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Invent sequences of weekly queues whose recall is known, and compare with the 95 % interval."""
    found = measure_weekly_recall(sequences)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        out.print(escape(_table(found)))


def _table(found: list[Coverage]) -> str:
    head = ("scenarios", "sequences", "covered", "truth above", "mean width")
    rows = [
        (one.group, f"{one.sequences:,}", share(one.covered), f"{one.above:.1%}", f"{one.width:.2f}")
        for one in found
    ]
    return aligned(head, rows)
