"""``ken runs``: the numbered scans, the newest first, and two of them compared."""

from typing import Annotated

import typer

from ken.commands.compared import print_difference
from ken.printing import out, print_json, say
from ken.wiring import workstreams
from ken.workspace import find
from review.run_difference import read_difference
from store.opening import Store, open_store
from synthesis.run_difference_document import difference_document
from synthesis.run_document import run_document

__all__ = ["runs"]


def runs(
    context: typer.Context,
    compare: Annotated[
        tuple[int, int] | None, typer.Option(metavar="A B", help="Say what differs between two runs.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a JSON list; of two compared, one document.")
    ] = False,
) -> None:
    """List the runs, or compare two of them."""
    home = find(context.obj)
    store = open_store(home)
    if compare is None:
        _list(store, as_json=as_json)
        return
    streams = workstreams(home)
    read = read_difference(store, streams, *compare)
    if as_json:
        print_json(difference_document(read.difference, read.titles))
    else:
        print_difference(read.difference, read.titles, streams)


def _list(store: Store, *, as_json: bool) -> None:
    found = store.runs.all()
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
