"""``ken sources``: what is scanned, whether it answers, and what it has given."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer
from rich.markup import escape

from ken.printing import out, print_json, say
from ken.settings import read_settings
from ken.wiring import chosen, every_source, named, wired
from ken.workspace import find
from records.source import Source, Window
from store.opening import open_store
from synthesis.counted import counted

__all__ = ["sources"]


class Action(StrEnum):
    """What ``ken sources`` can do."""

    list = "list"
    check = "check"
    gave = "yield"


def sources(
    context: typer.Context,
    action: Annotated[Action, typer.Argument(help="What to do.")] = Action.list,
    names: Annotated[list[str] | None, typer.Argument(help="Ids of sources; else those that are on.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="List those that are off, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """List the sources, check whether they answer, or show what each has given."""
    home = find(context.obj)
    known = every_source(home)
    if action is Action.list:
        shown = named(known, names) if names else known if everything else chosen(known, [])
        rows = [_listed(source) for source in shown]
        lines = [_list_line(source) for source in shown]
    elif action is Action.check:
        rows, lines = _checked(context, chosen(known, names or []))
    else:
        rows, lines = _yields(context, known, names or [])
    if as_json:
        print_json(rows)
    elif lines:
        out.print("\n".join(lines))
    elif action is Action.gave:
        say("No source has given anything yet; `ken scan` gathers.")
    else:
        say("No source is switched on; set `enabled = true` for one in sources.toml.")


def _listed(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "group": source.group,
        "nation": source.nation,
        "enabled": source.enabled,
        "priority": source.priority,
        "cadence": source.cadence,
        "url": source.url,
        "queries": [{"name": query.name, "text": query.text} for query in source.queries],
        "note": source.note,
    }


def _list_line(source: Source) -> str:
    state = "" if source.enabled and source.kind != "manual" else " [dim](off)[/]"
    questions = f", {len(source.queries)} questions" if len(source.queries) > 1 else ""
    how = f"{source.kind}{questions}, {source.cadence}"
    return f"[bold]{source.id}[/]{state}  {escape(source.name)}  [dim]{how}[/]"


def _checked(context: typer.Context, names: tuple[Source, ...]) -> tuple[list[dict[str, object]], list[str]]:
    from flows.check import check  # noqa: PLC0415  brings the scanners, which list needs not wait for

    home = find(context.obj)
    today = datetime.now(UTC).date()
    window = Window(today - timedelta(days=7), today)
    rows: list[dict[str, object]] = []
    lines = []
    with wired(home, read_settings(home), names) as wiring:
        for source in wiring.sources:
            found = check(wiring, source, window)
            rows.append(
                {
                    "id": source.id,
                    "records": found.records,
                    "rejected": found.rejected,
                    "newest": found.newest or None,
                    "error": found.error or None,
                }
            )
            answers = f"answers, {counted(found.records, 'record')}"
            state = f"[red]failed[/]: {escape(found.error)}" if found.error else answers
            newest = f", the newest of {found.newest}" if found.newest else ""
            lines.append(f"[bold]{source.id}[/]  {state}{newest}")
    return rows, lines


def _yields(
    context: typer.Context, known: tuple[Source, ...], names: list[str]
) -> tuple[list[dict[str, object]], list[str]]:
    rows: list[dict[str, object]] = []
    lines = []
    given = open_store(find(context.obj)).yields.all()
    named(known, [name for name in names if name not in {one.source for one in given}])
    for one in given:
        if names and one.source not in names:
            continue
        rows.append(
            {
                "id": one.source,
                "records": one.records,
                "works": one.works,
                "unique": one.unique,
                "queued": one.queued,
                "included": one.included,
            }
        )
        lines.append(
            f"[bold]{one.source}[/]  {counted(one.records, 'record')}, {counted(one.works, 'work')}, "
            f"{one.unique} only here, {one.queued} queued, {one.included} included"
        )
    return rows, lines
