"""Allocations in the store: the latest holds, joined works keep theirs, who shared out is logged."""

from datetime import timedelta

from records.allocation import Allocating, Allocation
from store.opening import Store
from tests.store.examples import NOW

STREAM = "needs"


def keep(store: Store, run: int, reviewers: dict[str, tuple[str, ...]], by: str = "Ann") -> None:
    shares = dict.fromkeys(sorted({name for names in reviewers.values() for name in names}), 1.0)
    made = Allocating(run=run, workstream=STREAM, shares=shares, reviewer=by, instant=NOW)
    store.allocations.replace(Allocation(run, STREAM, reviewers), made)


def test_another_takes_the_place_of_the_one_before(store: Store) -> None:
    assert store.allocations.of_queue(STREAM, 1) == Allocation(1, STREAM)
    before = store.allocations.mark.read()
    keep(store, 1, {"wa": ("Ailsa", "Brid"), "wb": ("Brid",)})
    assert store.allocations.mark.read() != before
    found = store.allocations.of_queue(STREAM, 1)
    assert found.reviewers == {"wa": ("Ailsa", "Brid"), "wb": ("Brid",)}
    assert (found.of("Brid"), found.names()) == (("wa", "wb"), ("Ailsa", "Brid"))
    keep(store, 1, {"wa": ("Brid",)})
    assert store.allocations.of_queue(STREAM, 1).reviewers == {"wa": ("Brid",)}
    keep(store, 1, {}, "Rona")
    assert store.allocations.of_queue(STREAM, 1).reviewers == {}
    assert [(one.reviewer, [*one.shares]) for one in store.allocations.log(STREAM)] == [
        ("Rona", []),
        ("Ann", ["Brid"]),
        ("Ann", ["Ailsa", "Brid"]),
    ]
    assert store.allocations.log(STREAM, 1)[0].instant == NOW


def test_the_latest_run_says_who_is_to_decide(store: Store) -> None:
    keep(store, 1, {"wa": ("Ailsa", "Brid"), "wb": ("Ailsa",)})
    keep(store, 2, {"wa": ("Calum",)})
    assert store.allocations.latest(STREAM) == {"wa": ("Calum",), "wb": ("Ailsa",)}
    assert store.allocations.latest("models") == {}


def test_a_work_that_was_joined_keeps_who_is_to_decide_it(store: Store) -> None:
    keep(store, 1, {"wa": ("Ailsa",), "wb": ("Brid",)})
    with store.database.open() as connection:
        connection.execute("INSERT INTO aliases VALUES ('wb', 'wa')")
    assert store.allocations.of_queue(STREAM, 1).reviewers == {"wa": ("Ailsa", "Brid")}
    assert store.allocations.latest(STREAM) == {"wa": ("Ailsa", "Brid")}


def test_instants_come_back_as_they_were(store: Store) -> None:
    keep(store, 1, {"wa": ("Ailsa",)})
    (one,) = store.allocations.log(STREAM)
    assert one.instant.utcoffset() == timedelta(0)
