"""Replayed decisions, as commands print them: one document for programs, a table for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ken.commands.aligned import aligned
from ken.commands.label_figures import value_and_interval, values
from synthesis.counted import counted

if TYPE_CHECKING:
    from bench.decided import Versions
    from bench.replay import Move, Replay

__all__ = ["changed_versions", "replay_document", "replay_table", "versions_document"]

_SPOKEN: Final = {"average_precision": "average precision", "read_for_95": "read for recall .95"}
_TITLE: Final = 70  # characters of a title in a table


def replay_document(replayed: "Replay") -> dict[str, object]:
    """Give one workstream's replay as a JSON object."""
    return {
        "workstream": replayed.workstream,
        "decided": replayed.decided,
        "kept": replayed.kept,
        "stored": values(replayed.stored),
        "now": values(replayed.now),
        "difference": values(replayed.difference),
        "moves": [_move(one) for one in replayed.moves],
    }


def versions_document(versions: "Sequence[Versions]") -> list[dict[str, object]]:
    """Give the versions of all components as a JSON list."""
    return [{"component": one.component, "stored": one.stored, "now": one.now} for one in versions]


def changed_versions(versions: "Sequence[Versions]") -> list[str]:
    """Write a line for each component of which another version is stored than there is now."""
    return [f"{one.component}: {', '.join(one.stored)} → {one.now}" for one in versions if one.changed]


def replay_table(replayed: "Replay") -> str:
    """Write one workstream's replay: the figures, then the works that move most."""
    rows = [
        (
            _SPOKEN[name],
            *value_and_interval(replayed.stored[name]),
            *value_and_interval(replayed.now[name]),
            *value_and_interval(replayed.difference[name], "+"),
        )
        for name in replayed.now
    ]
    title = f"{replayed.workstream}: {counted(replayed.decided, 'work')} decided, {replayed.kept} kept"
    figures = aligned(("", "stored", "95 %", "now", "95 %", "difference", "95 %"), rows)
    if not replayed.moves:
        return f"{title}\n{figures}\nNo work moves."
    head = ("work", "verdict", "stored", "place", "now", "place", "title")
    return f"{title}\n{figures}\n{aligned(head, [_move_row(one) for one in replayed.moves])}"


def _move(move: "Move") -> dict[str, object]:
    return {
        "work": move.decided.work,
        "title": move.decided.title,
        "kept": move.decided.kept,
        "stored": round(move.decided.stored, 4),
        "now": round(move.decided.now, 4),
        "stored_place": move.stored_place,
        "now_place": move.now_place,
    }


def _move_row(move: "Move") -> tuple[str, ...]:
    one = move.decided
    title = one.title if len(one.title) <= _TITLE else one.title[: _TITLE - 1] + "…"
    verdict = "kept" if one.kept else "dropped"
    places = f"{move.stored_place}", f"{move.now_place}"
    return one.work, verdict, f"{one.stored:.3f}", places[0], f"{one.now:.3f}", places[1], title
