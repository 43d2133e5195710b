"""``ken allocate``: who is to decide which works of a queue."""

from typing import Annotated, Final

import typer
from rich.markup import escape

from ken.allocating import allocate_queue, allocation_of, read_shares, release_queue, screening
from ken.commands.queue import named
from ken.printing import out, print_json, say
from ken.wiring import workstreams
from ken.workspace import find
from records.allocation import Shared
from records.errors import SettingsError
from records.workstream import Workstream
from store.opening import Store, open_store
from synthesis.counted import counted
from synthesis.screening_mode import MODE_WORDS, Mode, Screening

__all__ = ["allocate", "allocation_document"]

_EVERYBODY: Final = "everybody"


def allocate(
    context: typer.Context,
    workstream: Annotated[str, typer.Argument(help="Its id or code.")],
    to: Annotated[
        str,
        typer.Option(
            metavar="NAMES",
            help="Reviewers by commas; Brid=2 gets twice as many works. `everybody` ends the sharing out.",
        ),
    ] = "",
    dual: Annotated[bool, typer.Option("--dual", help="Each work to two of them, whatever is set.")] = False,
    run: Annotated[
        int, typer.Option(min=0, help="The queue of this run; 0 is the latest that is not empty.")
    ] = 0,
    reviewer: Annotated[str, typer.Option(help="Who allocates.")] = "",
    show: Annotated[bool, typer.Option("--show", help="Change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Share the works of a queue out among reviewers, and show who has how many and how far they are.

    Without names, to those of the settings, else to those who have them already. Who had or decided a work
    keeps it where that can be.
    """
    home = find(context.obj)
    stream = named(workstreams(home), workstream)
    told = screening(home)[stream.id]
    store = open_store(home)
    if show:
        found = allocation_of(store, stream, run)
    elif to.strip().casefold() == _EVERYBODY:
        found = release_queue(store, stream, by=reviewer.strip(), run=run)
    else:
        shares = read_shares(to) if to else _known(store, stream, told, run)
        mode: Mode | None = "dual" if dual else None
        found = allocate_queue(home, store, stream, shares, by=reviewer.strip(), run=run, mode=mode)
    if as_json:
        print_json(allocation_document(found, told.mode))
    else:
        _print(stream, told, found)


def _known(store: Store, stream: Workstream, told: Screening, run: int) -> dict[str, float]:
    """Give those of the settings, else those who have the works already."""
    names = told.reviewers or allocation_of(store, stream, run).allocation.names()
    if not names:
        raise SettingsError(f"say to whom: --to NAMES, or `reviewers` in [screening.{stream.id}] of ken.toml")
    return dict.fromkeys(names, 1.0)


def allocation_document(found: Shared, mode: Mode) -> dict[str, object]:
    """Give how a queue is shared out as one JSON object."""
    allocation = found.allocation
    return {
        "workstream": allocation.workstream,
        "run": allocation.run,
        "mode": mode,
        "works": found.works,
        "dual": found.dual,
        "reviewers": [
            {"name": name, "works": len(allocation.of(name)), "done": found.done.get(name, 0)}
            for name in allocation.names()
        ],
        "allocated": {work: list(names) for work, names in allocation.reviewers.items()},
    }


def _print(stream: Workstream, told: Screening, found: Shared) -> None:
    allocation = found.allocation
    out.print(f"[bold]{stream.code} {escape(stream.name)}[/], run {allocation.run}")
    out.print(f"  {told.mode}: {MODE_WORDS[told.mode]}")
    for name in allocation.names():
        count, done = len(allocation.of(name)), found.done.get(name, 0)
        out.print(f"  {escape(name)}: {counted(count, 'work')}, {done} decided, {count - done} left")
    if allocation.reviewers:
        out.print(f"  {found.dual} of {counted(found.works, 'work')} to two people")
    else:
        say("The works are anybody's; `--to NAMES` shares them out.")
