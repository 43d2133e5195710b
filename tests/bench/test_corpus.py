import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import Corpus, corpus
from bench.duplicates import linked
from records.record import Record
from store.blocking import block
from synthesis.linking.comparable import comparable
from synthesis.linking.keys import block_keys


def all_of(drawn: Corpus) -> list[Record]:
    return list(drawn.made(0, len(drawn.work)))


def test_the_same_seed_makes_the_same_records() -> None:
    one, other = corpus(300, 50, seed=4), corpus(300, 50, seed=4)
    assert all_of(one) == all_of(other)
    assert all_of(one) != all_of(corpus(300, 50, seed=5))


def test_a_record_does_not_depend_on_those_before_it() -> None:
    drawn = corpus(300, 50, seed=4)
    assert list(drawn.made(120, 130)) == all_of(drawn)[120:130]


@given(st.integers(1, 400), st.integers(0, 60), st.integers(0, 5))
def test_every_record_has_a_work_and_a_turn_of_its_own(records: int, week: int, seed: int) -> None:
    drawn = corpus(records, week, seed)
    assert len(drawn.work) == len(drawn.turn) == records + week
    assert len({*zip(drawn.work.tolist(), drawn.turn.tolist(), strict=True)}) == records + week
    # Each work of the corpus is there as its publisher has it, and works are numbered without gaps.
    first = drawn.work[:records][drawn.turn[:records] == 0]
    assert sorted(first.tolist()) == list(range(len(first)))


def test_a_fifth_are_copies_and_a_quarter_of_the_week_is_known() -> None:
    drawn = corpus(1000, 1000, seed=1)
    assert len(np.unique(drawn.work[:1000])) == 800
    assert np.isin(drawn.work[1000:], drawn.work[:1000]).sum() == 250


def test_no_work_is_copied_without_end() -> None:
    assert corpus(100_000, 1000, seed=1).turn.max() < 20


def test_record_ids_are_told_apart() -> None:
    records = all_of(corpus(500, 100, seed=2))
    assert len({record.record_id for record in records}) == 600


def test_records_are_plausible() -> None:
    records = all_of(corpus(2000, 0, seed=1))
    articles = [record for record in records if record.type == "article" and len(record.title.split()) > 3]
    words = [len(record.title.split()) for record in articles]
    assert min(words) >= 6
    assert max(words) <= 16 + len(("Reply", "to:"))
    lengths = [len(record.abstract.split()) for record in records if record.abstract]
    assert 0.5 < len(lengths) / len(records) < 0.9
    assert (min(lengths), max(lengths)) >= (100, 240)
    assert max(lengths) <= 250
    dois = [record.first("doi") for record in records if record.first("doi")]
    assert all(doi.startswith("10.5555/") for doi in dois)
    assert 0.6 < len(dois) / len(records) < 0.9
    assert any(record.first("pmid") for record in records)
    families = [author.family for record in records for author in record.authors]
    assert len({*families}) > 1500
    assert families.count("Wang") > 20 * len(families) / len({*families}) / 4


def test_hard_neighbours_are_there() -> None:
    records = all_of(corpus(3000, 0, seed=1))
    titles = [record.title for record in records]
    for end in (": part I", ": part II"):
        assert any(title.endswith(end) for title in titles)
    assert any(title.startswith("Reply to: ") for title in titles)
    assert titles.count("Editorial") > 1
    assert any(record.type == "report" for record in records)
    assert any(record.type == "preprint" for record in records)


def test_known_duplicates_are_those_that_linking_finds() -> None:
    drawn = corpus(800, 0, seed=3)
    records = sorted(all_of(drawn), key=lambda record: record.record_id)
    work = {record.record_id: int(drawn.work[number]) for number, record in enumerate(all_of(drawn))}
    members = linked(records).members
    true = {(a, b) for a in work for b in work if a < b and work[a] == work[b]}
    found = {(a, b) for a in work for b in work if a < b and members[a] == members[b]}
    assert len(true) >= 160
    assert len(true & found) / len(true) > 0.95
    assert len(true & found) / len(found) > 0.95


@pytest.mark.parametrize("seed", [1, 2])
def test_pairs_to_compare_grow_no_faster_than_records(seed: int) -> None:
    def pairs_of_each(count: int) -> float:
        keys = [block_keys(comparable(record)) for record in corpus(count, 0, seed).made(0, count)]
        return len(block(keys)) / count

    assert pairs_of_each(4000) <= 1.5 * pairs_of_each(1000)
