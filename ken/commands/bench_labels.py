"""``ken bench labels``: how well the components agree with labelled documents."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from rich.markup import escape

import data
from ken.commands.label_figures import document, table
from ken.printing import out, print_json
from records.errors import BenchError
from synthesis.counted import counted

if TYPE_CHECKING:
    from bench.label_answers import Answers
    from nlp.labels import Label
    from records.workstream import Workstream

__all__ = ["labels"]


class _Timed(NamedTuple):
    """Answers, with the seconds they took."""

    answers: "Answers"
    seconds: float


def labels(
    files: Annotated[
        list[Path], typer.Argument(help="JSON Lines with title, abstract, ws, grade and dims, read as one.")
    ],
    folds: Annotated[
        int | None,
        typer.Option(metavar="K", help="Cross-validate: learn anew for each of K parts, without that part."),
    ] = None,
    more: Annotated[
        list[Path] | None,
        typer.Option(
            "--with", metavar="FILE", help="With --folds: labels to learn from, besides those that ship."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Compare what Ken says of labelled documents with their labels, beside plain Boolean searches."""
    # Brings spaCy and scikit-learn, which no other command should wait for.
    from bench.label_answers import searched  # noqa: PLC0415
    from bench.label_files import read_labels  # noqa: PLC0415
    from bench.labels import measure  # noqa: PLC0415
    from nlp.shipped_labels import shipped_labels  # noqa: PLC0415
    from nlp.vocabulary import FILE, workstreams  # noqa: PLC0415

    if more and folds is None:
        raise BenchError("--with says what to learn from besides the other folds; say --folds as well")
    known, teaching = read_labels(files), (*shipped_labels(), *read_labels(more or ()))
    streams = workstreams(data.folder(FILE).read_text(encoding="utf-8"))
    timed = _as_it_is(known, streams) if folds is None else _crossed(known, folds, teaching, streams)
    measured = measure(known, timed.answers, searched(known, streams))
    speed = round(len(known) / timed.seconds, 1) if folds is None else None
    if as_json:
        print_json(
            {
                **document(measured),
                "folds": folds,
                "seconds": round(timed.seconds, 3),
                "works_per_second": speed,
            }
        )
        return
    out.print(escape(table(measured)))
    how = f"{speed:,.0f} works a second" if speed else f"learned anew for each of {folds} folds"
    out.print(f"{counted(len(known), 'document')}, {timed.seconds:.1f} s: {how}")


def _as_it_is(known: "Sequence[Label]", streams: "Sequence[Workstream]") -> _Timed:
    """Read with the components that ship; the time is that of reading, once all is loaded."""
    from bench.label_answers import read_by  # noqa: PLC0415
    from flows.readers import readers  # noqa: PLC0415

    shipped = readers(data.folder())
    read_by(shipped.components, shipped.masks, known[:1], streams)
    start = time.perf_counter()
    answers = read_by(shipped.components, shipped.masks, known, streams)
    return _Timed(answers, time.perf_counter() - start)


def _crossed(
    known: "Sequence[Label]", count: int, more: "Sequence[Label]", streams: "Sequence[Workstream]"
) -> _Timed:
    """Read each fold with what the others teach; the time is that of learning and reading together."""
    from bench.folds import cross_validated  # noqa: PLC0415
    from bench.label_answers import read_by  # noqa: PLC0415
    from nlp.components import boilerplate, components  # noqa: PLC0415
    from nlp.training import train  # noqa: PLC0415

    folder = data.folder()
    masks = boilerplate(folder)

    def answer(teaching: "Sequence[Label]", asked: "Sequence[Label]") -> "Answers":
        return read_by(components(folder, train(teaching, folder)), masks, asked, streams)

    start = time.perf_counter()
    answers = cross_validated(known, count, more, answer)
    return _Timed(answers, time.perf_counter() - start)
