from pathlib import Path

import pytest

from bench.duplicate_sets import DuplicateSet, read_duplicate_set
from bench.duplicates import measure, merged_pairs
from tests.bench.labelled import ROWS, write_set


@pytest.fixture
def known(tmp_path: Path) -> DuplicateSet:
    return read_duplicate_set(write_set(tmp_path / "tiny"))


def test_a_set_that_is_linked_as_it_should_be(known: DuplicateSet) -> None:
    figures, _ = measure(known)
    assert (figures.set, figures.records) == ("tiny", 6)
    assert (figures.precision, figures.recall, figures.f1) == (1, 1, 1)
    assert (figures.record_fp, figures.record_fn) == (0, 0)
    assert figures.unsure_true <= figures.unsure


def test_speed_and_memory_are_measured(known: DuplicateSet) -> None:
    figures, _ = measure(known)
    assert 0 < figures.seconds < 60
    assert figures.records_per_second == pytest.approx(6 / figures.seconds, rel=0.2)
    assert 10 < figures.peak_mb < 4000


def test_wrong_and_missed_merges_are_counted(tmp_path: Path) -> None:
    # By this truth a1 and a2 are two works, and c1 is a copy of b1.
    known = read_duplicate_set(write_set(tmp_path / "odd", groups=["a1;a3", "b1;b2;c1"]))
    figures, _ = measure(known)
    assert (figures.record_fp, figures.record_fn) == (1, 1)
    assert figures.precision == pytest.approx(2 / 4)
    assert figures.recall == pytest.approx(2 / 4)


def test_all_merged_pairs_are_listed_with_why(known: DuplicateSet) -> None:
    _, made = measure(known)
    listed = list(merged_pairs(known, made))
    assert [(one.a, one.b) for one in listed] == [("a1", "a2"), ("a1", "a3"), ("a2", "a3"), ("b1", "b2")]
    assert all(one.true and one.why and one.set == "tiny" for one in listed)
    assert all(one.score is None or 0 < one.score <= 1 for one in listed)


def test_a_pair_that_holds_together_through_others_says_so(known: DuplicateSet) -> None:
    _, made = measure(known)
    links = tuple(link for link in made.links if not link.a.endswith("a2") and not link.b.endswith("a2"))
    fewer = type(made)(made.members, made.joined, links, made.doubts)
    listed = {(one.a, one.b): one for one in merged_pairs(known, fewer)}
    assert listed["a1", "a2"].score is None
    assert "through other records" in listed["a1", "a2"].why


def test_nothing_to_merge_is_no_error(tmp_path: Path) -> None:
    known = read_duplicate_set(write_set(tmp_path / "one", rows=ROWS[-1:], groups=[]))
    figures, made = measure(known)
    assert (figures.precision, figures.recall, figures.unsure) == (1, 1, 0)
    assert list(merged_pairs(known, made)) == []
