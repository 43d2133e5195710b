"""``ken evaluate``: the components of a workspace against labels, and an upgrade against past decisions."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from ken.commands.label_figures import document, table
from ken.commands.replayed import changed_versions, replay_document, replay_table, versions_document
from ken.printing import out, print_json
from ken.wiring import workstreams
from ken.workspace import find
from store.opening import open_store
from synthesis.counted import counted

__all__ = ["evaluate"]


def evaluate(
    context: typer.Context,
    labels: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Labels to compare with, JSON Lines; else those that ship."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Compare the components as they are now with labels and, before an upgrade, with past decisions."""
    # Brings spaCy, which commands that only look at a queue need not wait for.
    from bench.decided import decided_works  # noqa: PLC0415
    from bench.label_answers import read_by, searched  # noqa: PLC0415
    from bench.label_files import read_labels  # noqa: PLC0415
    from bench.labels import measure  # noqa: PLC0415
    from bench.replay import replay  # noqa: PLC0415
    from flows.readers import readers  # noqa: PLC0415
    from nlp.shipped_labels import shipped_labels  # noqa: PLC0415

    home = find(context.obj)
    known = read_labels(labels) if labels else shipped_labels()
    reading, streams = readers(home), workstreams(home)
    answers = read_by(reading.components, reading.masks, known, streams)
    measured = measure(known, answers, searched(known, streams))
    works, versions = decided_works(open_store(home), reading.components, reading.masks)
    changed = changed_versions(versions)
    replayed = replay(works, [one.id for one in streams]) if changed else []
    if as_json:
        decisions = [replay_document(one) for one in replayed]
        components = versions_document(versions)
        print_json({**document(measured), "components": components, "decisions": decisions})
        return
    out.print(escape(table(measured)))
    ours = "labels that ship, which the components learned from" if not labels else "labels of yours"
    out.print(f"{counted(len(known), 'document')} with {ours}")
    if not changed:
        return
    out.print("\nThe next run reads all works anew with other versions. On what you decided:")
    for line in changed:
        out.print(escape(line))
    for one in replayed:
        out.print("\n" + escape(replay_table(one)))
