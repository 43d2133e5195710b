"""``ken bench``: benchmarks that anyone can run again."""

import typer

from ken.commands.bench_duplicates import duplicates
from ken.commands.bench_labels import labels
from ken.commands.bench_ranking import ranking
from ken.commands.bench_scale import scale
from ken.commands.bench_stopping import stopping
from ken.commands.bench_topics import topics
from ken.commands.bench_weekly_recall import weekly_recall

__all__ = ["bench"]

bench = typer.Typer(help="Measure how good and how fast Ken is.", no_args_is_help=True)
bench.command()(duplicates)
bench.command()(labels)
bench.command()(ranking)
bench.command()(scale)
bench.command()(stopping)
bench.command()(topics)
bench.command("weekly-recall")(weekly_recall)
