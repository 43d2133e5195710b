"""Rank: freeze each workstream's queue of this run."""

from collections.abc import Mapping, Sequence

from flows.context import Context
from records.ranked import Ranked
from records.work import Work
from records.workstream import Workstream
from store.queues import FrozenQueue
from synthesis.ranking.novelty import novelty
from synthesis.ranking.queue import Placed, fill, seed_for
from synthesis.ranking.reasons import reasons
from synthesis.ranking.score import Candidate, score
from synthesis.ranking.settings import RankSettings
from synthesis.said import Said, said

__all__ = ["rank"]


def rank(context: Context, run: int) -> None:
    """Freeze the queues of a run, one for each workstream, together.

    Candidates are the works that no earlier run has ranked: what was seen once does not come again. A
    run without new works freezes empty queues.
    """
    new = context.store.works.adopt(run)
    works = context.store.works.get(new)
    annotations = context.store.annotations.of(new)
    known = {work.work_id: said(annotations.get(work.work_id, ())) for work in works}
    queues = [_queue(context, run, workstream, works, known) for workstream in context.workstreams]
    context.store.queues.freeze(queues, context.now())


def _queue(
    context: Context, run: int, workstream: Workstream, works: Sequence[Work], known: dict[str, Said]
) -> FrozenQueue:
    settings = context.ranking
    relevant = [work for work in works if _is_candidate(work, known[work.work_id], workstream, settings)]
    seen = context.store.works.get(sorted(context.store.queues.placed(workstream.id, run)))
    fresh = novelty([_text(work) for work in relevant], [_text(work) for work in seen])
    sources = {source.id: source for source in (*context.catalogue, *context.sources)}
    scored = [
        score(Candidate(work, known[work.work_id], new), workstream.id, settings, sources, context.nearness)
        for work, new in zip(relevant, fresh, strict=True)
    ]
    seed = seed_for(run, workstream.id)
    places = fill(scored, workstream.id, settings, seed)
    return FrozenQueue(
        run=run,
        workstream=workstream.id,
        seed=seed,
        candidates=len(relevant),
        entries=tuple(
            _entry(run, workstream, place, one, context.names) for place, one in enumerate(places, start=1)
        ),
        detail={"weights": settings.weights, "cap": settings.cap, "queue_from": settings.queue_from},
    )


def _entry(run: int, workstream: Workstream, place: int, placed: Placed, names: Mapping[str, str]) -> Ranked:
    scored = placed.scored
    return Ranked(
        run=run,
        workstream=workstream.id,
        place=place,
        work=scored.candidate.work.work_id,
        score=scored.score,
        parts=scored.parts,
        reasons=reasons(scored, workstream, names),
        slot=placed.slot,
    )


def _is_candidate(work: Work, known: Said, workstream: Workstream, settings: RankSettings) -> bool:
    """Tell whether a work may be placed; a notice is shown with the work it is about, and in the digest."""
    mine = known.in_workstream(workstream.id)
    return mine is not None and mine.score >= settings.maybe_from and not work.best.is_notice


def _text(work: Work) -> str:
    return f"{work.best.title}. {work.best.abstract}"
