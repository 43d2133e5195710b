"""Where a work stands in each queue that it was a candidate for, and why: gathered for ``ken show``."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.decided import decided_in
from records.ranked import Candidate, Ranked
from records.work import Work
from store.opening import Store
from synthesis.card import card
from synthesis.ranking.past import past
from synthesis.ranking.settings import RankSettings
from synthesis.ranking.signals import text_of
from synthesis.ranking.space import TextSpace
from synthesis.ranking.unplaced import unplaced

__all__ = ["Standing", "standing_of"]

_SIMILAR = 3  # decisions that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a work stands in the queue of one run and workstream.

    ``ranked`` is its place, None where it has none. ``weights`` and ``features`` are by part.
    ``why_not_higher`` says what it lacks, ``past`` which decided works of today it is like, both in words.
    ``length`` counts the places of the queue; ``similar`` are works that are named at its place.
    """

    run: int
    workstream: str
    ranked: Ranked | None = None
    length: int = 0
    weights: Mapping[str, float]
    features: Mapping[str, float]
    why_not_higher: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    past: tuple[str, ...] = ()

    def document(self) -> dict[str, object]:
        """Show it as JSON, beside the places that ``queues`` lists."""
        return {
            "run": self.run,
            "workstream": self.workstream,
            "place": self.ranked.place if self.ranked else None,
            "features": dict(self.features),
            "weights": dict(self.weights),
            "why_not_higher": list(self.why_not_higher),
            "similar": list(self.similar),
            "past": list(self.past),
        }


def standing_of(store: Store, work: Work) -> tuple[Standing, ...]:
    """Say where a work stands, by run and workstream; with and without a place."""
    places = {(one.run, one.workstream): one for one in store.queues.of_work(work.work_id)}
    queues = sorted({*places, *store.queues.runs_as_candidate(work.work_id)})
    similar = {stream: _past(store, work, stream) for stream in dict.fromkeys(stream for _, stream in queues)}
    return tuple(_standing(store, work.work_id, one, places.get(one), similar[one[1]]) for one in queues)


def _standing(
    store: Store, work: str, queue: tuple[int, str], ranked: Ranked | None, similar: tuple[str, ...]
) -> Standing:
    run, workstream = queue
    candidates = store.queues.chosen_from(workstream, run)
    mine = next((one for one in candidates if one.work == work), None)
    settings = RankSettings.of(store.queues.detail(workstream, run))
    entries = store.queues.get(workstream, run)
    shown = [card(one) for one in store.queues.cards(workstream, run)] if ranked else []
    own = next((one for one in shown if ranked and one.place == ranked.place), None)
    return Standing(
        run=run,
        workstream=workstream,
        ranked=ranked,
        length=len(entries),
        weights=settings.shared_weights,
        features=mine.features if mine else {},
        why_not_higher=own.below if own else _without_place(work, ranked, candidates, entries, settings),
        similar=own.similar if own else (),
        past=similar,
    )


def _without_place(
    work: str,
    ranked: Ranked | None,
    candidates: tuple[Candidate, ...],
    entries: tuple[Ranked, ...],
    settings: RankSettings,
) -> tuple[str, ...]:
    """Say why a work has no place; nothing of one that has, or whose candidates were not kept."""
    if ranked or not any(one.work == work for one in candidates):
        return ()
    return unplaced(work, candidates, [one.work for one in entries], settings)


def _past(store: Store, work: Work, workstream: str) -> tuple[str, ...]:
    decided = decided_in(store, workstream)
    if not set(decided.works) - {work.work_id}:
        return ()
    texts = {one.work_id: text_of(one) for one in (*decided.works.values(), work)}
    said = past(work.work_id, decided, TextSpace(texts), workstream, _SIMILAR)
    return tuple(one.text for one in said)
