"""``ken bench ranking``: how early Ken's order finds what finished reviews included."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.markup import escape

from ken.commands.aligned import aligned
from ken.printing import out, print_json, say

if TYPE_CHECKING:
    from bench.ranking import RankingFigures, Screened
    from bench.screening_sets import ScreeningSet

__all__ = ["ranking"]

_NAMES: Final = ("loss", "ndcg", "wss95", "recall_at_10pct", "seconds")


class _Start(StrEnum):
    PAIR = "1+1"
    NONE = "none"


def ranking(
    files: Annotated[
        list[Path], typer.Argument(help="CSV files of finished reviews: title, abstract, included.")
    ],
    priors: Annotated[
        _Start,
        typer.Option(help="Start from one included and one excluded record, or from the question alone."),
    ] = _Start.PAIR,
    question: Annotated[
        str,
        typer.Option(metavar="TEXT", help="What is asked; without priors else that of bench/questions.toml."),
    ] = "",
    seeds: Annotated[
        str, typer.Option(metavar="1,2,3", help="Whole numbers that draw the priors.")
    ] = "1,2,3",
    orders: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the orders here, a file for each set and seed.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Screen finished reviews again, one record at a time, in Ken's order."""
    # Brings pandas and scikit-learn, which no other command should wait for.
    from bench.order_files import write_order  # noqa: PLC0415
    from bench.ranking import figures_of, screen  # noqa: PLC0415
    from bench.screening_sets import ScreeningSet  # noqa: PLC0415
    from nlp.meaning import shipped_meaning  # noqa: PLC0415

    drawn = _seeds(seeds)
    sets = [ScreeningSet.read(path) for path in files]
    asked = {one.name: question or ("" if priors is _Start.PAIR else _question(one)) for one in sets}
    meaning = shipped_meaning()
    found: list[tuple[Screened, RankingFigures]] = []
    for one in sets:
        for screened in screen(
            one, drawn, meaning, with_priors=priors is _Start.PAIR, question=asked[one.name]
        ):
            found.append((screened, figures_of(one, screened)))
            if orders:
                write_order(orders, screened)
        if not as_json:
            say(f"{one.name}: {len(one.titles)} records screened")
    if as_json:
        print_json([_document(*pair) for pair in found])
    else:
        out.print(escape(aligned(("set", "seed", *_NAMES), list(_rows(found)))))


def _seeds(text: str) -> list[int]:
    try:
        return [int(part) for part in text.split(",")]
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' is no list of whole numbers such as 1,2,3", param_hint="--seeds"
        ) from None


def _question(one: "ScreeningSet") -> str:
    from bench.ranking import questions  # noqa: PLC0415  as in ranking

    if one.name not in questions():
        raise typer.BadParameter(
            f"bench/questions.toml has none for {one.name}; give it in words", param_hint="--question"
        )
    return questions()[one.name]


def _document(screened: "Screened", figures: "RankingFigures") -> dict[str, object]:
    own = {name: round(value, 4) for name, value in asdict(figures).items()}
    return {"set": screened.set, "seed": screened.seed, **own, "seconds": round(screened.seconds, 2)}


def _rows(found: "Sequence[tuple[Screened, RankingFigures]]") -> Iterator[tuple[str, ...]]:
    values = [{**asdict(figures), "seconds": screened.seconds} for screened, figures in found]
    for (screened, _), own in zip(found, values, strict=True):
        yield (screened.set, str(screened.seed), *_cells(own))
    by_set: dict[str, list[dict[str, float]]] = {}
    for (screened, _), own in zip(found, values, strict=True):
        by_set.setdefault(screened.set, []).append(own)
    # Each set counts the same, however many seeds it has.
    means = [{name: fmean(one[name] for one in several) for name in _NAMES} for several in by_set.values()]
    yield ("mean over sets", "", *_cells({name: fmean(one[name] for one in means) for name in _NAMES}))


def _cells(own: dict[str, float]) -> tuple[str, ...]:
    return tuple(f"{own[name]:.1f}" if name == "seconds" else f"{own[name]:.4f}" for name in _NAMES)
