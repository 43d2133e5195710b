"""Filling the places of a queue."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.ranking.queue import Placed, fill, seed_for
from synthesis.ranking.score import Scored
from synthesis.ranking.settings import RankSettings
from tests.synthesis.invented import NEEDS, scored

SETTINGS = RankSettings(cap=20, per_container=3)


def filled(candidates: Sequence[Scored], settings: RankSettings = SETTINGS, seed: int = 7) -> list[Placed]:
    return list(fill(candidates, NEEDS.id, settings, seed))


def keys(placed: Sequence[Placed], slot: str = "") -> list[str]:
    return [one.scored.candidate.work.best.key for one in placed if not slot or one.slot == slot]


def strong(number: int, container: str = "") -> list[Scored]:
    """Give so many works that belong to the queue, the best first."""
    return [scored(f"{n:03}", 0.9 - n / 1000, container=container) for n in range(number)]


def maybe(number: int, signal: str = "") -> list[Scored]:
    """Give so many works of the maybe pile."""
    return [scored(f"m{n:03}", 0.2 - n / 1000, relevance=0.05, signal=signal) for n in range(number)]


def test_nothing_makes_an_empty_queue() -> None:
    assert filled([]) == []


def test_works_stand_by_score_and_at_the_same_score_by_id() -> None:
    same = [scored(key, 0.5) for key in ("b", "a", "c")]
    placed = filled([*same, *strong(2)])
    assert keys(placed)[:2] == ["000", "001"]
    ids = [one.scored.candidate.work.work_id for one in placed[2:]]
    assert ids == sorted(ids)


def test_a_full_queue_holds_its_cap_with_its_shares_of_audit_works_and_weak_signals() -> None:
    candidates = [*strong(60), *maybe(30, signal="change_to_stop")]
    placed = filled(candidates)
    assert Counter(one.slot for one in placed) == {"ranked": 17, "audit": 2, "weak-signal": 1}
    assert keys(placed, "ranked") == [f"{n:03}" for n in range(17)]
    scores = [one.scored.score for one in placed]
    assert scores == sorted(scores, reverse=True)


def test_audit_works_are_drawn_by_the_seed_from_those_that_would_not_have_been_placed() -> None:
    candidates = [*strong(60), *maybe(30)]
    drawn = {seed: tuple(keys(filled(candidates, seed=seed), "audit")) for seed in range(40)}
    again = {seed: tuple(keys(filled(candidates, seed=seed), "audit")) for seed in range(40)}
    assert drawn == again
    assert len(set(drawn.values())) > 20, "another seed draws others"
    everyone = {key for several in drawn.values() for key in several}
    assert not everyone & {f"{n:03}" for n in range(17)}
    assert any(key.startswith("m") for key in everyone)
    assert any(not key.startswith("m") for key in everyone)


def test_works_below_the_maybe_pile_are_never_placed() -> None:
    placed = filled([*strong(2), scored("out", 0.99, relevance=0.02), scored("other", 0.99, relevance=0.0)])
    assert set(keys(placed)) == {"000", "001"}


def test_a_quiet_week_still_draws_an_audit_work() -> None:
    assert Counter(one.slot for one in filled(maybe(5))) == {"audit": 1}
    assert Counter(one.slot for one in filled([*strong(3), *maybe(5)])) == {"ranked": 3, "audit": 1}


def test_a_weak_signal_is_of_low_strength_and_says_what_to_stop_or_what_harmed() -> None:
    signals = [
        scored("stop", 0.10, relevance=0.05, signal="change_to_stop"),
        scored("harm", 0.11, relevance=0.05, signal="negative_unintended", tier=2),
        scored("well", 0.12, relevance=0.05, signal="went_well"),
        scored("trial", 0.13, relevance=0.05, signal="change_to_stop", tier=5),
    ]
    no_audit = RankSettings(audit=0.0, weak_signals=0.2)
    assert keys(filled([*strong(3), *signals], no_audit), "weak-signal") == ["harm", "stop"]


def test_no_more_works_of_one_journal_than_the_team_wants() -> None:
    many = strong(10, container="Journal of Everything")
    few = [scored(f"s{n}", 0.3, container=f"Journal {n}") for n in range(4)]
    without = RankSettings(per_container=3, audit=0.0, weak_signals=0.0)
    placed = filled([*many, *few], without)
    assert keys(placed)[:3] == ["000", "001", "002"]
    assert set(keys(placed)[3:]) == {"s0", "s1", "s2", "s3"}
    spelled = [scored("upper", 0.95, container="JOURNAL OF EVERYTHING"), *many]
    assert keys(filled(spelled, without)) == ["upper", "000", "001"]


def test_works_without_a_journal_are_not_counted_as_of_one() -> None:
    assert len(filled(strong(10), RankSettings(per_container=1, audit=0.0, weak_signals=0.0))) == 10


@pytest.mark.parametrize("cap", [1, 2, 3, 5])
def test_the_best_work_has_a_place_in_the_shortest_queue(cap: int) -> None:
    placed = filled([*strong(9), *maybe(9, signal="change_to_stop")], RankSettings(cap=cap))
    assert len(placed) <= cap
    assert keys(placed)[0] == "000"


candidates = st.lists(
    st.builds(
        scored,
        st.text("abcdefgh", min_size=1, max_size=6),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from(["", "Journal A", "Journal B"]),
        st.sampled_from(["", "change_to_stop", "went_well"]),
        st.sampled_from([None, 1, 5]),
    ),
    max_size=60,
    unique_by=lambda one: one.candidate.work.work_id,
)
settings = st.builds(
    RankSettings,
    cap=st.integers(1, 50),
    per_container=st.integers(1, 9),
    audit=st.floats(0, 0.25),
    weak_signals=st.floats(0, 0.25),
)


@given(candidates, settings, st.randoms(use_true_random=False), st.integers(0, 9))
def test_the_order_in_which_works_come_makes_no_difference(
    given_works: list[Scored], team: RankSettings, shuffler: object, seed: int
) -> None:
    placed = filled(given_works, team, seed)
    shuffled = list(given_works)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
    assert filled(shuffled, team, seed) == placed
    assert len(placed) <= team.cap
    assert len({one.scored.candidate.work.work_id for one in placed}) == len(placed)
    ranked = Counter(one.scored.candidate.work.best.container for one in placed if one.slot == "ranked")
    assert all(count <= team.per_container for name, count in ranked.items() if name)


def test_the_seed_is_the_same_on_every_machine_and_another_for_every_queue() -> None:
    assert seed_for(31, "needs") == 2916361557  # of sha256sum
    assert len({seed_for(run, name) for run in range(20) for name in ("needs", "models")}) == 40
