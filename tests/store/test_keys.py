from dataclasses import dataclass

from store.opening import Store
from tests.store.examples import NOW, record


@dataclass(frozen=True)
class Key:
    hash: int
    role: str = "sure"


def settle(store: Store, *numbers: str) -> None:
    store.links.settle(1, [], {f"pubmed:{one}": f"w{one}" for one in numbers}, {}, [], NOW)


def test_pairs_share_a_sure_key_and_one_of_them_is_new(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2")])
    store.keys.keep([("pubmed:1", [Key(7), Key(8)]), ("pubmed:2", [Key(8)])])
    assert store.keys.pairs() == [("pubmed:1", "pubmed:2")]
    settle(store, "1", "2")
    assert store.keys.pairs() == []
    store.records.keep(2, [record("3")])
    store.keys.keep([("pubmed:3", [Key(7)])])
    assert store.keys.pairs() == [("pubmed:1", "pubmed:3")]
    assert store.keys.among(["pubmed:2"]) == [("pubmed:1", "pubmed:2")]


def test_it_takes_two_half_keys(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2"), record("3")])
    half = [Key(1, "half"), Key(2, "half")]
    store.keys.keep([("pubmed:1", half), ("pubmed:2", half), ("pubmed:3", half[:1])])
    assert store.keys.pairs() == [("pubmed:1", "pubmed:2")]


def test_the_keys_of_a_record_that_changed_take_the_place_of_the_old_ones(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2")])
    store.keys.keep([("pubmed:1", [Key(7)]), ("pubmed:2", [Key(7)])])
    store.keys.keep([("pubmed:2", [Key(9)])])
    assert store.keys.pairs() == []


def test_notices_are_found_from_both_ends_and_make_no_pair(store: Store) -> None:
    store.records.keep(1, [record("1"), record("9")])
    store.keys.keep([("pubmed:1", [Key(5)]), ("pubmed:9", [Key(6), Key(5, "notice")])])
    assert store.keys.targets(["pubmed:1"]) == {"pubmed:1": ("pubmed:9",)}
    assert store.keys.targets(["pubmed:9"]) == {}
    assert store.keys.noticed(["pubmed:9"]) == ("pubmed:1",)
    assert store.keys.pairs() == []


def test_nothing_is_found_among_nothing(store: Store) -> None:
    store.keys.keep([])
    assert store.keys.pairs() == []
    assert store.keys.among([]) == []
