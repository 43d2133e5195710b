"""Rank: freeze each workstream's queue of this run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from flows.context import Context
from flows.decided import decided_in
from flows.learned_order import liking
from records.ranked import Candidate, Ranked, Reason
from records.weight_change import WeightChange
from records.work import Work
from records.workstream import Workstream
from store.queues import FrozenQueue
from synthesis.ranking.below import below
from synthesis.ranking.past import Past, past
from synthesis.ranking.queue import Placed, fill, seed_for
from synthesis.ranking.reasons import reasons
from synthesis.ranking.score import Known, features
from synthesis.ranking.settings import DECISIONS, NEAR, RankSettings
from synthesis.ranking.signals import Signals, from_history, from_reading, text_of
from synthesis.ranking.space import TextSpace
from synthesis.said import Said, said
from synthesis.shown import queue_document

__all__ = ["rank"]


@dataclass(frozen=True, slots=True)
class _Compared:
    """What one workstream's candidates are compared with: works that it saw, works that it decided.

    ``told`` counts the decisions on record when these were read; later ones move the queue.
    """

    workstream: Workstream
    works: Sequence[Work]
    seen: Sequence[str]
    decided: Past
    told: int


def rank(context: Context, run: int) -> None:
    """Freeze the queues of a run, one for each workstream, together.

    Candidates are the works that no earlier run has ranked: what was seen once does not come again. A
    run without new works freezes empty queues. Weights that were edited since the last run are logged.
    """
    context.store.decisions.copy()
    _note_weights(context, run)
    new = context.store.works.adopt(run)
    works = context.store.works.get(new)
    annotations = context.store.annotations.of(new)
    known = {work.work_id: said(annotations.get(work.work_id, ())) for work in works}
    compared, texts = _compared(context, run, works, known)
    space = TextSpace(texts)
    queues = [_queue(context, run, one, known, space) for one in compared]
    context.store.queues.freeze(queues, context.now())


def _note_weights(context: Context, run: int) -> None:
    """Log the weights that somebody edited by hand since they were last used or logged."""
    log = context.store.weight_changes.log()
    was = log[-1].became if log else context.store.queues.last_weights()
    now = dict(context.ranking.weights)
    if was and dict(was) != now:
        context.store.weight_changes.append(WeightChange(instant=context.now(), was=was, became=now, run=run))


def _compared(
    context: Context, run: int, works: Sequence[Work], known: Mapping[str, Said]
) -> tuple[list[_Compared], dict[str, str]]:
    """Gather what each workstream's candidates are compared with, and the texts of all of it."""
    found: list[_Compared] = []
    texts: dict[str, str] = {}
    for workstream in context.workstreams:
        mine = [one for one in works if _is_candidate(one, known[one.work_id], workstream, context.ranking)]
        seen = context.store.works.get(sorted(context.store.queues.placed(workstream.id, run)))
        told = context.store.decisions.count(workstream.id)
        decided = decided_in(context.store, workstream.id)
        found.append(_Compared(workstream, mine, [one.work_id for one in seen], decided, told))
        texts |= {one.work_id: text_of(one) for one in (*mine, *seen, *decided.works.values())}
    return found, texts


def _queue(
    context: Context, run: int, one: _Compared, known: Mapping[str, Said], space: TextSpace
) -> FrozenQueue:
    workstream = one.workstream
    ids = [work.work_id for work in one.works]
    novelty = dict(zip(ids, space.novelty(ids, one.seen), strict=True))
    near = space.near(ids, NEAR)
    signals = Signals()
    from_history(signals, one.works, space, context.store.queues.earlier_texts(workstream.id, run))
    from_reading(signals, {work: known[work] for work in ids})
    sources = {source.id: source for source in (*context.catalogue, *context.sources)}
    subjects = {work.work_id: Known(work, known[work.work_id], novelty[work.work_id]) for work in one.works}
    liked, trust = liking(one.works, one.decided, workstream.id)
    settings = replace(context.ranking, trust=trust)
    candidates = tuple(
        Candidate(
            work=work,
            features=features(subject, workstream.id, sources, context.nearness)
            | ({DECISIONS: liked[work]} if work in liked else {}),
            container=subject.work.best.container,
            near=near.get(work, ()),
            signals=tuple(signals.kinds.get(work, ())),
        )
        for work, subject in sorted(subjects.items())
    )
    seed = seed_for(run, workstream.id)
    places = fill(candidates, settings, seed)
    why = {
        placed.work: (
            *reasons(subjects[placed.work], workstream, context.names),
            *signals.reasons.get(placed.work, ()),
            *past(placed.work, one.decided, space, workstream.id),
        )
        for placed in places
    }
    detail: dict[str, object] = {each.name: getattr(settings, each.name) for each in fields(settings)}
    detail["decided"] = one.told
    return _frozen(run, workstream, (candidates, places), why, subjects, detail)


def _frozen(
    run: int,
    workstream: Workstream,
    chosen: tuple[tuple[Candidate, ...], tuple[Placed, ...]],
    why: Mapping[str, tuple[Reason, ...]],
    subjects: Mapping[str, Known],
    detail: Mapping[str, object],
) -> FrozenQueue:
    candidates, places = chosen
    entries = tuple(
        _entry(run, workstream, number, placed, why[placed.work]) for number, placed in enumerate(places, 1)
    )
    scored = [placed.scored for placed in places]
    cards = tuple(
        queue_document(
            entry,
            subjects[entry.work].work,
            subjects[entry.work].said,
            below=below(scored, entry.place),
            similar=[subjects[other].work for other in placed.similar],
        )
        for entry, placed in zip(entries, places, strict=True)
    )
    return FrozenQueue(
        run=run,
        workstream=workstream.id,
        seed=seed_for(run, workstream.id),
        candidates=len(candidates),
        entries=entries,
        detail=detail,
        chosen_from=candidates,
        cards=cards,
    )


def _entry(run: int, workstream: Workstream, place: int, placed: Placed, why: tuple[Reason, ...]) -> Ranked:
    return Ranked(
        run=run,
        workstream=workstream.id,
        place=place,
        work=placed.work,
        score=placed.scored.score,
        parts=placed.scored.parts,
        reasons=why,
        slot=placed.slot,
    )


def _is_candidate(work: Work, known: Said, workstream: Workstream, settings: RankSettings) -> bool:
    """Tell whether a work may be placed; a notice is shown with the work it is about, and in the digest."""
    mine = known.in_workstream(workstream.id)
    return mine is not None and mine.score >= settings.maybe_from and not work.best.is_notice
