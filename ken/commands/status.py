"""``ken status``: the workspace at a glance."""

from typing import Annotated

import typer
from rich.markup import escape

from ken.printing import out, print_json
from ken.wiring import workstreams
from ken.workspace import find
from store.opening import open_store
from synthesis.counted import counted

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
    works, records = store.works.count(), store.records.count()
    last = runs[0] if runs else None
    document = {
        "works": works,
        "records": records,
        "runs": len(runs),
        "last_run": last.number if last else None,
        "queues": queues,
        "sources_failing": [outcome.id for outcome in last.failed] if last else [],
    }
    if as_json:
        print_json(document)
        return
    out.print(f"{counted(works, 'work')} of {counted(records, 'record')} in {escape(str(home))}")
    if last is None:
        out.print("No run yet; `ken scan` makes one.")
        return
    state = "finished" if last.finished else "cut off; the next scan goes on with it"
    out.print(f"Run {last.number}, {last.started:%Y-%m-%d %H:%M}: {state}")
    for stream, length in queues.items():
        out.print(f"  {stream}: {counted(length, 'work')} in the latest queue")
    for outcome in last.failed:
        out.print(f"  [red]{outcome.id} failed[/]: {escape(outcome.error)}")
