"""What an export holds: the works of a workstream, with the decisions that stand."""

from collections.abc import Callable, Iterator, Sequence

from records.decision import Decision
from records.work import Work
from records.workstream import Workstream
from store.opening import Store
from synthesis.export import Exported
from synthesis.standing import standing

__all__ = ["Told", "exported"]

Told = Callable[[str, Sequence[Decision]], Sequence[Decision]]
"""Chooses what may be told of the decisions on a work, by its id."""

_BATCH = 500


def exported(
    store: Store, stream: Workstream | None, verdict: str | None, told: Told = lambda _, own: own
) -> Iterator[Exported]:
    """Give the works that stood in a workstream's queues or were decided for it, or all for None.

    ``verdict`` narrows to works of which a decision with this verdict stands. ``told`` leaves out decisions
    that are secret yet.
    """
    wanted = store.queues.placed(stream.id) if stream else None
    batch: list[Work] = []
    for work in store.works.all():
        batch.append(work)
        if len(batch) == _BATCH:
            yield from _told(store, batch, stream, wanted, verdict, told)
            batch = []
    yield from _told(store, batch, stream, wanted, verdict, told)


def _told(
    store: Store,
    works: Sequence[Work],
    stream: Workstream | None,
    wanted: frozenset[str] | None,
    verdict: str | None,
    told: Told,
) -> Iterator[Exported]:
    ids = [work.work_id for work in works]
    annotations = store.annotations.of(ids)
    decisions = store.decisions.of(ids)
    for work in works:
        stand = standing(told(work.work_id, decisions.get(work.work_id, ())))
        mine = [one for one in stand if stream is None or one.workstream == stream.id]
        if wanted is not None and work.work_id not in wanted and not mine:
            continue
        if verdict and not _has(mine, verdict):
            continue
        yield Exported.of(work, annotations.get(work.work_id, ()), stand)


def _has(decisions: Sequence[Decision], verdict: str) -> bool:
    return any(one.verdict == verdict for one in decisions)
