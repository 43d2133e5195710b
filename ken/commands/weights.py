"""``ken weights``: what the parts of a score weigh, what a change would move, and who changed what."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated

import typer
from rich.markup import escape

from ken.printing import out, print_json, say
from ken.settings import read_settings
from ken.weighing import change_weights, preview_weights
from ken.weights_file import rescaled
from ken.wiring import workstreams
from ken.workspace import SETTINGS, find
from review.deeds import WeightPreview
from store.opening import Store, open_store
from synthesis.counted import counted
from synthesis.ranking.preview import Move

__all__ = ["weights"]

_SHOWN = 12  # works of each queue that are named


class Action(StrEnum):
    """What ``ken weights`` can do."""

    show = "show"
    set = "set"


def weights(
    context: typer.Context,
    action: Annotated[Action, typer.Argument(help="What to do.")] = Action.show,
    changes: Annotated[
        list[str] | None, typer.Argument(metavar="NAME=VALUE", help="Weights to set; the others follow.")
    ] = None,
    reviewer: Annotated[str, typer.Option(help="Who changes them.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would move; write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show what the parts of a score weigh and who changed that, or change it and see what moves.

    The other weights are scaled so that all make 1. Queues that are frozen stay as they are.
    """
    home = find(context.obj)
    store = open_store(home)
    now = dict(read_settings(home).ranking.weights)
    if action is Action.show:
        if changes:
            raise typer.BadParameter("`ken weights set NAME=VALUE` changes them", param_hint="NAME=VALUE")
        _show(store, now, as_json=as_json)
        return
    asked = _asked(changes or [])
    if not dry_run and not reviewer.strip():
        raise typer.BadParameter("a change needs somebody who made it", param_hint="--reviewer")
    became = rescaled(now, asked)
    previews = preview_weights(store, workstreams(home), became)
    if not dry_run and became != now:
        change_weights(home, store, now, became, reviewer.strip())
    if as_json:
        print_json(
            {"was": now, "became": became, "written": not dry_run and became != now}
            | {"previews": [_document(one) for one in previews]}
        )
        return
    _print(now, became, previews)
    if became == now:
        say("Nothing changes.")
    else:
        say(
            "Nothing is written."
            if dry_run
            else f"Written into {home / SETTINGS}; it counts from the next scan."
        )


def _show(store: Store, now: dict[str, float], *, as_json: bool) -> None:
    log = store.weight_changes.log()
    used = dict(log[-1].became if log else store.queues.last_weights())
    by_hand = bool(used) and used != now
    if as_json:
        changes = [
            {"instant": one.instant, "reviewer": one.reviewer, "run": one.run or None}
            | {"was": dict(one.was), "became": dict(one.became)}
            for one in log
        ]
        print_json({"weights": now, "edited": by_hand, "changes": changes})
        return
    for name, value in now.items():
        out.print(f"{value:.4f}  {escape(name)}")
    for one in log:
        who = one.reviewer or f"by hand, noticed by run {one.run}"
        out.print(f"\n{one.instant:%Y-%m-%d %H:%M}  {escape(who)}")
        for name in (name for name in one.became if one.was.get(name) != one.became[name]):
            out.print(f"  {escape(name)}: {one.was.get(name, 0.0):.4f} → {one.became[name]:.4f}")
    if by_hand:
        say("The settings were edited since; the next scan logs it.")


def _asked(changes: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for change in changes:
        name, _, value = change.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            raise typer.BadParameter(f"{change!r} is not like place=0.2", param_hint="NAME=VALUE") from None
    if not found:
        raise typer.BadParameter("say which, like place=0.2", param_hint="NAME=VALUE")
    return found


def _print(was: Mapping[str, float], became: Mapping[str, float], previews: Sequence[WeightPreview]) -> None:
    for name, value in became.items():
        changed = f"  (was {was[name]:.4f})" if was[name] != value else ""
        out.print(f"{value:.4f}  {escape(name)}{changed}")
    for one in previews:
        stream = one.workstream
        head = f"\n[bold]{stream.code} {escape(stream.name)}[/]"
        if not one.known:
            out.print(f"{head}: what run {one.run} chose from was not kept")
        elif not one.length:
            out.print(f"{head}: nothing is queued")
        else:
            out.print(f"{head}, run {one.run}: {_count(one)}")
        for move in one.furthest(_SHOWN):
            out.print(f"  {_places(move)}  {escape(one.titles[move.work])} ({move.work})")
        if len(one.moves) > _SHOWN:
            out.print(f"  these move furthest, and {len(one.moves) - _SHOWN} more move (`--json` lists all)")


def _count(one: WeightPreview) -> str:
    words = f"of {counted(one.length, 'work')}, {one.moved} would move"
    return words + (f", {one.came} would come in and {one.went} go out" if one.came or one.went else "")


def _places(move: Move) -> str:
    before, after = (f"{place:>3}" if place else "  –" for place in (move.before, move.after))
    return f"{before} → {after}"


def _document(one: WeightPreview) -> dict[str, object]:
    return {
        "workstream": one.workstream.id,
        "run": one.run or None,
        "moves": [
            {"work": move.work, "title": one.titles[move.work], "before": move.before, "after": move.after}
            for move in one.moves
        ],
    }
