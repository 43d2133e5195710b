"""``ken bench duplicates``: how well linking finds the duplicates of labelled sets."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.markup import escape

from ken.commands.aligned import aligned
from ken.printing import out, print_json
from records.errors import BenchError

if TYPE_CHECKING:
    from bench.duplicates import Figures, MergedPair

__all__ = ["duplicates"]

_Write = Callable[[Iterable["MergedPair"]], None]
_DIGITS = 4


def duplicates(
    folders: Annotated[
        list[Path],
        typer.Argument(help="Folders with records_pre_merged.csv.gz and merged_record_ids.csv.gz."),
    ],
    pairs: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the merged pairs here, as JSON Lines.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Link labelled sets of references and compare what is merged with what should be."""
    # Brings DuckDB and the files' readers, which no other command should wait for.
    from bench.duplicate_sets import read_duplicate_set  # noqa: PLC0415
    from bench.duplicates import measure, merged_pairs  # noqa: PLC0415

    found: list[Figures] = []
    with ExitStack() as stack:
        write = _writer(pairs, stack)
        for known in [read_duplicate_set(folder) for folder in folders]:
            figures, made = measure(known)
            found.append(figures)
            write(merged_pairs(known, made))
    if as_json:
        print_json([_rounded(one) for one in found])
    else:
        out.print(escape(_table(found)))


def _writer(path: Path | None, stack: ExitStack) -> _Write:
    """Open the file before anything is measured, so that a wrong name costs no time."""
    if path is None:
        return lambda _: None
    try:
        file = stack.enter_context(path.open("wb"))
    except OSError as error:
        raise BenchError(
            f"{path} cannot be written: {error.strerror}; name a file in a folder of yours"
        ) from error
    return lambda several: file.writelines(msgspec.json.encode(asdict(one)) + b"\n" for one in several)


def _rounded(figures: "Figures") -> dict[str, object]:
    shares = ("precision", "recall", "f1")
    return {**asdict(figures), **{name: round(getattr(figures, name), _DIGITS) for name in shares}}


def _table(found: "Iterable[Figures]") -> str:
    head = ("set", "records", "P", "R", "F1", "FP", "FN", "unsure", "true", "seconds", "rec/s", "MB")
    return aligned(head, [_row(one) for one in found])


def _row(one: "Figures") -> list[str]:
    shares = (f"{share:.{_DIGITS}f}" for share in (one.precision, one.recall, one.f1))
    counts = (one.record_fp, one.record_fn, one.unsure, one.unsure_true)
    speed = (f"{one.seconds:.2f}", f"{one.records_per_second:.0f}", f"{one.peak_mb:.0f}")
    return [one.set, str(one.records), *shares, *map(str, counts), *speed]
