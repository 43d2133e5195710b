"""Comments in the store: a log that only grows, withdrawal, and works that are joined."""

from datetime import timedelta

import pytest

from records.errors import NotFoundError
from store.links import WorkRow
from store.opening import Store
from tests.store.examples import NOW, record

STREAM = "needs"
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def works(store: Store) -> Store:
    """Give a store with two works."""
    store.records.keep(1, [record("1"), record("2")])
    rows = [WorkRow(f"w{key}", f"pubmed:{key}", "", (), 1) for key in ("1", "2")]
    store.links.settle(1, [], {"pubmed:1": "w1", "pubmed:2": "w2"}, {}, rows, NOW)
    return store


def test_a_thread_grows_and_keeps_what_was_typed(works: Store) -> None:
    first = works.comments.add("w1", STREAM, "Ailsa", "<b>1\n2</b>", NOW)
    second = works.comments.add("w1", "models", "Brid", "no", LATER)
    assert (first.number, first.text, first.instant) == (1, "<b>1\n2</b>", NOW)
    assert works.comments.of(["w1", "w2"]) == {"w1": (first, second)}
    with pytest.raises(NotFoundError):
        works.comments.add("w9", STREAM, "Ailsa", "who?", NOW)


def test_what_is_sent_twice_is_kept_once(works: Store) -> None:
    first = works.comments.add("w1", STREAM, "Ailsa", "yes", NOW)
    assert works.comments.add("w1", STREAM, "Ailsa", "yes", LATER) == first
    assert works.comments.add("w1", STREAM, "Brid", "yes", LATER).number == 2
    assert works.comments.add("w1", STREAM, "Ailsa", "yes", LATER).number == 3


def test_a_withdrawn_comment_leaves_that_it_was_there(works: Store) -> None:
    works.comments.add("w1", STREAM, "Ailsa", "a secret", NOW)
    back = works.comments.withdraw(1, "Rona", LATER)
    assert (back.author, back.text, back.withdrawn_by, back.instant) == ("Ailsa", "", "Rona", NOW)
    assert works.comments.withdraw(1, "Ailsa", LATER) == back
    assert works.comments.get(1) == back
    with works.database.open() as connection:
        rows = connection.execute("SELECT number, text, withdraws FROM comments ORDER BY number").fetchall()
    assert rows == [(1, "a secret", 0), (2, "", 1)]
    for number in (2, 9):
        with pytest.raises(NotFoundError):
            works.comments.withdraw(number, "Ailsa", LATER)


def test_a_thread_goes_with_its_work_when_works_are_joined(works: Store) -> None:
    works.comments.add("w2", STREAM, "Ailsa", "the same as the other", NOW)
    with works.database.open() as connection:
        connection.execute("INSERT INTO aliases VALUES ('w2', 'w1')")
    (one,) = works.comments.of(["w1"])["w1"]
    assert one.work == "w1"
