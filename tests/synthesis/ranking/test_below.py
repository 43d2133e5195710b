"""Why a work is not higher."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.ranked import Candidate
from synthesis.ranking.below import below, said_of
from synthesis.ranking.score import Scored, score
from synthesis.ranking.settings import PARTS, RankSettings

WEIGHTS = RankSettings().weights
ALL = dict.fromkeys(PARTS, 1.0)


def scored(**features: float) -> Scored:
    return score(Candidate(work="w", features={**ALL, **features}), WEIGHTS)


def test_nothing_is_said_of_the_first() -> None:
    assert below([scored()], 1) == ()


def test_the_parts_that_cost_most_are_named_against_the_nearest_work_that_is_clearly_better() -> None:
    places = [scored(), scored(evidence=0.8), scored(evidence=0.2, place=0.0), scored(evidence=0.2, place=0)]
    first, second, third = below(places, 4)
    why = "names no place near Scotland; strength of evidence 1 of 5 rather than"
    assert first == f"Below place 2 mainly because: {why} 4"
    assert second == f"Below place 1 by 0.20: {why} 5"
    assert third == "Of the 3 works above: 2 have stronger evidence; 2 are set nearer to Scotland"


def test_a_part_that_costs_little_is_not_named() -> None:
    assert below([scored(), scored(inequality=1 / 3, novelty=0.98)], 2) == (
        "Below place 1 mainly because: inequality grade 1 of 3 rather than 3",
    )


def test_works_that_are_as_good_are_said_to_be() -> None:
    assert below([scored(), scored(novelty=0.9)], 2) == ("As good as place 1: no more than 0.02 below it",)


@pytest.mark.parametrize(
    ("part", "feature", "words"),
    [
        ("workstream", 0.84, "fits this workstream with a probability of 84%"),
        ("inequality", 1 / 3, "inequality grade 1 of 3"),
        ("place", 1.0, "set in Scotland"),
        ("place", 0.7, "closeness to Scotland 70%"),
        ("place", 0.0, "names no place near Scotland"),
        ("evidence", 0.6, "strength of evidence 3 of 5"),
        ("evidence", 0.0, "no strength of evidence known"),
        ("learning", 0.5, "25% of its sentences hold learning"),
        ("learning", 1.0, "50% or more of its sentences hold learning"),
        ("learning", 0.0, "no sentence holds learning"),
        ("novelty", 1.0, "unlike anything in this queue before"),
        ("novelty", 0.4, "40% new to this queue"),
        ("source", 0.6, "priority of its source 60%"),
        ("colour", 0.3, "colour 30%"),
        ("decisions", 0.3, "30% like what you kept rather than what you excluded"),
    ],
)
def test_each_part_has_words(part: str, feature: float, words: str) -> None:
    assert said_of(part, feature) == words


features: st.SearchStrategy[Mapping[str, float]] = st.fixed_dictionaries(
    {name: st.floats(0, 1) for name in PARTS}
)


@given(st.lists(features, min_size=1, max_size=12))
def test_every_place_but_the_first_has_an_answer_that_names_a_part(
    several: list[Mapping[str, float]],
) -> None:
    places = sorted((scored(**one) for one in several), key=lambda one: one.order)
    for place in range(2, len(places) + 1):
        first = below(places, place)[0]
        assert first.startswith(("Below place ", "As good as place 1"))
        assert not first.endswith(": ")
