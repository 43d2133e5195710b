from dataclasses import replace

import pytest

from records.errors import NotFoundError
from records.record import Rejected
from store.opening import Store
from tests.store.examples import NOW, record


def test_records_come_back_as_they_went_in(store: Store) -> None:
    one = replace(record("7"), title="Quotes “ ” and 'these' \x07 \u200b \U0001f3e0", page="abc")
    store.records.keep(1, [one, record("8")])
    assert store.records.get(["pubmed:8", "pubmed:7"]) == (record("8"), one)
    with pytest.raises(NotFoundError, match="no record pubmed:9"):
        store.records.get(["pubmed:9"])


def test_the_same_record_again_is_no_news(store: Store) -> None:
    store.records.keep(1, [record("7")])
    store.links.settle(1, [], {"pubmed:7": "w1"}, {}, [], NOW)
    store.records.keep(2, [replace(record("7"), page="another page", indexed=None)])
    assert tuple(store.records.unlinked()) == ()
    assert store.records.count() == 1


def test_a_changed_record_takes_the_place_of_the_known_one_and_is_linked_again(store: Store) -> None:
    store.records.keep(1, [record("7")])
    store.links.settle(1, [], {"pubmed:7": "w1"}, {}, [], NOW)
    changed = replace(record("7"), abstract="Nurses shared a diary and a daily huddle.")
    store.records.keep(2, [changed])
    assert store.records.get(["pubmed:7"]) == (changed,)
    assert tuple(store.records.unlinked()) == (changed,)


def test_the_same_record_twice_in_one_call_is_kept_once(store: Store) -> None:
    store.records.keep(1, [record("7"), replace(record("7"), title="The last counts")])
    assert store.records.get(["pubmed:7"])[0].title == "The last counts"


def test_what_was_rejected_is_listed_once(store: Store) -> None:
    one = Rejected("pubmed", "no title", "<PubmedArticle/>", "abc")
    store.records.keep(1, [], [one, one])
    store.records.keep(1, [], [one])
    assert store.records.rejected(1) == (one,)
    assert store.records.rejected(2) == ()
