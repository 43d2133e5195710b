"""``python -m bench.asreview FILE… --orders DIR``: ASReview screens finished reviews again.

Makes an environment with ASReview in a temporary folder, with uv, unless ``--python`` names one that has it.
Starts from the same priors and writes the same files of orders as ``ken bench ranking --orders``, and prints
what they come to, scored by the same code. ``python -m bench.ranking_comparison`` puts both side by side.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.environment import environment
from bench.order_files import write_order
from bench.ranking import Screened, figures_of, priors
from bench.screening_sets import ScreeningSet
from records.errors import BenchError

__all__ = ["main", "theirs"]

_REQUIREMENT: Final = "asreview==2.2"
_THEIRS: Final = Path(__file__).parent / "theirs.py"


def theirs(file: Path, seeds: Sequence[int], python: Path) -> Iterator[Screened]:
    """Let ASReview screen a set once for each seed; ``BenchError`` when it fails."""
    one = ScreeningSet.read(file)
    drawn = {seed: priors(one.included, seed) for seed in seeds}
    given = [f"{seed}:{','.join(map(str, rows))}" for seed, rows in drawn.items()]
    command = [str(python.absolute()), str(_THEIRS), str(file.resolve()), *given]
    # It leaves a cache in the folder in which it runs.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)  # noqa: S603  ours
    if done.returncode:
        raise BenchError(f"ASReview failed on {file}: {done.stderr.strip().splitlines()[-1]}")
    for line in done.stdout.splitlines():
        said = json.loads(line)
        yield Screened(one.name, said["seed"], drawn[said["seed"]], tuple(said["order"]), said["seconds"])


def _screen(files: Sequence[Path], seeds: Sequence[int], python: Path, orders: Path) -> None:
    sys.stdout.write(f"{'set':36} seed   loss   NDCG  WSS@95  at 10 %  seconds\n")
    for file in files:
        one = ScreeningSet.read(file)
        for screened in theirs(file, seeds, python):
            write_order(orders, screened)
            own = figures_of(one, screened)
            shares = f"{own.loss:.4f} {own.ndcg:.4f}  {own.wss95:.4f}  {own.recall_at_10pct:.4f}"
            sys.stdout.write(f"{one.name:36} {screened.seed:4} {shares} {screened.seconds:8.1f}\n")
            sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Screen the sets that are named."""
    parser = argparse.ArgumentParser(prog="python -m bench.asreview", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--orders", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seeds", default="1,2,3", help="whole numbers, with commas between")
    parser.add_argument("--python", type=Path, help="a Python that has ASReview; else one is made")
    asked = parser.parse_args(arguments)
    seeds = [int(seed) for seed in asked.seeds.split(",")]
    try:
        if asked.python:
            _screen(asked.files, seeds, asked.python, asked.orders)
            return
        with tempfile.TemporaryDirectory(prefix="asreview-") as folder:
            _screen(asked.files, seeds, environment(Path(folder, "environment"), _REQUIREMENT), asked.orders)
    except BenchError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
