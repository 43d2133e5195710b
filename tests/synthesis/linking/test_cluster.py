"""Making works of judged pairs."""

import random
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from records.identifiers import identifiers
from records.record import Notice, Record
from records.work import work_id_for
from synthesis.linking.cluster import Clusters, cluster, named
from synthesis.linking.comparable import Comparable, comparable
from synthesis.linking.compare import FEATURES
from synthesis.linking.judge import LINK, Judged

NAMES = "abcdef"
Scores = Mapping[tuple[str, str], float]


def record(name: str, pmid: str = "", *, notice: bool = False) -> Comparable:
    return comparable(
        Record(
            source="s",
            key=name,
            kind="pubmed",
            title=f"A title that is long enough, {name}",
            type="article",
            identifiers=identifiers([("pmid", pmid)]),
            notices=(Notice("retraction", "notice"),) if notice else (),
        )
    )


def records(names: str = NAMES) -> list[Comparable]:
    return [record(name) for name in names]


def judged(ready: Sequence[Comparable], scores: Scores) -> Judged:
    """Put scores of pairs, by the keys of their records, into the form that judging gives."""
    place = {one.record_id: at for at, one in enumerate(ready)}
    pairs = [(place[f"s:{a}"], place[f"s:{b}"]) for a, b in scores]
    return Judged(
        np.array(pairs, np.int64).reshape(-1, 2),
        np.array(list(scores.values()), np.float64),
        np.zeros(len(scores), np.int8),
        np.zeros((len(scores), len(FEATURES)), np.float32),
    )


def made(
    ready: Sequence[Comparable],
    scores: Scores,
    works: Mapping[str, str] | None = None,
    ages: Mapping[str, int] | None = None,
    apart: Collection[tuple[str, str]] = (),
) -> Clusters:
    return cluster(ready, judged(ready, scores), works or {}, ages or {}, apart)


def groups(clusters: Clusters) -> set[frozenset[str]]:
    """List the groups by the keys of their records."""
    by_work: dict[str, set[str]] = {}
    for one, work in clusters.members.items():
        by_work.setdefault(work, set()).add(one.removeprefix("s:"))
    return {frozenset(group) for group in by_work.values()}


def test_links_make_one_work_of_many_records() -> None:
    clusters = made(records("abcd"), {("a", "b"): 0.9, ("b", "c"): 0.95, ("c", "d"): LINK - 0.01})
    assert groups(clusters) == {frozenset("abc"), frozenset("d")}
    assert clusters.members["s:a"] == work_id_for("s:a")
    assert clusters.members["s:d"] == work_id_for("s:d")
    assert not clusters.joined
    assert sorted(clusters.held) == [0, 1]


def test_a_known_work_keeps_its_id_and_takes_new_records_in() -> None:
    clusters = made(records("ab"), {("a", "b"): 0.9}, {"s:b": "wold"}, {"wold": 3})
    assert clusters.members == {"s:a": "wold", "s:b": "wold"}


def test_two_known_works_become_the_older_one() -> None:
    works = {"s:a": "wnew", "s:b": "wold"}
    clusters = made(records("ab"), {("a", "b"): 0.9}, works, {"wnew": 9, "wold": 3})
    assert set(clusters.members.values()) == {"wold"}
    assert clusters.joined == {"wnew": "wold"}


def test_of_works_of_one_age_the_first_by_id_stays() -> None:
    works = {"s:a": "wb", "s:b": "wa"}
    assert made(records("ab"), {("a", "b"): 0.9}, works, {"wa": 1, "wb": 1}).joined == {"wb": "wa"}


def test_the_records_of_a_known_work_stay_together_without_being_judged_again() -> None:
    clusters = made(records("abc"), {("b", "c"): 0.9}, {"s:a": "w", "s:b": "w"}, {"w": 1})
    assert set(clusters.members.values()) == {"w"}


def test_one_link_does_not_bring_two_works_together_that_are_otherwise_unlike() -> None:
    inside = {("a", "b"): 0.99, ("c", "d"): 0.98}
    across = {("a", "c"): 0.9, ("a", "d"): 0.1, ("b", "c"): 0.1, ("b", "d"): 0.1}
    clusters = made(records("abcd"), inside | across)
    assert groups(clusters) == {frozenset("ab"), frozenset("cd")}
    assert len(clusters.held) == 2


def test_pairs_that_were_not_judged_say_nothing() -> None:
    chain = {("a", "b"): 0.99, ("c", "d"): 0.98, ("a", "c"): 0.9}
    assert groups(made(records("abcd"), chain)) == {frozenset("abcd")}


def test_a_record_without_identifiers_does_not_join_two_articles() -> None:
    three = [record("a", "1"), record("b"), record("c", "2")]
    clusters = made(three, {("a", "b"): 0.97, ("b", "c"): 0.9})
    assert groups(clusters) == {frozenset("ab"), frozenset("c")}
    assert clusters.held == (0,)


