"""``ken queue``: a workstream's ranked works, with the reasons in view."""

from typing import Annotated

import typer
from rich.markup import escape

from ken.printing import out, print_json, say
from ken.wiring import workstreams
from ken.workspace import find
from records.errors import NotFoundError
from records.ranked import Ranked
from records.work import Work
from records.workstream import Workstream
from store.opening import Store, open_store
from synthesis.counted import counted
from synthesis.said import Said, said
from synthesis.shown import queue_document

__all__ = ["named", "print_queue", "queue", "read_queue"]


def queue(
    context: typer.Context,
    workstream: Annotated[str, typer.Argument(help="Its id or code, such as emerging-needs or W2.")],
    run: Annotated[
        int | None, typer.Option(min=1, help="The queue of this run; else the latest that is not empty.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="No more than so many works.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Show the ranked queue of a workstream."""
    home = find(context.obj)
    stream = named(workstreams(home), workstream)
    entries = read_queue(open_store(home), stream, run)
    shown = entries[:limit]
    if as_json:
        print_json([queue_document(*entry) for entry in shown])
        return
    print_queue(stream, shown, len(entries))
    if not entries:
        say("Nothing is queued here. `ken scan` fills the queues; `ken runs` lists the runs.")


def read_queue(store: Store, stream: Workstream, run: int | None = None) -> list[tuple[Ranked, Work, Said]]:
    """Read a frozen queue with the works in it and what was said of them.

    Raises ``NotFoundError`` for a run that never was.
    """
    if run is not None:
        store.runs.get(run)
    number = run if run is not None else store.queues.latest(stream.id)
    places = store.queues.get(stream.id, number)
    ids = [place.work for place in places]
    annotations = store.annotations.of(ids)
    works = store.works.get(ids)
    known = (said(annotations.get(work.work_id, ())) for work in works)
    return list(zip(places, works, known, strict=True))


def named(streams: tuple[Workstream, ...], name: str) -> Workstream:
    """Give the workstream of an id or code; ``NotFoundError`` lists those that there are."""
    for stream in streams:
        if name.casefold() in (stream.id.casefold(), stream.code.casefold()):
            return stream
    there = ", ".join(f"{stream.id} ({stream.code})" for stream in streams)
    raise NotFoundError(f"there is no workstream '{name}'; there are: {there}")


def print_queue(stream: Workstream, entries: list[tuple[Ranked, Work, Said]], total: int) -> None:
    """Print the first works of a queue of so many for people."""
    run = f", run {entries[0][0].run}" if entries else ""
    works = counted(total, "work")
    count = f"the first {len(entries)} of {works}" if len(entries) < total else works
    out.print(f"\n[bold]{stream.code} {escape(stream.name)}[/]{run}: {count}")
    for place, work, known in entries:
        retracted = "[red]RETRACTED[/] " if work.is_retracted else ""
        out.print(f"\n{place.place:>3}. {retracted}[bold]{escape(work.best.title)}[/]")
        out.print(f"     [dim]{escape(_line(place, work, known))}[/]")
        for reason in place.reasons:
            out.print(f"     - {escape(reason.text)}")


def _line(place: Ranked, work: Work, known: Said) -> str:
    parts = [
        work.work_id,
        f"score {place.score:.2f}",
        str(work.best.published or "undated"),
        work.best.container,
        "from " + ", ".join(work.sources),
        f"inequality {known.grade}" if known.grade else "",
    ]
    return " · ".join(part for part in parts if part)
