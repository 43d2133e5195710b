from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nlp.stretches import merged, overlaps

STRETCHES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=12,
)


@given(STRETCHES)
def test_merging_keeps_exactly_the_places_that_were_covered(stretches: list[tuple[int, int]]) -> None:
    joined = merged(stretches)
    covered = {place for start, end in stretches for place in range(start, end)}
    assert {place for start, end in joined for place in range(start, end)} == covered
    assert all(one[1] < two[0] for one, two in pairwise(joined))


@given(STRETCHES, st.integers(0, 70), st.integers(1, 10))
def test_a_stretch_overlaps_when_it_shares_a_place(
    stretches: list[tuple[int, int]], start: int, size: int
) -> None:
    covered = {place for begin, end in stretches for place in range(begin, end)}
    shares = bool(covered & set(range(start, start + size)))
    assert overlaps(merged(stretches), start, start + size) == shares
