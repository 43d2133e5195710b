"""``ken import``: take references in from files."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from flows.one_at_a_time import alone
from ken.printing import out, print_json, say
from ken.settings import read_settings
from ken.wiring import every_source, wired
from ken.workspace import find
from records.errors import ImportFileError, NotFoundError
from records.source import Source
from synthesis.counted import counted

__all__ = ["import_files"]

_REASONS_SHOWN = 20


def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="RIS, CSV, TSV or JSONL files.")],
    source: Annotated[str, typer.Option(metavar="ID", help="The source that they count for.")] = "file",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Take references in; say what was read, what was refused and why."""
    from flows.importing import import_file, settle  # noqa: PLC0415  brings spaCy

    home = find(context.obj)
    known = _source(source, every_source(home))
    rows: list[dict[str, object]] = []
    failed: list[str] = []
    with alone(home), wired(home, read_settings(home), [known]) as wiring:
        for path in files:
            try:
                found = import_file(wiring, path, known)
            except ImportFileError as error:
                failed.append(str(error))
                rows.append({"file": str(path), "read": 0, "new": 0, "rejected": [], "error": failed[-1]})
                continue
            rows.append(
                {
                    "file": str(path),
                    "read": found.read,
                    "new": found.new,
                    "rejected": [{"reason": r.reason, "fragment": r.fragment} for r in found.rejected],
                    "error": None,
                }
            )
        settle(wiring)
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            _print(row)
    for reason in failed:
        say(f"ken: {reason}")
    if failed:
        raise typer.Exit(1)


def _source(name: str, sources: tuple[Source, ...]) -> Source:
    """Give the source of that id; ``file`` is always there, for references that come from nowhere else."""
    if name == "file":
        return Source(id="file", name="Imported files", kind="file", group="file", priority=2)
    for source in sources:
        if source.id == name:
            return source
    raise NotFoundError(f"there is no source '{name}'; `ken sources list --all` shows them all")


def _print(row: dict[str, object]) -> None:
    rejected = row["rejected"]
    assert isinstance(rejected, list)  # noqa: S101  made above
    if row["error"]:
        return
    out.print(
        f"[bold]{escape(str(row['file']))}[/]: {counted(int(str(row['read'])), 'reference')} read, "
        f"{row['new']} new, {len(rejected)} refused"
    )
    for one in rejected[:_REASONS_SHOWN]:
        out.print(f"  {escape(one['reason'])}")
    if len(rejected) > _REASONS_SHOWN:
        out.print(f"  and {len(rejected) - _REASONS_SHOWN} more; --json lists them all")
