from dataclasses import replace

from records.annotation import Quote
from records.outline import QueueOutline
from records.ranked import Candidate, Ranked, Reason
from store.links import WorkRow
from store.opening import Store
from store.queues import FrozenQueue
from tests.store.examples import NOW, record


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


def test_an_outline_tells_what_each_queue_held(store: Store) -> None:
    store.queues.freeze([queue(2, "w3"), replace(queue(1), workstream="community-models")], NOW)
    store.queues.freeze([queue(1, "w2", "w1")], NOW)
    assert store.queues.outlines() == (
        QueueOutline(1, "community-models", 9),
        QueueOutline(1, "emerging-needs", 9, (("w2", "ranked"), ("w1", "ranked"))),
        QueueOutline(2, "emerging-needs", 9, (("w3", "ranked"),)),
    )


def test_an_outline_names_works_as_they_are_now(store: Store) -> None:
    store.queues.freeze([queue(1, "w2", "w3")], NOW)
    store.records.keep(1, [record("1")])
    store.links.settle(1, [], {"pubmed:1": "w1"}, {"w2": "w1"}, [WorkRow("w1", "pubmed:1", "", ())], NOW)
    assert [one.works for one in store.queues.outlines()] == [(("w1", "ranked"), ("w3", "ranked"))]


CANDIDATE = Candidate(
    work="w1",
    features={"workstream": 0.5, "place": 1.0},
    container="J",
    near=("w2", "w3"),
    signals=("first-use", "harm"),
)


def test_what_a_queue_was_chosen_from_and_how_it_was_shown_is_kept(store: Store) -> None:
    cards: tuple[dict[str, object], ...] = ({"work": "w1", "score": 0.1}, {"work": "w2", "score": None})
    whole = replace(
        queue(1, "w1", "w2"), chosen_from=(CANDIDATE, Candidate(work="w0", features={})), cards=cards
    )
    store.queues.freeze([whole], NOW)
    assert store.queues.cards("emerging-needs", 1) == cards
    assert store.queues.chosen_from("emerging-needs", 1) == (Candidate(work="w0", features={}), CANDIDATE)
    assert store.queues.runs_as_candidate("w1") == ((1, "emerging-needs"),)
    assert store.queues.cards("emerging-needs", 2) == ()


def test_the_settings_of_a_queue_are_kept(store: Store) -> None:
    assert store.queues.last_weights() == {}
    assert store.queues.detail("emerging-needs", 1) == {}
    store.queues.freeze([replace(queue(1, "w1"), detail={"weights": {"place": 0.5}, "cap": 40})], NOW)
    store.queues.freeze([replace(queue(2), detail={"weights": {"place": 0.25}})], NOW)
    assert store.queues.detail("emerging-needs", 1) == {"weights": {"place": 0.5}, "cap": 40}
    assert store.queues.last_weights() == {"place": 0.25}
