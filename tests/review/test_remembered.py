"""What is remembered holds until its mark changes, and while the database cannot be had."""

from collections.abc import Callable
from pathlib import Path

import pytest

import review.remembered as module
from records.errors import BusyError
from review.remembered import Remembered
from store.opening import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def counting() -> tuple[list[int], Callable[[], int]]:
    read: list[int] = []

    def count() -> int:
        read.append(1)
        return len(read)

    return read, count


def change(store: Store) -> None:
    with store.allocations.mark.changing(store.database):
        pass


def test_it_is_read_once_until_the_mark_changes(store: Store) -> None:
    kept: Remembered[str, int] = Remembered(store, store.allocations.mark, 2)
    read, count = counting()
    assert [kept.get("a", count) for _ in range(3)] == [1, 1, 1]
    change(store)
    assert kept.get("a", count) == 2
    for key in ("b", "c"):
        kept.get(key, count)
    kept.get("a", count)
    assert len(read) == 5, "only two are remembered"


def test_what_was_read_before_somebody_wrote_is_not_kept(store: Store) -> None:
    kept: Remembered[str, int] = Remembered(store, store.allocations.mark, 2)

    def overtaken() -> int:
        change(store)
        return 1

    assert kept.get("a", overtaken) == 1
    assert kept.get("a", lambda: 2) == 2


def test_it_is_shown_though_old_while_others_have_the_database(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: Remembered[str, int] = Remembered(store, store.allocations.mark, 2)
    monkeypatch.setattr(module, "_HOLDS", -1.0)

    def busy() -> int:
        raise BusyError("somebody writes")

    assert kept.get("a", lambda: 1) == 1
    assert kept.get("a", busy) == 1
    with pytest.raises(BusyError):
        kept.get("b", busy)
