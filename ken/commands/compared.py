"""What two runs differ in, printed for people."""

from collections.abc import Mapping, Sequence

from rich.markup import escape

from ken.printing import out
from records.workstream import Workstream
from synthesis.counted import counted
from synthesis.ranking.preview import Move
from synthesis.run_difference import Change, QueueDifference, RunDifference, SourceDifference

__all__ = ["print_difference"]

_SHOWN = 8  # works of each kind that are named


def print_difference(found: RunDifference, titles: Mapping[str, str], streams: Sequence[Workstream]) -> None:
    """Print a difference; ``titles`` are those of works."""
    a, b = found.before, found.after
    for name, before, after in (
        ("records", *(sum(one.records for one in run.sources) for run in (a, b))),
        ("new works", a.works_new, b.works_new),
        ("known works touched", a.works_changed, b.works_changed),
        ("sources failed", len(a.failed), len(b.failed)),
    ):
        out.print(f"{name}: {before:,} in run {a.number}, {after:,} in run {b.number}")
    for stream, queue in zip(streams, found.queues, strict=True):
        _print_queue(stream, queue, titles)
    out.print("\n[bold]Sources[/]")
    for one in found.sources:
        out.print(f"  {escape(one.id)}: {_given(one)}")
    _print_changes("Components", found.versions, streams)
    _print_changes("Weights and limits", found.weights, streams)


def _print_queue(stream: Workstream, queue: QueueDifference, titles: Mapping[str, str]) -> None:
    out.print(
        f"\n[bold]{stream.code} {escape(stream.name)}[/]: {queue.lengths[0]} works, then {queue.lengths[1]}; "
        f"{len(queue.came)} came in, {len(queue.left)} left, {len(queue.moved)} moved, {queue.stayed} stayed"
    )
    for moves in (queue.moved, queue.came, queue.left):
        for move in moves[:_SHOWN]:
            out.print(f"  {_places(move)}  {escape(titles[move.work])} ({move.work})")
        if len(moves) > _SHOWN:
            out.print(f"  and {counted(len(moves) - _SHOWN, 'more work')} (`--json` lists all)")


def _places(move: Move) -> str:
    before, after = (f"{place:>3}" if place else "  –" for place in (move.before, move.after))
    return f"{before} → {after}"


def _given(one: SourceDifference) -> str:
    before, after = (
        f"{given.records:,} records" if given else "not asked" for given in (one.before, one.after)
    )
    how = "" if one.how == "as before" else f" ({one.how})"
    why = f": {escape(one.after.error)}" if one.after and one.after.error else ""
    return f"{before}, then {after}{how}{why}"


def _print_changes(title: str, changes: Sequence[Change], streams: Sequence[Workstream]) -> None:
    codes = {one.id: f" in {one.code}" for one in streams}
    out.print(f"\n[bold]{title}[/]")
    for one in changes:
        where = codes.get(one.workstream, "")
        out.print(f"  {escape(one.name)}{where}: {one.before or 'none'} → {one.after or 'none'}")
    if not changes:
        out.print("  the same")
