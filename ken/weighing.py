"""Changing the weights: what a change would move, and writing it into settings and log."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ken.weights_file import write_weights
from records.weight_change import WeightChange
from records.workstream import Workstream
from review.deeds import WeightPreview
from store.opening import Store
from synthesis.ranking.preview import Move, preview
from synthesis.ranking.queue import seed_for
from synthesis.ranking.settings import RankSettings

__all__ = ["change_weights", "preview_weights"]


def change_weights(
    home: Path, store: Store, was: Mapping[str, float], became: Mapping[str, float], reviewer: str
) -> None:
    """Write new weights and log them; what was edited by hand before is logged for itself."""
    now = datetime.now(UTC)
    log = store.weight_changes.log()
    used = dict(log[-1].became if log else store.queues.last_weights())
    write_weights(home, became)
    if used and used != dict(was):
        store.weight_changes.append(WeightChange(instant=now, was=used, became=was))
    store.weight_changes.append(WeightChange(instant=now, was=was, became=became, reviewer=reviewer))


def preview_weights(
    store: Store, streams: Sequence[Workstream], became: Mapping[str, float]
) -> tuple[WeightPreview, ...]:
    """Say what weights would move in the latest queue of each workstream."""
    return tuple(_preview(store, stream, became) for stream in streams)


def _preview(store: Store, stream: Workstream, became: Mapping[str, float]) -> WeightPreview:
    run = store.queues.latest(stream.id)
    entries = store.queues.get(stream.id, run)
    candidates = store.queues.chosen_from(stream.id, run)
    moves: tuple[Move, ...] = ()
    if candidates:
        settings = RankSettings.of(store.queues.detail(stream.id, run))
        moves = preview(entries, candidates, settings, seed_for(run, stream.id), became)
    works = store.works.get([one.work for one in moves])
    return WeightPreview(
        workstream=stream,
        run=run,
        length=len(entries),
        moves=moves,
        titles={one.work: work.best.title for one, work in zip(moves, works, strict=True)},
        known=bool(candidates) or not entries,
    )
