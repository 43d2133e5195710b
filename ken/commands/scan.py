"""``ken scan``: the weekly flow, now."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from flows.publish import digest_path
from ken.printing import out, print_json, say
from ken.settings import read_settings
from ken.watching import watching
from ken.wiring import chosen, every_source, wired
from ken.workspace import find
from records.errors import KenError
from records.run import Run
from records.source import Window
from synthesis.counted import counted
from synthesis.run_document import run_document

__all__ = ["scan", "scan_home"]

_WEEK = timedelta(days=7)
Sources = Annotated[list[str] | None, typer.Argument(help="Ids of sources; all that are on if left out.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="First day to ask for, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Last day to ask for; today if left out.")]


def scan(
    context: typer.Context,
    sources: Sources = None,
    since: Since = None,
    until: Until = None,
    replay: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Answer requests from this recording.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Record all answers for a replay.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the run as one JSON document.")] = False,
) -> None:
    """Scan the sources, link, read and rank what is new, and write the digest.

    Ends with 0 when the run finished, its failed sources named, and with 1 when nothing could be gathered.
    """
    window, exact = _window(since, until)
    home = find(context.obj)
    run = scan_home(home, sources or [], window, exact=exact, replay=replay, record=record)
    if as_json:
        print_json(run_document(run))
    else:
        print_run(run)
        out.print(f"The digest: {escape(str(digest_path(home, run.number)))}")
    if run.sources and all(outcome.error and not outcome.records for outcome in run.sources):
        raise KenError(f"run {run.number}: nothing could be gathered; `ken sources check` tells more")


def scan_home(
    home: Path,
    names: list[str],
    window: Window,
    *,
    exact: bool,
    replay: Path | None = None,
    record: Path | None = None,
) -> Run:
    """Scan from a workspace's files."""
    # Prefect and spaCy take seconds to import; no other command should wait for them.
    from flows.scan import scan as carry_out  # noqa: PLC0415

    settings = read_settings(home)
    known = every_source(home)
    sources = chosen(known, names)
    if not sources:
        raise KenError("no source is switched on; set `enabled = true` for one in sources.toml")
    with (
        watching() as progress,
        wired(
            home, settings, sources, catalogue=known, replay=replay, record=record, progress=progress
        ) as context,
    ):
        run = carry_out(context, window, exact=exact, prefect_api=settings.prefect)
    if run.window != window or set(names) - {outcome.id for outcome in run.sources}:
        say(f"Run {run.number} had been cut off and is finished now; scan again for what you asked for.")
    return run


def print_run(run: Run) -> None:
    """Print a run for people."""
    records = sum(one.records for one in run.sources)
    out.print(
        f"[bold]Run {run.number}[/] ({run.window.since} to {run.window.until}): "
        f"{counted(records, 'record')}, {counted(run.works_new, 'new work')}, {run.works_changed} changed, "
        f"{sum(run.seconds.values()):.0f} s"
    )
    for one in run.sources:
        gave = f"{counted(one.records, 'record')}, {one.new} new, {one.changed} changed"
        refused = f", {one.rejected} rejected" if one.rejected else ""
        failed = f"; [red]failed[/]: {escape(one.error)}" if one.error else ""
        out.print(f"  {one.id}: {gave}{refused}{failed}")


def _window(since: str | None, until: str | None) -> tuple[Window, bool]:
    last = _day(until, "--until") if until else datetime.now(UTC).date()
    first = _day(since, "--since") if since else last - _WEEK
    try:
        return Window(first, last), since is not None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day like 2026-11-23", param_hint=option) from None
