"""``ken verify``: walks the log of decisions and says whether each entry still adds up."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer

import data
from ken.printing import out, print_json, say
from ken.workspace import find
from records.decision import Decision, first_break
from records.errors import LogError
from store.opening import open_store
from synthesis.counted import counted

__all__ = ["verify"]

_VERIFIER = "verify_decisions.py"


def verify(
    context: typer.Context,
    export: Annotated[
        Path | None,
        typer.Option(
            help="Write the log to this file as JSON Lines, and the program that checks it beside it."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check that no decision in the log was altered, removed or put in another order."""
    log = open_store(find(context.obj)).decisions.log()
    if export:
        _export(log, export)
    broken = first_break(log)
    last = log[-1].hash if log else ""
    if as_json:
        print_json({"decisions": len(log), "first_break": broken or None, "last_hash": last})
    if broken:
        raise LogError(
            f"entry {broken} of {len(log)} does not add up: it, or what stood before it, was altered; "
            "restore a backup, and find out who could write to the database"
        )
    if not as_json:
        out.print(
            f"{counted(len(log), 'decision')}, unbroken" + (f"; the last hash is {last}" if last else "")
        )


def _export(log: Sequence[Decision], path: Path) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in log))
    beside = path.parent / _VERIFIER
    shutil.copyfile(data.folder("review", _VERIFIER), beside)
    say(f"{counted(len(log), 'decision')} written to {path}; check it anywhere with: python3 {beside} {path}")
