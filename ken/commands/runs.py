"""``ken runs``: the numbered scans, the newest first."""

from typing import Annotated

import typer

from ken.commands.scan import run_document
from ken.printing import out, print_json, say
from ken.workspace import find
from store.opening import open_store

__all__ = ["runs"]


def runs(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """List the runs."""
    found = open_store(find(context.obj)).runs.all()
    if as_json:
        print_json([{**run_document(run), "started": run.started, "finished": run.finished} for run in found])
        return
    if not found:
        say("No run yet; `ken scan` makes one.")
    for run in found:
        failed = ", ".join(one.id for one in run.failed)
        state = "" if run.finished else " [yellow](cut off; the next scan goes on with it)[/]"
        out.print(
            f"{run.number:>4}  {run.started:%Y-%m-%d %H:%M}  {run.window}  "
            f"{sum(one.records for one in run.sources):>7,} records  {run.works_new:>6,} new works"
            f"{f'  [red]failed: {failed}[/]' if failed else ''}{state}"
        )
