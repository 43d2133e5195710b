"""``ken bench stopping``: how often the stopping rule passes a list too early, and what it saves."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.markup import escape

from ken.commands.aligned import aligned
from ken.printing import out, print_json
from synthesis.stopping.hypergeometric import LIFT, Rule

if TYPE_CHECKING:
    from bench.intervals import Figure
    from bench.stopping import StopFigures

__all__ = ["share", "stopping", "stopping_document"]

_PUBLISHED: Final = 1.0


def stopping(
    files: Annotated[
        list[Path], typer.Argument(help="CSV files of finished reviews, with a column included.")
    ],
    orders: Annotated[
        Path, typer.Option(metavar="DIR", help="The orders that ken bench ranking wrote of them.")
    ],
    target: Annotated[float, typer.Option(min=0.01, max=0.99, help="The recall that is wanted.")] = 0.95,
    confidence: Annotated[
        float, typer.Option(min=0.01, max=0.99, help="How surely it is to be reached.")
    ] = 0.95,
    lift: Annotated[
        float, typer.Option(min=1, max=100, help="How much better than chance the order is, as odds.")
    ] = LIFT,
    draws: Annotated[
        int, typer.Option(min=0, max=1000, help="More runs of each order, a random tenth left out.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Read screened reviews to where the stopping rule passes; compare with what was there to find."""
    # Brings pandas, which no other command should wait for.
    from bench.screening_orders import read_reviews  # noqa: PLC0415
    from bench.stopping import measure_stopping, stopped_runs  # noqa: PLC0415

    screened = read_reviews(files, orders)
    found = []
    for each in dict.fromkeys((_PUBLISHED, lift)):
        rule = Rule(target=target, confidence=confidence, lift=each)
        found.append(measure_stopping(stopped_runs(screened, rule, draws), rule))
    if as_json:
        print_json([stopping_document(one) for one in found])
    else:
        out.print(escape("\n\n".join(_table(one) for one in found)))


def share(figure: "Figure") -> str:
    """Write a share with its interval in percent."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{figure.value:.1%} ({figure.low:.1%} to {figure.high:.1%})"


def stopping_document(found: "StopFigures") -> dict[str, object]:
    """Give the figures of one rule as one JSON object."""
    return {**asdict(found.rule), **{name: value for name, value in asdict(found).items() if name != "rule"}}


def _table(found: "StopFigures") -> str:
    rule = found.rule
    head = ("set", "runs", "records", "included", "saved", "recall", "lowest", "below")
    title = f"target {rule.target}, confidence {rule.confidence}, lift {rule.lift}"
    total = (
        f"{found.runs:,} runs: recall below the target in {share(found.below)}, "
        f"over sets {share(found.below_by_set)}; reading saved {share(found.saved)}"
    )
    return "\n".join((title, aligned(head, _rows(found)), total))


def _rows(found: "StopFigures") -> Sequence[tuple[str, ...]]:
    return [
        (
            one.set,
            str(one.runs),
            f"{one.records:.0f}",
            f"{one.included:.0f}",
            f"{one.saved:.1%}",
            f"{one.recall:.3f}",
            f"{one.lowest:.3f}",
            str(one.below),
        )
        for one in found.sets
    ]
