"""What is kept in memory: good until somebody writes, and shown while the database cannot be had."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from records.errors import BusyError
from records.weight_change import WeightChange
from review.memory import Memory
from review.shelves import Shelves
from store.opening import Store, open_store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Reader:
    """Counts how often it had to read."""

    def __init__(self) -> None:
        self.read = 0

    def __call__(self, keys: Sequence[str]) -> Mapping[str, int]:
        self.read += 1
        return dict.fromkeys(keys, self.read)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path, linger=30.0)
    yield made
    made.database.release()


def write(store: Store) -> None:
    store.weight_changes.append(WeightChange(instant=NOW, was={}, became={"place": 1.0}, run=0))


def test_it_is_read_once_until_somebody_writes(store: Store) -> None:
    memory, reader = Memory[str, int](store, 10), Reader()
    assert [memory.get(["a"], reader)["a"] for _ in range(3)] == [1, 1, 1]
    store.weight_changes.log()
    assert memory.get(["a"], reader) == {"a": 1}
    write(store)
    assert memory.get(["a", "b"], reader) == {"a": 2, "b": 2}
    assert memory.get(["b"], reader) == {"b": 2}


def test_another_programs_writing_is_seen(store: Store, tmp_path: Path) -> None:
    memory, reader = Memory[str, int](store, 10), Reader()
    memory.get(["a"], reader)
    write(open_store(tmp_path))
    assert memory.get(["a"], reader) == {"a": 2}


def test_what_is_fresh_is_shown_although_others_write(store: Store) -> None:
    memory, reader = Memory[str, int](store, 10, fresh=60), Reader()
    memory.get(["a"], reader)
    write(store)
    assert memory.get(["a"], reader) == {"a": 1}
    memory.clear()
    assert memory.get(["a"], reader) == {"a": 2}


def test_no_more_is_kept_than_there_is_room_for(store: Store) -> None:
    memory, reader = Memory[str, int](store, 2), Reader()
    for key in "abc":
        memory.get([key], reader)
    assert ("a" in memory, "b" in memory, "c" in memory) == (False, True, True)


def held(store: Store, until: Event) -> AbstractContextManager[None]:
    """Keep the database in another thread until told."""
    begun = Event()

    def hold() -> None:
        with store.at_once():
            begun.set()
            until.wait(30)

    Thread(target=hold).start()
    begun.wait(30)
    return store.at_once(0.0)


def test_while_others_have_the_database_what_is_known_is_shown(store: Store) -> None:
    memory, reader = Memory[str, int](store, 10), Reader()
    memory.get(["a"], reader)
    write(store)
    over = Event()
    try:
        with pytest.raises(BusyError), held(store, over):
            pass
        assert memory.get(["a"], reader) == {"a": 1}
    finally:
        over.set()
    with store.at_once():
        pass
    assert memory.get(["a"], reader) == {"a": 2}


def test_what_is_expected_is_read_before_it_is_asked_for(finished_home: Path) -> None:
    known = open_store(finished_home)
    shelves = Shelves(known, {}, fresh=60.0, beside=lambda work: work())
    works = [place.work for place in known.queues.get("emerging-needs", 1)]
    shelves.expect([works[0], "none", works[1]])
    shelves.expect(works[2:])
    over = Event()
    try:
        with pytest.raises(BusyError), held(known, over):
            pass
        assert [shelves.work(one).work.work_id for one in (works[0], *works[2:5])] == [works[0], *works[2:5]]
    finally:
        over.set()
