"""All decisions at once, by work: what counts over a whole team needs, quicker than asking for each work."""

from records.decision import Decision
from store.opening import Store

__all__ = ["every_decision"]


def every_decision(store: Store) -> dict[str, tuple[Decision, ...]]:
    """Give the decisions on all works that have any, by the ids that the works have now, the latest last."""
    log = store.decisions.log()
    names = list(dict.fromkeys(one.work for one in log))
    now = dict(zip(names, store.works.current(names), strict=True))
    found: dict[str, list[Decision]] = {}
    for one in log:
        found.setdefault(now[one.work], []).append(one)
    return {work: tuple(decisions) for work, decisions in found.items()}
