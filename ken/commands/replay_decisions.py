"""``ken replay-decisions``: the team's own past decisions under the components as they are now."""

from typing import Annotated

import typer
from rich.markup import escape

from ken.commands.replayed import changed_versions, replay_document, replay_table, versions_document
from ken.printing import out, print_json
from ken.wiring import workstreams
from ken.workspace import find
from store.opening import open_store

__all__ = ["replay_decisions"]


def replay_decisions(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Read what was decided with the components as they are now, and compare with what is stored."""
    # Brings spaCy, which commands that only look at a queue need not wait for.
    from bench.decided import decided_works  # noqa: PLC0415
    from bench.replay import replay  # noqa: PLC0415
    from flows.readers import readers  # noqa: PLC0415

    home = find(context.obj)
    reading = readers(home)
    works, versions = decided_works(open_store(home), reading.components, reading.masks)
    found = replay(works, [one.id for one in workstreams(home)])
    if as_json:
        print_json(
            {
                "components": versions_document(versions),
                "workstreams": [replay_document(one) for one in found],
            }
        )
        return
    if not found:
        out.print("Nothing was decided yet; `ken decide` writes decisions.")
        return
    changed = changed_versions(versions)
    if not changed:
        out.print("What is stored was said by the components as they are now; nothing changes.")
    for line in changed:
        out.print(escape(line))
    for one in found:
        out.print("\n" + escape(replay_table(one)))
