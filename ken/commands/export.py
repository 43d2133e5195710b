"""``ken export``: references and tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ken.commands.queue import named
from ken.printing import say
from ken.wiring import workstreams
from ken.workspace import find
from records.decision import VERDICTS
from records.errors import KenError
from review.exporting import exported
from store.opening import open_store
from synthesis.counted import counted
from synthesis.export import FORMATS, Exported, writer

__all__ = ["export"]


def export(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")],
    workstream: Annotated[
        str | None, typer.Argument(help="Only what stood in its queues or was decided for it.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help=" | ".join(FORMATS))] = "ris",
    verdict: Annotated[
        str | None, typer.Option(help=f"Only works with this verdict: {' | '.join(VERDICTS)}")
    ] = None,
) -> None:
    """Write works as references or tables that other tools read."""
    home = find(context.obj)
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(FORMATS)}", param_hint="--format")
    if verdict is not None and verdict not in VERDICTS:
        raise typer.BadParameter(f"{verdict!r} is none of {', '.join(VERDICTS)}", param_hint="--verdict")
    if output.is_dir():
        raise KenError(f"cannot write {output}: that is a folder; name a file in it")
    stream = named(workstreams(home), workstream) if workstream else None
    works = _Counted(exported(open_store(home), stream, verdict))
    aside = output.with_name(f".{output.name}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as file:
            file.writelines(writer(form).write(works))
        aside.replace(output)  # whoever looks sees the whole file or the one before
    except OSError as error:
        raise KenError(f"cannot write {output}: {error.strerror or error}") from error
    finally:
        aside.unlink(missing_ok=True)
    say(f"{counted(works.count, 'work')} written to {output}")


class _Counted:
    """Works on their way into a file, counted."""

    def __init__(self, works: Iterator[Exported]) -> None:
        self._works = works
        self.count = 0

    def __iter__(self) -> Iterator[Exported]:
        for work in self._works:
            self.count += 1
            yield work
