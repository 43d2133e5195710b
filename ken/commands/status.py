"""``ken status``: the workspace at a glance."""

from typing import Annotated

import typer

from ken.printing import out, print_json
from ken.wiring import workstreams
from ken.workspace import find
from store.opening import open_store

__all__ = ["status"]


def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show how much there is, and whether the last run went well."""
    home = find(context.obj)
    store = open_store(home)
    runs = store.runs.all()
    queues = {
        stream.id: len(store.queues.get(stream.id, store.queues.latest(stream.id)))
        for stream in workstreams(home)
    }
    last = runs[0] if runs else None
    document = {
        "works": store.works.count(),
        "records": store.records.count(),
        "runs": len(runs),
        "last_run": last.number if last else None,
        "queues": queues,
        "sources_failing": [outcome.id for outcome in last.failed] if last else [],
    }
    if as_json:
        print_json(document)
        return
    out.print(f"{document['works']} works of {document['records']} records in {home}")
    if last is None:
        out.print("No run yet; `ken scan` makes one.")
        return
    state = "finished" if last.finished else "cut off; the next scan goes on with it"
    out.print(f"Run {last.number}, {last.started:%Y-%m-%d %H:%M}: {state}")
    for stream, length in queues.items():
        out.print(f"  {stream}: {length} works in the latest queue")
    for outcome in last.failed:
        out.print(f"  [red]{outcome.id}[/]: {outcome.error}", markup=True)
