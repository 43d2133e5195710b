"""``ken progress``: how much of each queue is decided, and what can be said of what was missed."""

from typing import Annotated

import typer
from rich.markup import escape

from ken.commands.progress_words import counts_part
from ken.commands.queue import named
from ken.printing import out, print_json
from ken.wiring import workstreams
from ken.workspace import find
from store.opening import Store, open_store
from synthesis.stopping.hypergeometric import LIFT, Rule
from synthesis.stopping.progress import Progress, progress
from synthesis.stopping.progress_document import progress_document
from synthesis.stopping.words import list_part, recall_part

__all__ = ["progress_command", "progress_document"]


def progress_command(
    context: typer.Context,
    workstream: Annotated[str, typer.Argument(help="Its id or code; else all.")] = "",
    target: Annotated[
        float, typer.Option(min=0.01, max=0.99, help="The share of what is worth keeping that you want.")
    ] = 0.95,
    confidence: Annotated[
        float, typer.Option(min=0.01, max=0.99, help="How sure you want to be of that share.")
    ] = 0.95,
    lift: Annotated[
        float,
        typer.Option(
            min=1, max=100, help="How much better than chance you take the order to be, as odds; 1 is chance."
        ),
    ] = LIFT,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Show how much is decided, and estimate how much worth keeping was missed; nothing is stopped."""
    home = find(context.obj)
    streams = workstreams(home)
    asked = (named(streams, workstream),) if workstream else streams
    rule = Rule(target=target, confidence=confidence, lift=lift)
    found = _read(open_store(home), [stream.id for stream in asked])
    if as_json:
        print_json([progress_document(one, rule) for one in found])
        return
    for stream, one in zip(asked, found, strict=True):
        out.print(f"\n[bold]{stream.code} {escape(stream.name)}[/]")
        for part in (counts_part(one), recall_part(one), list_part(one, rule)):
            if part:
                out.print("\n" + escape("\n".join(part)))


def _read(store: Store, names: list[str]) -> list[Progress]:
    with store.at_once():
        outlines = store.queues.outlines()
        works = sorted({work for one in outlines for work, _ in one.works})
        decisions = store.decisions.of(works)
    return [progress(name, outlines, decisions) for name in names]
