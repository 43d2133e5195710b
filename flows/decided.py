"""What a team decided in a workstream, with the works."""

from store.opening import Store
from synthesis.ranking.past import Past

__all__ = ["decided_in"]


def decided_in(store: Store, workstream: str) -> Past:
    """Read the works that anybody decided in a workstream, and all decisions on them.

    Works that were joined since count as the one that they were joined to.
    """
    works = {work.work_id: work for work in store.works.get(store.decisions.works(workstream))}
    return Past(works, store.decisions.of(sorted(works)))
