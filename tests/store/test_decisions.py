from dataclasses import replace

from records.decision import Decision
from store.links import WorkRow
from store.opening import Store
from tests.store.examples import NOW, record

ONE = Decision(
    work="w2",
    workstream="emerging-needs",
    verdict="include",
    reviewer="isla",
    instant=NOW,
    note="read “this”",
)


def test_the_log_is_a_chain_of_hashes(store: Store) -> None:
    first = store.decisions.append(ONE)
    second = store.decisions.append(replace(ONE, verdict="exclude", reason="wrong population"))
    assert store.decisions.log() == (first, second)
    assert (first.previous, second.previous) == ("", first.hash)
    assert all(one.hash == one.digest() for one in store.decisions.log())


def test_decisions_on_a_joined_work_show_under_the_other(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2")])
    rows = [WorkRow("w1", "pubmed:1", "", ()), WorkRow("w2", "pubmed:2", "", ())]
    store.links.settle(1, [], {"pubmed:1": "w1", "pubmed:2": "w2"}, {}, rows, NOW)
    placed = store.decisions.append(ONE)
    assert store.decisions.of(["w1"]) == {}
    store.links.settle(1, [], {"pubmed:1": "w1", "pubmed:2": "w1"}, {"w2": "w1"}, rows[:1], NOW)
    assert store.decisions.of(["w1"]) == {"w1": (placed,)}
    assert placed.work == "w2"


def test_yields_follow_the_latest_decision(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2"), record("2", source="crossref")])
    rows = [WorkRow("w1", "pubmed:1", "", ()), WorkRow("w2", "pubmed:2", "", ())]
    members = {"pubmed:1": "w1", "pubmed:2": "w2", "crossref:2": "w2"}
    store.links.settle(1, [], members, {}, rows, NOW)
    store.decisions.append(ONE)
    crossref, pubmed = store.yields.all()
    assert (pubmed.records, pubmed.works, pubmed.unique, pubmed.queued, pubmed.included) == (2, 2, 1, 0, 1)
    assert (crossref.records, crossref.works, crossref.unique, crossref.included) == (1, 1, 0, 1)
    store.decisions.append(replace(ONE, verdict="exclude"))
    assert [one.included for one in store.yields.all()] == [0, 0]
