"""Allocation: balanced, the same each time, and moving no more than must."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import SettingsError
from synthesis.allocation import allocate, targets

NAMES = ("ailsa", "brid", "calum", "donal", "eilidh", "fergus", "gregor")
Shared = Mapping[str, Sequence[str]]


def works(count: int) -> list[str]:
    return [f"w{number}" for number in range(count)]


def equal(count: int) -> dict[str, float]:
    return dict.fromkeys(NAMES[:count], 1.0)


def held(shared: Shared) -> Counter[str]:
    return Counter(name for names in shared.values() for name in names)


def moved(before: Shared, after: Shared) -> int:
    return sum(len({*after[work]} - {*before.get(work, ())}) for work in after)


def spread(counts: Sequence[int]) -> int:
    return max(counts, default=0) - min(counts, default=0)


@given(st.integers(0, 90), st.integers(1, 7))
def test_one_for_each_is_balanced_within_one(count: int, people: int) -> None:
    shared = allocate(works(count), equal(people))
    assert list(shared) == works(count)
    assert all(len(names) == 1 for names in shared.values())
    assert spread([held(shared)[name] for name in equal(people)]) <= 1
    assert shared == allocate(works(count), dict(reversed(equal(people).items())))


@given(st.integers(0, 90), st.integers(2, 7))
def test_two_for_each_are_two_people_in_balanced_pairs(count: int, people: int) -> None:
    shared = allocate(works(count), equal(people), dual=works(count))
    assert all(len(set(names)) == len(names) == 2 for names in shared.values())
    assert spread([held(shared)[name] for name in equal(people)]) <= 1
    pairs = Counter(tuple(sorted(names)) for names in shared.values())
    assert spread([pairs[pair] for pair in combinations(sorted(equal(people)), 2)]) <= 3


@given(st.data())
def test_shares_and_some_works_of_two(data: st.DataObject) -> None:
    names = works(data.draw(st.integers(1, 60)))
    two = data.draw(st.sets(st.sampled_from(names)))
    people = data.draw(st.integers(2, 5))
    shares = {name: float(data.draw(st.integers(1, 6))) for name in NAMES[:people]}
    shared = allocate(names, shares, dual=two)
    assert {work for work, given_to in shared.items() if len(set(given_to)) == 2} == two
    assert held(shared) == Counter(targets(len(names) + len(two), len(names), shares, {}))


@given(st.integers(0, 70), st.integers(2, 6), st.booleans())
def test_whoever_joins_gets_their_share_and_nothing_else_moves(count: int, people: int, dual: bool) -> None:
    two = works(count) if dual else []
    before = allocate(works(count), equal(people), dual=two)
    after = allocate(works(count), equal(people + 1), dual=two, before=before)
    assert spread([held(after)[name] for name in equal(people + 1)]) <= 1
    assert moved(before, after) == held(after)[NAMES[people]]
    assert all(len(set(names)) == 1 + dual for names in after.values())


@given(st.integers(0, 70), st.integers(3, 7), st.booleans())
def test_what_somebody_had_who_leaves_is_given_to_the_others(count: int, people: int, dual: bool) -> None:
    two = works(count) if dual else []
    before = allocate(works(count), equal(people), dual=two)
    after = allocate(works(count), equal(people - 1), dual=two, before=before)
    assert spread([held(after)[name] for name in equal(people - 1)]) <= 1
    gone = held(before)[NAMES[people - 1]]
    # In pairs, some works of who left can go only to who has them already; each costs one exchange.
    assert gone <= moved(before, after) <= (2 * gone if dual else gone)
    assert all(len(set(names)) == 1 + dual for names in after.values())


@given(st.integers(0, 60), st.integers(2, 6), st.booleans())
def test_allocating_again_moves_nothing(count: int, people: int, dual: bool) -> None:
    two = works(count) if dual else []
    before = allocate(works(count), equal(people), dual=two)
    assert moved(before, allocate(works(count), equal(people), dual=two, before=before)) == 0


@given(st.data())
def test_whoever_decided_a_work_keeps_it(data: st.DataObject) -> None:
    names = works(data.draw(st.integers(1, 40)))
    people = data.draw(st.integers(2, 5))
    done = data.draw(
        st.dictionaries(st.sampled_from(names), st.sampled_from(NAMES[:people]).map(lambda one: [one]))
    )
    two = data.draw(st.sampled_from([[], names]))
    before = allocate(names, equal(people), dual=two)
    after = allocate(names, equal(people), dual=two, before=before, done=done)
    assert all(one in after[work] for work, (one,) in done.items())
    assert all(len(set(given_to)) == (2 if two else 1) for given_to in after.values())


def test_one_reader_from_two_leaves_the_work_to_whoever_decided_it() -> None:
    before = {"w0": ("ailsa", "brid"), "w1": ("ailsa", "brid")}
    after = allocate(works(2), equal(2), before=before, done={"w0": ["brid"]})
    assert after == {"w0": ("brid",), "w1": ("ailsa",)}


def test_nobody_gets_a_work_twice_however_large_the_share() -> None:
    shared = allocate(works(10), {"ailsa": 100.0, "brid": 1.0, "calum": 1.0}, dual=works(10))
    assert held(shared) == {"ailsa": 10, "brid": 5, "calum": 5}


def test_everybody_gets_good_and_bad_places_alike() -> None:
    shared = allocate(works(40), equal(4))
    for name in equal(4):
        places = [place for place, names in enumerate(shared.values()) if name in names]
        assert 15 <= sum(places) / len(places) <= 24
    heavy = allocate(works(40), {"ailsa": 3.0, "brid": 1.0})
    assert sum("brid" in names for names in list(heavy.values())[:20]) == 5


@pytest.mark.parametrize(
    ("shares", "dual", "said"),
    [
        ({}, (), "between 1 and 50"),
        (dict.fromkeys(map(str, range(51)), 1.0), (), "between 1 and 50"),
        ({"ailsa": 0.0}, (), "above 0"),
        ({"ailsa": -1.0}, (), "above 0"),
        ({"ailsa": float("nan")}, (), "above 0"),
        ({"ailsa": float("inf")}, (), "above 0"),
        ({"ailsa": 1.0}, ("w0",), "two reviewers or more"),
    ],
)
def test_shares_that_cannot_be(shares: dict[str, float], dual: tuple[str, ...], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        allocate(works(3), shares, dual=dual)
