"""``ken train``: let Ken learn from what the team decided."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ken.commands.aligned import aligned
from ken.printing import out, print_json
from ken.settings import read_settings
from ken.wiring import every_source, wired
from ken.workspace import find

if TYPE_CHECKING:
    from flows.train import Trained

__all__ = ["train"]


def train(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would bring; write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Learn the workstreams from the team's decisions, beginning with what ships."""
    home = find(context.obj)
    # Brings scikit-learn, which no other command should wait for.
    from flows.train import train as learn  # noqa: PLC0415
    from nlp.learned import MODEL, shipped_learned  # noqa: PLC0415

    with wired(home, read_settings(home), every_source(home)) as wiring:
        model, found = learn(wiring, keep=not dry_run)
    learned = model is not shipped_learned()
    if as_json:
        print_json({"model": model.version, "workstreams": [asdict(one) for one in found]})
        return
    out.print(_table(found))
    if not learned:
        out.print("Too few decisions to learn from: a workstream needs 3 included and 3 excluded works.")
    elif dry_run:
        out.print(f"Model {model.version} was not kept.")
    else:
        out.print(f"Model {model.version} is in {MODEL}; the next scan reads every work with it.")
        out.print("Delete that file to go back to the model that ships.")


def _table(found: "list[Trained]") -> str:
    rows = [
        [
            one.workstream,
            str(one.included),
            str(one.excluded),
            "" if one.before is None else f"{one.before:.3f}",
            "" if one.after is None else f"{one.after:.3f}",
        ]
        for one in found
    ]
    return aligned(("workstream", "included", "excluded", "before", "after"), rows, words=1)
