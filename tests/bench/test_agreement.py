import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.agreement import Pairs, agreement, pairs

RECORDS = "abcdefgh"
WORKS = st.fixed_dictionaries({record: st.sampled_from("123") for record in RECORDS})


def grouped(*groups: str) -> dict[str, str]:
    return {record: group[0] for group in groups for record in group}


@pytest.mark.parametrize(
    ("found", "known", "counts", "removed_wrongly", "kept_wrongly"),
    [
        (["ab", "c"], ["ab", "c"], Pairs(1, 1, 1), 0, 0),
        (["a", "b", "c"], ["ab", "c"], Pairs(1, 0, 0), 0, 1),
        (["abc"], ["ab", "c"], Pairs(1, 3, 1), 1, 0),
        (["abcd"], ["ab", "cd"], Pairs(2, 6, 2), 2, 0),
        # A wrong merge beside a missed one: something is left of each work, and still one is removed wrongly.
        (["ab", "c", "d"], ["ac", "bd"], Pairs(2, 1, 0), 1, 1),
        (["ab", "cde"], ["abc", "de"], Pairs(4, 4, 2), 1, 0),
    ],
)
def test_what_is_counted(
    found: list[str], known: list[str], counts: Pairs, removed_wrongly: int, kept_wrongly: int
) -> None:
    agreed = agreement(grouped(*found), grouped(*known))
    assert agreed.pairs == counts
    assert (agreed.record_fp, agreed.record_fn) == (removed_wrongly, kept_wrongly)


def test_who_is_in_no_known_work_is_alone() -> None:
    assert pairs(grouped("ab"), {}) == Pairs(0, 1, 0)


def test_shares_of_nothing_are_whole() -> None:
    none = Pairs(0, 0, 0)
    assert (none.precision, none.recall, none.f1) == (1.0, 1.0, 1.0)
    assert Pairs(2, 3, 0).f1 == 0


@given(WORKS)
def test_a_thing_agrees_with_itself(works: dict[str, str]) -> None:
    agreed = agreement(works, works)
    assert agreed.pairs.f1 == 1
    assert (agreed.record_fp, agreed.record_fn) == (0, 0)


@given(WORKS, WORKS)
def test_pairs_do_not_depend_on_which_is_which(one: dict[str, str], other: dict[str, str]) -> None:
    forth, back = pairs(one, other), pairs(other, one)
    assert (forth.known, forth.found, forth.both) == (back.found, back.known, back.both)


@given(WORKS, WORKS)
def test_a_wrong_merge_is_seen_by_records_as_by_pairs(found: dict[str, str], known: dict[str, str]) -> None:
    agreed = agreement(found, known)
    assert (agreed.record_fp > 0) == (agreed.pairs.precision < 1)


def test_the_pairs_of_a_part_can_be_taken_away() -> None:
    found, known = grouped("abc", "de"), grouped("ab", "cde")
    older = {record: found[record] for record in "abd"}
    # Left are the pairs with c or e: found ac, bc, de; known cd, ce, de.
    assert pairs(found, known).without(pairs(older, known)) == Pairs(3, 3, 1)
