from dataclasses import replace

from records.annotation import Quote
from records.ranked import Ranked, Reason
from store.opening import Store
from store.queues import FrozenQueue
from tests.store.examples import NOW


def entry(run: int, place: int, work: str) -> Ranked:
    quote = Quote("pubmed:1", "title", 0, 5, "Small")
    return Ranked(
        run=run,
        workstream="emerging-needs",
        place=place,
        work=work,
        score=0.75,
        parts={"workstream": 0.5, "place": 0.25},
        reasons=(Reason("It names “Small”", quote), Reason("From Scotland")),
        slot="ranked",
    )


def queue(run: int, *works: str) -> FrozenQueue:
    entries = tuple(entry(run, place, work) for place, work in enumerate(works, start=1))
    return FrozenQueue(run=run, workstream="emerging-needs", seed=7, candidates=9, entries=entries)


def test_a_queue_comes_back_as_it_was_frozen(store: Store) -> None:
    store.queues.freeze([queue(1, "w1", "w2")], NOW)
    assert store.queues.get("emerging-needs", 1) == queue(1, "w1", "w2").entries
    assert store.queues.get("community-models", 1) == ()
    assert store.queues.candidates(1) == {"emerging-needs": 9}


def test_a_frozen_queue_never_changes(store: Store) -> None:
    store.queues.freeze([queue(1, "w1")], NOW)
    store.queues.freeze([queue(1, "w2", "w3")], NOW)
    assert [one.work for one in store.queues.get("emerging-needs", 1)] == ["w1"]


def test_the_latest_queue_is_the_last_that_holds_anything(store: Store) -> None:
    assert store.queues.latest("emerging-needs") == 0
    store.queues.freeze([queue(1, "w1")], NOW)
    store.queues.freeze([queue(2)], NOW)
    assert store.queues.latest("emerging-needs") == 1
    assert store.queues.placed("emerging-needs", 2) == {"w1"}
    assert store.queues.placed("emerging-needs", 1) == frozenset()


def test_the_places_of_a_work_are_listed(store: Store) -> None:
    store.queues.freeze([queue(1, "w1")], NOW)
    store.queues.freeze([replace(queue(2, "w2", "w1"), workstream="emerging-needs")], NOW)
    assert [(one.run, one.place) for one in store.queues.of_work("w1")] == [(1, 1), (2, 2)]
