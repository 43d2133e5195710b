from records.work import Doubt, Link
from store.links import WorkRow
from store.opening import Store
from tests.store.examples import NOW, record

LIKELY = Doubt("pubmed:1", "pubmed:2", 0.7, "weighed: title 97 %")
LESS = Doubt("pubmed:2", "pubmed:3", 0.4, "weighed: title 90 %")
IDS = ["pubmed:1", "pubmed:2", "pubmed:3"]


def prepared(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2"), record("3")])
    members = {f"pubmed:{one}": f"w{one}" for one in "123"}
    rows = [WorkRow(work, best, "the only one", ()) for best, work in members.items()]
    store.links.settle(1, [], members, {}, rows, NOW)
    store.doubts.keep([LESS, LIKELY], IDS)


def test_the_likeliest_pair_comes_first(store: Store) -> None:
    prepared(store)
    assert store.doubts.open() == (LIKELY, LESS)


def test_a_later_linking_of_the_same_records_takes_their_doubts_back(store: Store) -> None:
    prepared(store)
    store.doubts.keep([], ["pubmed:1", "pubmed:2"])
    assert store.doubts.open() == (LESS,)


def test_what_a_person_decided_is_asked_no_more(store: Store) -> None:
    prepared(store)
    apart = Link("pubmed:1", "pubmed:2", "person", 1.0, "person", undone=True, reviewer="ailsa")
    store.links.settle(0, [apart], {}, {}, [], NOW)
    assert store.doubts.open() == (LESS,)
    store.doubts.keep([LIKELY, LESS], IDS)
    assert store.doubts.open() == (LESS,)


def test_what_is_one_work_by_now_is_asked_no_more(store: Store) -> None:
    prepared(store)
    store.links.settle(2, [], {"pubmed:3": "w2"}, {"w3": "w2"}, [], NOW)
    assert store.doubts.open() == (LIKELY,)
