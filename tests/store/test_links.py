from dataclasses import replace
from datetime import timedelta

import pytest

from records.errors import NotFoundError
from records.identifiers import Identifier
from records.record import Notice
from records.work import Link
from store.links import WorkRow
from store.opening import Store
from tests.store.examples import NOW, record


def settle(store: Store, members: dict[str, str], run: int = 1, joined: dict[str, str] | None = None) -> None:
    works = {work: min(one for one in members if members[one] == work) for work in members.values()}
    rows = [WorkRow(work, best, "the only one", ()) for work, best in works.items()]
    store.links.settle(run, [], members, joined or {}, rows, NOW)


def test_companions_are_all_records_of_the_works(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2"), record("3")])
    settle(store, {"pubmed:1": "w1", "pubmed:2": "w1", "pubmed:3": "w3"})
    assert store.links.companions(["pubmed:2"]) == ("pubmed:1", "pubmed:2")
    assert store.links.companions(["pubmed:3", "pubmed:9"]) == ("pubmed:3", "pubmed:9")
    assert store.links.companions([]) == ()


def test_the_last_word_on_a_pair_tells_whether_it_is_parted(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2")])
    word = Link("pubmed:1", "pubmed:2", "person", 1.0, "person", undone=True, reviewer="ailsa")
    store.links.settle(0, [word], {}, {}, [], NOW)
    assert store.links.parted(["pubmed:2"]) == {("pubmed:1", "pubmed:2")}
    assert store.links.parted(["pubmed:3"]) == frozenset()
    again = replace(word, undone=False, reviewer="bruce")
    store.links.settle(0, [again], {}, {}, [], NOW + timedelta(hours=1))
    assert store.links.parted(["pubmed:1", "pubmed:2"]) == frozenset()
    assert [(one.reviewer, one.undone) for one in store.links.by_people()] == [
        ("ailsa", True),
        ("bruce", False),
    ]


def test_no_rule_has_a_say_after_a_person(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2")])
    word = Link("pubmed:1", "pubmed:2", "person", 1.0, "person", undone=True, reviewer="ailsa")
    store.links.settle(0, [word], {"pubmed:1": "w1", "pubmed:2": "w2"}, {}, [], NOW)
    rule = Link("pubmed:1", "pubmed:2", "doi", 1.0)
    store.links.settle(1, [rule], {}, {}, [], NOW + timedelta(hours=1))
    assert [one.decided_by for one in store.links.of_work("w1")] == ["person"]


def test_works_are_put_together_from_their_records(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2"), record("3")])
    settle(store, {"pubmed:1": "w1", "pubmed:2": "w1", "pubmed:3": "w3"})
    first, third = store.works.get(["w1", "w3"])
    assert [one.key for one in first.records] == ["1", "2"]
    assert first.best == record("1")
    assert third.records == (record("3"),)
    assert [work.work_id for work in store.works.all()] == ["w1", "w3"]
    assert store.works.count() == 2
    with pytest.raises(NotFoundError, match="there is no work w9"):
        store.works.get(["w9"])


def test_a_work_is_found_by_the_start_of_its_id(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2")])
    settle(store, {"pubmed:1": "wabc", "pubmed:2": "wabd"})
    assert store.works.find("wabc").work_id == "wabc"
    assert store.works.find("WABD").work_id == "wabd"
    with pytest.raises(NotFoundError, match="several works begin with wab: wabc, wabd"):
        store.works.find("wab")
    with pytest.raises(NotFoundError, match="there is no work wx"):
        store.works.find("wx")


def test_the_id_of_a_joined_work_leads_to_the_other(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2"), record("3")])
    settle(store, {"pubmed:1": "w1", "pubmed:2": "w2", "pubmed:3": "w3"})
    settle(store, {"pubmed:1": "w1", "pubmed:2": "w1"}, joined={"w2": "w1"})
    assert [work.work_id for work in store.works.get(["w2", "w1"])] == ["w1", "w1"]
    assert store.works.find("w2").work_id == "w1"
    settle(store, {"pubmed:1": "w3", "pubmed:2": "w3", "pubmed:3": "w3"}, joined={"w1": "w3"})
    assert store.works.get(["w2"])[0].work_id == "w3"
    assert store.works.count() == 1


def test_notices_of_a_work_come_back(store: Store) -> None:
    store.records.keep(1, [record("1")])
    notice = Notice("retraction", "subject", Identifier("doi", "10.5555/n"))
    row = WorkRow("w1", "pubmed:1", "the only one", (notice,))
    store.links.settle(1, [], {"pubmed:1": "w1"}, {}, [row], NOW)
    assert store.works.get(["w1"])[0].notices == (notice,)
    assert store.works.get(["w1"])[0].is_retracted


def test_links_are_kept_with_their_history(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2")])
    made = Link("pubmed:1", "pubmed:2", "doi", 1.0)
    store.links.settle(1, [made], {"pubmed:1": "w1", "pubmed:2": "w1"}, {}, [], NOW)
    later = NOW + timedelta(hours=1)
    store.links.settle(1, [made], {}, {}, [], later)
    store.links.settle(1, [replace(made, undone=True, decided_by="person")], {}, {}, [], later)
    history = store.links.of_work("w1")
    assert [(one.undone, one.decided_by) for one in history] == [(False, "rule"), (True, "person")]


def test_a_run_adopts_the_works_that_none_has_ranked(store: Store) -> None:
    store.records.keep(0, [record("1")])
    settle(store, {"pubmed:1": "w1"}, run=0)
    store.records.keep(1, [record("2")])
    settle(store, {"pubmed:2": "w2"}, run=1)
    assert store.works.adopt(1) == ("w1", "w2")
    assert store.works.adopt(1) == ("w1", "w2")
    assert store.works.adopt(2) == ()
    settle(store, {"pubmed:1": "w1"}, run=2)
    assert store.works.changed(2) == ("w1",)
