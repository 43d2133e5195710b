"""``ken prisma``: the numbers of a PRISMA 2020 flow, from records to what is included."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from ken.printing import out, print_json, say
from ken.wiring import every_source, workstreams
from ken.workspace import find
from records.workstream import Workstream
from review.prisma import FlowRead, read_flow
from review.reasons import shipped_reasons
from store.opening import open_store
from synthesis.counted import counted
from synthesis.prisma import Flow
from synthesis.prisma_words import KIND_NAMES, flow_document, lines, missing

__all__ = ["prisma"]


def prisma(
    context: typer.Context,
    run: Annotated[int | None, typer.Option(min=1, help="This run alone; else all runs.")] = None,
    until: Annotated[int | None, typer.Option(min=1, help="All runs up to this one.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Count what was identified, removed, screened and included, as PRISMA 2020 asks.

    Records are counted as they are linked now, and decisions as they stand now.
    """
    if run is not None and until is not None:
        raise typer.BadParameter("one of --run and --until", param_hint="--until")
    home = find(context.obj)
    store, streams = open_store(home), workstreams(home)
    runs = store.runs.all()
    if not runs and run is None and until is None:
        say("No run yet; `ken scan` makes one.")
        return
    number = run or until or runs[0].number
    read = read_flow(store, streams, every_source(home), number, alone=run is not None)
    if as_json:
        print_json(flow_document(read.flow, read.marked_by))
    else:
        _print(read, streams)


def _print(read: FlowRead, streams: tuple[Workstream, ...]) -> None:
    flow = read.flow
    out.print(f"[bold]{_name(flow)}[/]\n")
    for box in flow.boxes:
        given = ", ".join(f"{one.source} {one.received:,}" for one in box.sources)
        out.print(f"{box.received:>8,}  {KIND_NAMES[box.kind]}" + (f" ({escape(given)})" if given else ""))
    out.print(f"{flow.received:>8,}  [bold]identified[/]")
    removed = [(flow.known, "known from earlier runs"), (flow.duplicates, "duplicates of another record")]
    for count, words in (*removed, (flow.unlinked, "not linked yet")):
        if count:
            out.print(f"{count:>8,}  {words}")
    out.print(_table(flow, streams))
    for rule in read.marked_by:
        out.print(f"rule: {escape(rule)}", style="dim")
    if flow.rejected:
        out.print(f"{counted(flow.rejected, 'item')} could not be read as a record", style="dim")
    if missing(flow):
        say(missing(flow))


def _name(flow: Flow) -> str:
    return f"Run {flow.until}" if flow.since == flow.until else f"Runs {flow.since} to {flow.until}"


def _table(flow: Flow, streams: tuple[Workstream, ...]) -> Table:
    codes = {one.id: one.code for one in streams}
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for one in flow.streams:
        table.add_column(codes[one.workstream], justify="right")
    table.add_column("in all", justify="right")
    for line in lines(flow, shipped_reasons()):
        words = f"  {escape(line.words)}" if line.depth else f"[bold]{line.words}[/]"
        table.add_row(words, *(f"{number:,}" for number in line.numbers))
    return table
