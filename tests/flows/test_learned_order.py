"""What decisions teach about works that are not decided: at freezing, and at once."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.decided import decided_in
from flows.learned_order import liking, reordered
from records.decision import Decision, Verdict
from store.opening import Store, open_store
from tests.flows.weeks import finished

W2 = "emerging-needs"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished(tmp_path_factory)


@pytest.fixture
def store(home: Path, tmp_path: Path) -> Store:
    shutil.copytree(home, tmp_path / "copy")
    return open_store(tmp_path / "copy")


def decide(store: Store, work: str, verdict: Verdict, reason: str = "") -> None:
    own = Decision(
        work=work, workstream=W2, verdict=verdict, reviewer="ailsa", reason=reason, instant=datetime.now(UTC)
    )
    store.decisions.append(own)


def scores(store: Store) -> dict[str, float]:
    return {one.work: one.score for one in store.queues.get(W2, 1)}


def titled(store: Store, words: str) -> list[str]:
    works = store.works.get(list(scores(store)))
    return [one.work_id for one in works if words in f"{one.best.title} {one.best.abstract}".lower()]


def test_without_decisions_the_order_is_the_frozen_one(store: Store) -> None:
    assert reordered(store, W2, 1, scores(store)) is None


def test_decisions_in_another_workstream_do_not_move_it(store: Store) -> None:
    own = Decision(
        work=next(iter(scores(store))),
        workstream="community-models",
        verdict="include",
        reviewer="ailsa",
        instant=datetime.now(UTC),
    )
    store.decisions.append(own)
    assert reordered(store, W2, 1, scores(store)) is None


def test_what_is_like_a_kept_work_comes_up_and_what_is_decided_goes(store: Store) -> None:
    frozen = list(scores(store))
    protocol, results = titled(store, "larder")
    decide(store, results, "include")
    order = reordered(store, W2, 1, scores(store))
    assert order is not None
    assert results not in order
    assert set(order) == set(frozen) - {results}
    assert order.index(protocol) < frozen.index(protocol)


def test_the_same_decisions_give_the_same_order(store: Store) -> None:
    works = list(scores(store))
    for work in works[:3]:
        decide(store, work, "include")
    decide(store, works[4], "exclude")
    assert reordered(store, W2, 1, scores(store)) == reordered(store, W2, 1, scores(store))


def test_taking_back_all_decisions_brings_the_works_back(store: Store) -> None:
    work = next(iter(scores(store)))
    decide(store, work, "include")
    decide(store, work, "withdrawn")
    assert reordered(store, W2, 1, scores(store)) == list(scores(store))


def test_liking_needs_both_sides_and_grows_with_decisions(store: Store) -> None:
    works = list(scores(store))
    waiting = store.works.get(works[10:])
    decide(store, works[0], "include")
    assert liking(waiting, decided_in(store, W2), W2) == ({}, 0.0)
    decide(store, works[1], "exclude", "known")  # says nothing about the subject
    assert liking(waiting, decided_in(store, W2), W2) == ({}, 0.0)
    decide(store, works[2], "exclude", "off-topic")
    liked, trust = liking(waiting, decided_in(store, W2), W2)
    assert set(liked) == set(works[10:])
    assert all(0 <= one <= 1 for one in liked.values())
    assert trust == pytest.approx(2 / 32, abs=1e-4)
    decide(store, works[3], "exclude", "off-topic")
    assert liking(waiting, decided_in(store, W2), W2)[1] > trust
