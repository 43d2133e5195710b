"""The score of a work: parts that a reader sees, and that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.ranked import Candidate
from records.source import Source
from synthesis.ranking.score import Known, Scored, features, score
from synthesis.ranking.settings import PARTS, RankSettings
from synthesis.said import Said, said
from tests.synthesis.invented import NEEDS, annotation, record, work

SETTINGS = RankSettings()
SOURCES = {
    "pubmed": Source(id="pubmed", name="PubMed", kind="pubmed", nation="INT", priority=1),
    "his": Source(id="his", name="HIS", kind="feed", nation="SCT", priority=2),
    "rare": Source(id="rare", name="Rare", kind="feed", nation="ENG", priority=3),
}
NEARNESS = {"SCT": 1.0, "ENG": 0.7}


def scored(known: Said, *sources: str, novelty: float = 1.0, settings: RankSettings = SETTINGS) -> Scored:
    of = work(*(record(str(n), source) for n, source in enumerate(sources or ("pubmed",))))
    found = features(Known(of, known, novelty), NEEDS.id, SOURCES, NEARNESS)
    return score(Candidate(work=of.work_id, features=found), settings.weights)


def test_all_parts_at_their_best_make_the_weights_and_together_one() -> None:
    best = said(
        [
            annotation("workstream", NEEDS.id, 1.0),
            annotation("inequality", "grade:3"),
            annotation("geography", "closeness", 1.0),
            annotation("evidence", "strength:5"),
            annotation("learning", "density", 0.8),
        ]
    )
    made = scored(best)
    assert made.parts == pytest.approx(dict(SETTINGS.weights))
    assert made.score == pytest.approx(1.0)


def test_a_work_of_which_nothing_is_known_has_the_parts_of_novelty_and_source_alone() -> None:
    made = scored(Said(), novelty=0.5)
    weights = SETTINGS.weights
    assert made.parts == {
        **dict.fromkeys(PARTS, 0.0),
        "novelty": pytest.approx(weights["novelty"] / 2),
        "source": pytest.approx(weights["source"]),
    }
    assert tuple(made.parts) == PARTS


def test_each_part_grows_with_what_it_stands_for() -> None:
    weights = SETTINGS.weights
    made = scored(
        said(
            [
                annotation("workstream", NEEDS.id, 0.4),
                annotation("workstream", "models", 0.9),
                annotation("inequality", "grade:2"),
                annotation("geography", "closeness", 0.7),
                annotation("evidence", "strength:3"),
                annotation("learning", "density", 0.25),
            ]
        )
    )
    expected = {"workstream": 0.4, "inequality": 2 / 3, "place": 0.7, "evidence": 0.6, "learning": 0.5}
    for name, share in expected.items():
        assert made.parts[name] == pytest.approx(weights[name] * share, abs=1e-4)


@pytest.mark.parametrize(
    ("sources", "place", "priority"),
    [
        (("his",), 1.0, 0.6),
        (("rare",), 0.7, 0.3),
        (("pubmed",), 0.0, 1.0),
        (("pubmed", "his"), 1.0, 1.0),
        (("file",), 0.0, 0.3),
    ],
)
def test_where_no_place_is_named_the_nation_of_the_nearest_source_speaks(
    sources: tuple[str, ...], place: float, priority: float
) -> None:
    made = scored(Said(), *sources)
    assert made.parts["place"] == pytest.approx(SETTINGS.weights["place"] * place, abs=1e-4)
    assert made.parts["source"] == pytest.approx(SETTINGS.weights["source"] * priority, abs=1e-4)


def test_a_place_that_is_named_speaks_before_the_source() -> None:
    far = said([annotation("geography", "closeness", 0.1)])
    assert scored(far, "his").parts["place"] == pytest.approx(SETTINGS.weights["place"] * 0.1, abs=1e-4)


def test_the_weights_are_the_teams() -> None:
    only_novelty = RankSettings(weights={**dict.fromkeys(PARTS, 0.0), "novelty": 1.0})
    assert scored(Said(), novelty=0.25, settings=only_novelty).score == 0.25


shares = st.floats(0, 1)


@given(
    shares,
    st.integers(0, 3),
    shares,
    st.integers(0, 5),
    shares,
    shares,
    st.lists(shares, min_size=len(PARTS), max_size=len(PARTS)),
)
def test_the_parts_add_up_to_the_score_between_0_and_1(
    relevance: float, grade: int, close: float, tier: int, dense: float, new: float, raw: list[float]
) -> None:
    total = sum(raw)
    weights = {name: one / total for name, one in zip(PARTS, raw, strict=True)} if total > 0.01 else None
    settings = RankSettings(weights=weights) if weights else SETTINGS
    made = scored(
        said(
            [
                annotation("workstream", NEEDS.id, relevance),
                annotation("inequality", f"grade:{grade}"),
                annotation("geography", "closeness", close),
                annotation("evidence", f"strength:{tier}"),
                annotation("learning", "density", dense),
            ]
        ),
        novelty=new,
        settings=settings,
    )
    assert made.score == pytest.approx(sum(made.parts.values()), abs=1e-6)
    assert 0 <= made.score <= 1.001
    assert all(-1e-9 <= part <= settings.weights[name] + 1e-4 for name, part in made.parts.items())


def test_a_part_that_a_candidate_has_no_feature_for_counts_nothing_and_stands_last() -> None:
    weights = {"liked": 0.5, "novelty": 0.5}
    made = score(Candidate(work="w", features={"novelty": 0.5, "unknown": 1.0}), weights)
    assert list(made.parts.items()) == [("novelty", 0.25), ("liked", 0.0)]
    assert made.score == 0.25
