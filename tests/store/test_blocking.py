"""Which records share enough keys to be worth a comparison."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.blocking import WEIGHTS, block, blocked, numbered


@dataclass(frozen=True)
class Told:
    """A key."""

    hash: int
    role: str


def sure(value: int) -> Told:
    return Told(value, "sure")


def half(value: int) -> Told:
    return Told(value, "half")


def notice(value: int) -> Told:
    return Told(value, "notice")


def pairs(keys: Sequence[Sequence[Told]]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in block(keys).tolist()]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as made:
        yield made


def among(
    connection: duckdb.DuckDBPyConnection, keys: Sequence[Sequence[Told]], fresh: Sequence[int]
) -> list[tuple[int, int]]:
    """Find the pairs of which one record at least is fresh."""
    columns = numbered(enumerate(keys))
    connection.register("given", columns)
    connection.execute("CREATE TABLE block_keys AS FROM given")
    connection.execute("CREATE TABLE news (record INTEGER)")
    if fresh:
        connection.executemany("INSERT INTO news VALUES (?)", [[one] for one in fresh])
    return [(a, b) for a, b in blocked(connection, "news").tolist()]


def test_one_sure_key_makes_a_pair() -> None:
    assert pairs([[sure(1)], [sure(2)], [sure(1)]]) == [(0, 2)]


def test_of_half_keys_it_takes_two() -> None:
    assert pairs([[half(1), half(2)], [half(1)], [half(2), half(1)]]) == [(0, 2)]


def test_a_notice_key_makes_no_pair() -> None:
    assert pairs([[notice(1)], [notice(1)], [sure(1)]]) == []


def test_a_key_counts_for_what_both_records_have_it() -> None:
    assert pairs([[sure(1)], [half(1)]]) == []


def test_a_pair_is_found_once_however_much_it_shares() -> None:
    keys = [sure(1), sure(2), half(3), half(4)]
    assert pairs([keys, keys]) == [(0, 1)]


@pytest.mark.parametrize(("make", "crowd"), [(sure, 100), (half, 25)])
def test_a_key_of_a_crowd_is_passed_over(make: Callable[[int], Told], crowd: int) -> None:
    keys = [make(1), make(2)]
    assert len(pairs([keys] * crowd)) == crowd * (crowd - 1) // 2
    assert pairs([keys] * (crowd + 1)) == []


def test_keys_use_all_64_bits_and_the_sign() -> None:
    least, most = -(2**63), 2**63 - 1
    assert pairs([[sure(least)], [sure(most)], [sure(least)], [sure(most)]]) == [(0, 2), (1, 3)]


def test_nothing_and_records_without_keys_make_no_pairs() -> None:
    assert block([]).shape == (0, 2)
    assert block([[], []]).shape == (0, 2)
    assert block([[sure(1)]]).shape == (0, 2)


def test_only_pairs_with_a_fresh_record_are_found(connection: duckdb.DuckDBPyConnection) -> None:
    keys = [[sure(1)], [sure(1)], [sure(1)], [sure(2)], [sure(2)]]
    assert among(connection, keys, [1]) == [(0, 1), (1, 2)]


def test_two_fresh_records_are_a_pair_once(connection: duckdb.DuckDBPyConnection) -> None:
    assert among(connection, [[sure(1)], [sure(1)], [sure(1)]], [2, 0]) == [(0, 1), (0, 2), (1, 2)]


def test_with_nothing_fresh_there_are_no_pairs(connection: duckdb.DuckDBPyConnection) -> None:
    assert among(connection, [[sure(1)], [sure(1)]], []) == []


def test_what_is_known_counts_in_a_crowd(connection: duckdb.DuckDBPyConnection) -> None:
    keys = [[half(1), half(2)] for _ in range(26)]
    assert among(connection, keys, [25]) == []


some_keys = st.lists(
    st.lists(
        st.builds(Told, st.integers(0, 6), st.sampled_from(["sure", "half", "notice"])),
        max_size=5,
        unique=True,
    ),
    max_size=7,
)


@settings(deadline=None, max_examples=50)
@given(some_keys)
def test_pairs_are_those_whose_shared_keys_weigh_two(keys: list[list[Told]]) -> None:
    expected = [
        (a, b)
        for a, b in combinations(range(len(keys)), 2)
        if sum(WEIGHTS.get(one.role, 0) for one in set(keys[a]) & set(keys[b])) >= 2
    ]
    assert pairs(keys) == expected


@settings(deadline=None, max_examples=30)
@given(some_keys, st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(keys: list[list[Told]], chance: st.DataObject) -> None:
    shuffled = [chance.sample(own, len(own)) for own in keys]  # type: ignore[attr-defined]  # a random.Random
    assert pairs(shuffled) == pairs(keys)


@settings(deadline=None, max_examples=30)
@given(some_keys, st.sets(st.integers(0, 6)))
def test_what_is_found_later_with_what_was_found_before_is_all(
    keys: list[list[Told]], late: set[int]
) -> None:
    everything = set(pairs(keys))
    fresh = [one for one in sorted(late) if one < len(keys)]
    with duckdb.connect(":memory:") as connection:
        later = set(among(connection, keys, fresh))
    assert later == {pair for pair in everything if set(pair) & set(fresh)}
