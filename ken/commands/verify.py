"""``ken verify``: walks the log of decisions and says whether each entry still adds up."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

import data
from ken.printing import out, print_json, say
from ken.workspace import find
from records.decision import first_break
from records.errors import LogError
from store.decisions import Decisions
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
    decisions = open_store(find(context.obj)).decisions
    if export:
        _export(decisions.path, export)
    broken = first_break(decisions.log())
    if not broken:
        _compare(decisions)
    log = decisions.log()
    last = log[-1].hash if log else ""
    if as_json:
        print_json({"decisions": len(log), "first_break": broken or None, "last_hash": last})
    if broken:
        raise LogError(
            f"entry {broken} of {len(log)} does not add up: it, or what stood before it, was altered; "
            f"restore a backup, and find out who could write to {decisions.path}"
        )
    if not as_json:
        out.print(
            f"{counted(len(log), 'decision')}, unbroken" + (f"; the last hash is {last}" if last else "")
        )


def _compare(decisions: Decisions) -> None:
    """Have the log and its copy in the database be the same."""
    decisions.copy()
    mended = decisions.mend_copy()
    if mended:
        say(f"The copy in the database differed at entry {mended}; it was written anew from the log.")


def _export(log: Path, path: Path) -> None:
    whole, end, _ = log.read_bytes().rpartition(b"\n") if log.exists() else (b"", b"", b"")
    path.write_bytes(whole + end)
    beside = path.parent / _VERIFIER
    shutil.copyfile(data.folder("review", _VERIFIER), beside)
    say(f"The log was written to {path}; check it anywhere with: python3 {beside} {path}")