def test_a_third_record_does_not_bring_a_notice_to_its_subject() -> None:
    three = [record("a"), record("b"), record("c", notice=True)]
    assert groups(made(three, {("a", "b"): 0.97, ("b", "c"): 0.9})) == {frozenset("ab"), frozenset("c")}


def test_what_a_person_parted_is_not_joined_again_through_a_third() -> None:
    sure = {("a", "b"): 1.0, ("a", "c"): 1.0, ("b", "c"): 1.0}
    clusters = made(records("abc"), sure, apart=[("s:a", "s:b")])
    assert clusters.members["s:a"] != clusters.members["s:b"]
    assert clusters.members["s:c"] in {clusters.members["s:a"], clusters.members["s:b"]}


def test_what_is_held_is_what_the_works_hold() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.3, ("d", "e"): 0.95}
    assert sorted(made(records(), scores).held) == [0, 2]


def test_nothing_is_made_of_nothing() -> None:
    clusters = made([], {})
    assert (clusters.members, clusters.joined, clusters.held) == ({}, {}, ())


def test_groups_are_named_for_their_first_record_or_the_oldest_work() -> None:
    members, joined = named([["s:b", "s:a"], ["s:c", "s:d"]], {"s:d": "w2", "s:c": "w1"}, {"w1": 5, "w2": 4})
    assert members == {"s:a": work_id_for("s:a"), "s:b": work_id_for("s:a"), "s:c": "w2", "s:d": "w2"}
    assert joined == {"w1": "w2"}


SCORES = st.sampled_from([0.0, 0.3, 0.6, 0.85, 0.9, 0.97, 1.0])
some_scores = st.dictionaries(st.sampled_from(list(combinations(NAMES, 2))), SCORES, max_size=15)
some_pmids = st.fixed_dictionaries({name: st.sampled_from(["", "1", "2"]) for name in NAMES})
some_apart = st.lists(
    st.sampled_from([(f"s:{a}", f"s:{b}") for a, b in combinations(NAMES, 2)]), max_size=3, unique=True
)


@given(some_scores, some_pmids, some_apart, st.integers())
def test_the_order_of_pairs_makes_no_difference(
    scores: Scores, pmids: Mapping[str, str], apart: list[tuple[str, str]], seed: int
) -> None:
    ready = [record(name, pmid) for name, pmid in pmids.items()]
    shuffled = list(scores.items())
    random.Random(seed).shuffle(shuffled)  # noqa: S311  not a secret
    turned = dict(shuffled)
    assert made(ready, turned, apart=apart).members == made(ready, scores, apart=apart).members


# One pair is too little to bring the two together before the last joins them.
LATE = {("b", "c"): 1.0, ("a", "b"): 0.9, ("a", "c"): 0.0, ("a", "d"): 0.85, ("b", "d"): 0.6, ("c", "d"): 0.6}


@example(LATE, dict.fromkeys(NAMES, ""), [])
@given(some_scores, some_pmids, some_apart)
def test_linking_again_changes_nothing(
    scores: Scores, pmids: Mapping[str, str], apart: list[tuple[str, str]]
) -> None:
    ready = [record(name, pmid) for name, pmid in pmids.items()]
    first = made(ready, scores, apart=apart)
    again = made(ready, scores, first.members, dict.fromkeys(first.members.values(), 1), apart)
    assert again.members == first.members
    assert not again.joined
    assert set(again.held) == set(first.held)


@given(some_scores, some_apart, some_pmids)
def test_what_was_parted_stays_apart_whatever_else_is_given(
    scores: Scores, apart: list[tuple[str, str]], pmids: Mapping[str, str]
) -> None:
    members = made([record(name, pmid) for name, pmid in pmids.items()], scores, apart=apart).members
    assert all(members[a] != members[b] for a, b in apart)


@given(some_scores, some_pmids)
def test_every_record_has_one_work_and_contradictions_none(scores: Scores, pmids: Mapping[str, str]) -> None:
    members = made([record(name, pmid) for name, pmid in pmids.items()], scores).members
    assert set(members) == {f"s:{name}" for name in NAMES}
    for a, b in combinations(NAMES, 2):
        if pmids[a] and pmids[b] and pmids[a] != pmids[b]:
            assert members[f"s:{a}"] != members[f"s:{b}"]


@given(some_scores, st.integers(1, 5))
def test_a_work_keeps_its_id_when_records_are_added(scores: Scores, known: int) -> None:
    before = {pair: score for pair, score in scores.items() if set(pair) <= set(NAMES[:known])}
    first = made(records(NAMES[:known]), before)
    works = sorted(set(first.members.values()))
    ages = {work: age for age, work in enumerate(works)}
    second = made(records(), scores, first.members, ages)
    for one, work in first.members.items():
        assert second.members[one] == second.joined.get(work, work)
    for gone, stays in second.joined.items():
        assert ages[stays] < ages[gone]
