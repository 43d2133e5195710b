"""Reading what two runs differ in: for the page, the HTTP interface and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.workstream import Workstream
from store.opening import Store
from synthesis.run_difference import RunDifference, run_difference

__all__ = ["RunsRead", "read_difference"]


@dataclass(frozen=True, slots=True)
class RunsRead:
    """A difference of two runs, and the titles of the works in it."""

    difference: RunDifference
    titles: dict[str, str]


def read_difference(store: Store, workstreams: Sequence[Workstream], a: int, b: int) -> RunsRead:
    """Compare run ``a`` with run ``b``; raises ``NotFoundError`` for one that never was."""
    with store.at_once():
        runs = store.runs.get(a), store.runs.get(b)
        held = {(one.workstream, one.run): one for one in store.queues.outlines() if one.run in (a, b)}
        names = [one.id for one in workstreams]
        found = run_difference(
            runs,
            {name: (held.get((name, a)), held.get((name, b))) for name in names},
            {name: (store.queues.detail(name, a), store.queues.detail(name, b)) for name in names},
        )
        works = [move.work for queue in found.queues for move in queue.moves]
        titles = {work.work_id: work.best.title for work in store.works.get(works)}
    return RunsRead(found, titles)
