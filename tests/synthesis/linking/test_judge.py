"""Judging pairs: how sure, by what, and in words."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given, settings

from records.record import Author, Record
from synthesis.linking.comparable import Comparable, comparable
from synthesis.linking.judge import LINK, UNSURE, Judged, judge
from synthesis.linking.rules import SAME
from tests.synthesis.linking.arbitrary import several_records
from tests.synthesis.linking.invented import BARE, CITED, OTHER, all_pairs, known

TWIN = replace(CITED, source="b", identifiers=())


def judged(*records: Record) -> Judged:
    return judge([comparable(one) for one in records], all_pairs(len(records)))


def test_a_rule_gives_its_name_and_how_sure_it_is() -> None:
    found = judged(CITED, replace(OTHER, **known(("doi", "10.5555/ken.7"))))
    assert found.score.tolist() == [SAME["doi"]]
    assert found.by_rule(0)
    assert found.why(0) == "doi"


def test_what_a_rule_keeps_apart_has_no_chance() -> None:
    found = judged(CITED, replace(OTHER, authors=(Author("Berg"), Author("Singh"))))
    assert found.score.tolist() == [0]
    assert found.by_rule(0)


def test_what_the_model_weighed_is_told_in_words() -> None:
    other = replace(
        TWIN, title=BARE.title.partition(":")[0], volume="13", container="Nursing Quarterly", pages="221"
    )
    found = judged(replace(CITED, container="J of Care"), replace(other, container=""))
    assert not found.by_rule(0)
    why = found.why(0)
    assert why.startswith("weighed: title ")
    assert "authors 100 %" in why
    assert "same issue, first page, year" in why
    assert "other volume" in why


def test_nothing_to_judge_is_nothing_judged() -> None:
    found = judge([], all_pairs(0))
    assert len(found.pairs) == len(found.score) == len(found.verdict) == 0


def test_only_a_part_of_the_scale_is_for_people() -> None:
    assert 0 < UNSURE < LINK < min(SAME.values()) <= max(SAME.values()) == 1


@settings(deadline=None)
@given(several_records)
def test_neither_the_order_of_a_pair_nor_of_the_records_makes_a_difference(records: list[Record]) -> None:
    ready = [comparable(one) for one in records]
    pairs = all_pairs(len(ready))
    first = _by_ids(ready, judge(ready, pairs))
    assert _by_ids(ready, judge(ready, pairs[::-1, ::-1])) == first
    backwards = ready[::-1]
    assert _by_ids(backwards, judge(backwards, pairs)) == first


@settings(deadline=None)
@given(several_records)
def test_a_pair_is_judged_alone_as_it_is_among_others(records: list[Record]) -> None:
    ready = [comparable(one) for one in records]
    together = _by_ids(ready, judge(ready, all_pairs(len(ready))))
    alone = judge(ready, np.array([[0, 1]]))
    for ids, score in _by_ids(ready, alone).items():
        assert together[ids] == score


@settings(deadline=None)
@given(several_records)
def test_a_score_is_a_probability(records: list[Record]) -> None:
    found = judged(*records)
    assert ((found.score >= 0) & (found.score <= 1)).all()
    assert all(found.why(place) for place in np.flatnonzero(found.score >= UNSURE).tolist())


def _by_ids(records: Sequence[Comparable], found: Judged) -> dict[frozenset[str], float]:
    return {
        frozenset((records[a].record_id, records[b].record_id)): score
        for (a, b), score in zip(found.pairs.tolist(), found.score.tolist(), strict=True)
    }
