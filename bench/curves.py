"""A picture of how soon included records are found: ``python -m bench.curves THEIRS OURS FILE… -o PICTURE``.

A small panel for each set: how much of what the review included is found when so much is read, priors left
out, means over seeds. THEIRS and OURS are folders of orders, as :mod:`bench.ranking_comparison` has them.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from bench.curves_picture import Panel, Points, picture
from bench.order_files import read_orders
from bench.ranking import Screened
from bench.ranking_comparison import compared
from bench.screening_sets import ScreeningSet
from records.errors import BenchError

__all__ = ["curve", "main", "panel"]

_STEPS: Final = 500  # that a curve is measured in


def curve(one: ScreeningSet, orders: Sequence[Screened]) -> Points:
    """Give the mean over orders of what is found after each share of the records."""
    shares = np.linspace(0, 1, _STEPS + 1)
    found = []
    for order in orders:
        labels = np.array([one.included[row] for row in order.order], np.float64)
        reached = np.concatenate([[0], np.cumsum(labels) / labels.sum()])
        found.append(np.interp(shares * len(labels), np.arange(len(reached)), reached))
    return np.column_stack([shares, np.mean(found, axis=0)])


def panel(one: ScreeningSet, theirs: Path, ours: Path) -> Panel:
    """Give both curves of a set over the seeds that both folders have."""
    both = compared(one, theirs, ours)
    seeds = {pair.seed for pair in both.pairs}
    left, right = (
        curve(one, [order for order in read_orders(side, one) if order.seed in seeds])
        for side in (theirs, ours)
    )
    note = f"{both.records:,} records, {both.included:,} included"
    return Panel(one.name, note, left, both.theirs.loss, right, both.ours.loss)


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw the sets that are named."""
    parser = argparse.ArgumentParser(prog="python -m bench.curves", description=__doc__)
    parser.add_argument("theirs", type=Path, metavar="THEIRS")
    parser.add_argument("ours", type=Path, metavar="OURS")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="PICTURE", help="an SVG file")
    parser.add_argument("--name", default="ASReview (ELAS u4)", help="what theirs is called")
    asked = parser.parse_args(arguments)
    try:
        panels = [panel(ScreeningSet.read(file), asked.theirs, asked.ours) for file in asked.files]
    except BenchError as error:
        sys.exit(str(error))
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    asked.output.write_text(picture(panels, asked.name), encoding="utf-8")


if __name__ == "__main__":
    main()
