"""What a team's decisions say of works that it has not decided yet.

Made anew from the log of decisions whenever it is asked for, so that nothing that was learned can be out of
date.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np

from flows.decided import decided_in
from nlp.meaning import Vector, shipped_meaning
from records.work import Work
from store.opening import Store
from synthesis.exclusion import exclusion_reasons
from synthesis.ranking.past import Past
from synthesis.ranking.signals import text_of
from synthesis.screening.lessons import Lesson, lessons
from synthesis.standing import standing

__all__ = ["liking", "reordered"]

_HALF: Final = 30  # decisions after which what was learned counts as much as what was read
_FLOOR: Final = 1.0  # how much the frozen score counts at least beside what was learned since
_DIGITS: Final = 4


def liking(works: Sequence[Work], decided: Past, workstream: str) -> tuple[dict[str, float], float]:
    """Say how like each work is to what was kept rather than excluded, 0 to 1, and how far to trust it.

    .5 is as like as the average of these works. The trust is n / (n + 30) after n decisions, and 0 as long as
    nothing was kept or nothing excluded: then there is nothing to compare.
    """
    from synthesis.screening.inclusion import NOISE  # noqa: PLC0415  brings NumPy and more
    from synthesis.screening.pool import Pool  # noqa: PLC0415  brings scikit-learn

    taught = _taught(decided, workstream, len(works))
    sides = {one.keep for _, own in taught for one in own}
    if not works or len(sides) < 2:
        return {}, 0.0
    texts = [text_of(one) for one in (*works, *(work for work, _ in taught))]
    pool = Pool(texts, _vectors(texts))
    every = [one for _, own in taught for one in own]
    pool.teach(every)
    scores = pool.scores()[: len(works)]
    spread = float(scores.std())
    likely = (
        1 / (1 + np.exp(-(scores - scores.mean()) / spread)) if spread > NOISE else np.full(len(works), 0.5)
    )
    told = sum(one.count for one in every)
    return (
        {work.work_id: round(float(one), _DIGITS) for work, one in zip(works, likely, strict=True)},
        round(told / (told + _HALF), _DIGITS),
    )


def reordered(
    store: Store, workstream: str, run: int, scores: Mapping[str, float], secret: Collection[str] = ()
) -> list[str] | None:
    """Order the undecided works of a queue by all that was decided until now, the best first.

    ``scores`` are those with which the queue of this run was frozen, by work. ``secret`` are works that count
    as undecided, since an order that knew better would tell what is not to be told yet. None when nothing was
    decided in this workstream since: then the order is the frozen one.
    """
    from synthesis.screening.inclusion import standardised  # noqa: PLC0415  brings scikit-learn
    from synthesis.screening.pool import Pool  # noqa: PLC0415

    with store.at_once():
        # A queue that an older version froze does not say how much was decided by then.
        if store.decisions.count(workstream) == store.queues.detail(workstream, run).get("decided", 0):
            return None
        decided = _without(decided_in(store, workstream), secret)
        queued = dict(zip(scores, store.works.get(list(scores)), strict=True))
    waiting = {name: work for name, work in queued.items() if not _is_decided(decided, work, workstream)}
    taught = _taught(decided, workstream, len(waiting))
    if not waiting or not taught:
        return list(waiting)
    texts = [text_of(one) for one in (*waiting.values(), *(work for work, _ in taught))]
    prior = np.zeros(len(texts), np.float32)
    prior[: len(waiting)] = standardised(np.array([scores[name] for name in waiting], np.float32))
    pool = Pool(texts, _vectors(texts), prior=prior, floor=_FLOOR)
    pool.teach([one for _, own in taught for one in own])
    names = list(waiting)
    return [names[row] for row in pool.order() if row < len(names)]


def _without(decided: Past, secret: Collection[str]) -> Past:
    works = {name: work for name, work in decided.works.items() if name not in secret}
    return Past(works, {name: own for name, own in decided.decisions.items() if name in works})


def _is_decided(decided: Past, work: Work, workstream: str) -> bool:
    own = decided.decisions.get(work.work_id, ())
    return any(one.workstream == workstream for one in standing(own))


def _taught(decided: Past, workstream: str, start: int) -> list[tuple[Work, tuple[Lesson, ...]]]:
    """Give the decided works that teach something, with what they teach; their rows count from ``start``."""
    silent = {one.code for one in exclusion_reasons() if not one.teaches}
    found: list[tuple[Work, tuple[Lesson, ...]]] = []
    for name, work in sorted(decided.works.items()):
        own = lessons(start + len(found), decided.decisions.get(name, ()), workstream, silent)
        if own:
            found.append((work, own))
    return found


def _vectors(texts: Sequence[str]) -> Vector:
    return shipped_meaning().vectors(texts)
