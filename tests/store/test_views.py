"""Views: who sees which, and what keeping and deleting one does."""

from datetime import timedelta

import pytest

from records.errors import NotFoundError, SettingsError
from records.view import view_name
from store.opening import Store
from tests.store.examples import NOW

HOSTILE = "'); DROP TABLE views; --"


def names(store: Store, reviewer: str) -> list[str]:
    return [one.name for one in store.views.seen_by(reviewer)]


def test_own_views_and_those_that_are_shared_are_seen(store: Store) -> None:
    store.views.keep("ailsa", "Zebra", "a", NOW, shared=False)
    store.views.keep("bruce", "Beds", "b", NOW, shared=True)
    store.views.keep("bruce", "Alone", "c", NOW, shared=False)
    assert names(store, "ailsa") == ["Zebra", "Beds"]
    assert names(store, "bruce") == ["Alone", "Beds"]
    assert names(store, "") == ["Beds"]
    (shared,) = [one for one in store.views.seen_by("ailsa") if one.shared]
    assert store.views.get(shared.number, "ailsa") == shared
    (hidden,) = [one for one in store.views.seen_by("bruce") if not one.shared]
    with pytest.raises(NotFoundError, match="that you may see"):
        store.views.get(hidden.number, "ailsa")


def test_the_same_name_again_changes_the_view(store: Store) -> None:
    first = store.views.keep("ailsa", "Beds", "a", NOW, shared=False)
    later = store.views.keep("ailsa", "  beds ", "b", NOW + timedelta(hours=1), shared=True)
    other = store.views.keep("bruce", "Beds", "c", NOW, shared=True)
    assert later.number == first.number != other.number
    assert (later.name, later.query, later.shared) == ("beds", "b", True)


def test_only_its_owner_deletes_a_view_and_no_number_comes_again(store: Store) -> None:
    made = store.views.keep("ailsa", "Beds", "a", NOW, shared=True)
    with pytest.raises(NotFoundError, match="you have no view"):
        store.views.delete(made.number, "bruce")
    assert store.views.delete(made.number, "ailsa") == made
    assert store.views.keep("ailsa", "Beds", "a", NOW, shared=True).number > made.number


def test_a_view_by_name_is_one_or_none(store: Store) -> None:
    with pytest.raises(NotFoundError, match="nobody has kept one yet"):
        store.views.named("Beds")
    store.views.keep("ailsa", "Beds", "a", NOW, shared=False)
    store.views.keep("bruce", "beds", "b", NOW, shared=False)
    with pytest.raises(NotFoundError, match="ailsa, bruce; say whose with --owner"):
        store.views.named("BEDS")
    assert store.views.named("Beds", "bruce").query == "b"
    with pytest.raises(NotFoundError, match="there are: Beds, beds"):
        store.views.named("Bed")


def test_sql_in_names_and_queries_is_only_text(store: Store) -> None:
    made = store.views.keep(HOSTILE, HOSTILE, HOSTILE, NOW, shared=False)
    assert (made.owner, made.name, made.query) == (HOSTILE, HOSTILE, HOSTILE)
    assert store.views.named(HOSTILE, HOSTILE) == made
    assert store.views.delete(made.number, HOSTILE) == made


@pytest.mark.parametrize("name", ["", "  \n", "\x00\u200b", "n" * 81])
def test_a_name_can_be_seen_and_is_short(name: str) -> None:
    with pytest.raises(SettingsError, match="1 to 80 characters"):
        view_name(name)


def test_nobody_keeps_more_than_200(store: Store) -> None:
    with store.at_once():
        for number in range(200):
            store.views.keep("ailsa", f"View {number}", "", NOW, shared=False)
        with pytest.raises(SettingsError, match="200 views are the most"):
            store.views.keep("ailsa", "One more", "", NOW, shared=False)
        store.views.keep("ailsa", "View 7", "changed", NOW, shared=False)
