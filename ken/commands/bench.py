"""``ken bench``: benchmarks that anyone can run again."""

import typer

from ken.commands.bench_duplicates import duplicates
from ken.commands.bench_labels import labels
from ken.commands.bench_scale import scale
from ken.commands.bench_topics import topics

__all__ = ["bench"]

bench = typer.Typer(help="Measure how good and how fast Ken is.", no_args_is_help=True)
bench.command()(duplicates)
bench.command()(labels)
bench.command()(scale)
bench.command()(topics)
