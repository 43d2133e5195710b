"""``ken demo``: a workspace on the sample that ships, one whole weekly run on it, and the review page."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

import data
from ken.commands.queue import print_queue, read_queue
from ken.commands.scan import print_run, scan_home
from ken.commands.serve import serve_home
from ken.printing import out, say
from ken.wiring import workstreams
from ken.workspace import create
from records.source import Window
from store.opening import open_store
from synthesis.card import card

__all__ = ["demo"]

_FOLDER = "ken-demo"
_WEEK = Window(date(2026, 11, 9), date(2026, 11, 16))
_SHOWN = 3  # works of each queue


def demo(
    context: typer.Context,
    home: Annotated[Path | None, typer.Option(help="Where; ./ken-demo if left out.")] = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="End after the run.")] = False,
) -> None:
    """Make a workspace on the sample that ships, run one whole week on it, and open the review page."""
    folder = home or context.obj or Path(_FOLDER)
    create(folder)
    say(f"An invented week, from {_WEEK.since} to {_WEEK.until}, is gathered into {folder} …")
    run = scan_home(folder, [], _WEEK, exact=True, replay=data.folder("sample", "week.jsonl"))
    print_run(run)
    store = open_store(folder)
    for stream in workstreams(folder):
        number, documents = read_queue(store, stream)
        print_queue(stream, number, [card(one) for one in documents[:_SHOWN]], len(documents))
    digest = escape(str(folder / "digests" / f"run-{run.number:04}.md"))
    out.print(f"\nThe digest of this week: {digest}")
    out.print(f"Go on with: ken --home {escape(str(folder))} queue emerging-needs")
    if not no_serve:
        serve_home(folder, or_any=True)
