"""Filling the places of a queue."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.ranked import SIGNALS, Candidate, Signal
from synthesis.ranking.queue import Placed, fill, seed_for
from synthesis.ranking.settings import PARTS, RankSettings
from tests.synthesis.invented import candidate

ONLY_NOVELTY = {**dict.fromkeys(PARTS, 0.0), "novelty": 1.0}
SETTINGS = RankSettings(weights=ONLY_NOVELTY, cap=20, per_container=3)


def team(**values: float) -> RankSettings:
    return RankSettings(weights=ONLY_NOVELTY, **values)  # type: ignore[arg-type]  # each has its field's type


def filled(candidates: Sequence[Candidate], settings: RankSettings = SETTINGS, seed: int = 7) -> list[Placed]:
    return list(fill(candidates, settings, seed))


def keys(placed: Sequence[Placed], slot: str = "") -> list[str]:
    return [one.work for one in placed if not slot or one.slot == slot]


def strong(number: int, container: str = "") -> list[Candidate]:
    """Give so many works that belong to the queue, the best first."""
    return [candidate(f"{n:03}", 0.9 - n / 1000, container=container) for n in range(number)]


def maybe(number: int, signals: Sequence[Signal] = ()) -> list[Candidate]:
    """Give so many works of the maybe pile."""
    return [candidate(f"m{n:03}", 0.2 - n / 1000, relevance=0.05, signals=signals) for n in range(number)]


def test_nothing_makes_an_empty_queue() -> None:
    assert filled([]) == []


def test_works_stand_by_score_and_at_the_same_score_by_id() -> None:
    same = [candidate(key, 0.5) for key in ("b", "a", "c")]
    placed = filled([*same, *strong(2)])
    assert keys(placed)[:2] == ["000", "001"]
    ids = keys(placed[2:])
    assert ids == sorted(ids)


def test_a_full_queue_holds_its_cap_with_its_shares_of_audit_works_and_weak_signals() -> None:
    candidates = [*strong(60), *maybe(30, signals=["change-to-stop"])]
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
    placed = filled(
        [*strong(2), candidate("out", 0.99, relevance=0.02), candidate("other", 0.99, relevance=0.0)]
    )
    assert set(keys(placed)) == {"000", "001"}


def test_a_quiet_week_still_draws_an_audit_work() -> None:
    assert Counter(one.slot for one in filled(maybe(5))) == {"audit": 1}
    assert Counter(one.slot for one in filled([*strong(3), *maybe(5)])) == {"ranked": 3, "audit": 1}


def test_kinds_of_weak_signals_take_turns_and_the_seed_says_which_begins() -> None:
    signals = [
        candidate("stop", 0.10, relevance=0.05, signals=["change-to-stop"]),
        candidate("stop2", 0.12, relevance=0.05, signals=["change-to-stop"]),
        candidate("harm", 0.11, relevance=0.05, signals=["harm"]),
        candidate("new", 0.09, relevance=0.05, signals=["first-use", "harm"]),
        candidate("none", 0.13, relevance=0.05),
    ]
    no_audit = team(audit=0.0, weak_signals=0.2)
    drawn = {seed: keys(filled([*strong(3), *signals], no_audit, seed), "weak-signal") for seed in range(4)}
    begins = dict(enumerate(SIGNALS))
    assert begins[0] == "first-use"
    assert drawn == {
        0: ["stop2", "new"],
        1: ["stop2", "harm"],
        2: ["stop2", "harm"],
        3: ["harm", "new"],
    }
    assert keys(filled([*strong(3), *signals], team(audit=0.0, weak_signals=0.5)), "weak-signal") == [
        "stop2",
        "harm",
        "stop",
        "new",
    ]


def test_works_that_tell_nearly_the_same_take_one_place_and_are_named_there() -> None:
    same = [
        candidate("head", 0.8, near=["b", "c"]),
        candidate("b", 0.7, near=["head", "c", "d"]),
        candidate("c", 0.75, near=["head", "b"], relevance=0.05),
        candidate("d", 0.6, near=["b"]),
    ]
    placed = filled([*same, candidate("other", 0.5)], team(audit=0.0, weak_signals=0.0))
    assert keys(placed) == ["head", "d", "other"], "what is not near the head itself has its own place"
    assert [one.similar for one in placed] == [("c", "b"), (), ()]


def test_what_is_capped_stands_for_nothing() -> None:
    first = candidate("a", 0.9, container="J")
    second = candidate("b", 0.8, container="J", near=["c"])
    third = candidate("c", 0.7, near=["b"])
    placed = filled([first, second, third], team(per_container=1, audit=0.0, weak_signals=0.0))
    assert keys(placed) == ["a", "c"]
    assert placed[1].similar == ("b",)


def test_a_work_named_at_another_may_be_drawn_for_the_audit_and_then_has_its_own_place() -> None:
    copies = [candidate(f"c{n}", 0.5, near=["head"]) for n in range(3)]
    head = candidate("head", 0.9, near=["c0", "c1", "c2"])
    placed = filled([head, *copies], team(weak_signals=0.0))
    assert [one.slot for one in placed] == ["ranked", "audit"]
    (drawn,) = keys(placed, "audit")
    assert placed[0].similar == tuple(one for one in ("c0", "c1", "c2") if one != drawn)


def test_no_weak_signal_is_a_work_that_is_named_already() -> None:
    head = candidate("head", 0.9, near=["copy"])
    copy = candidate("copy", 0.5, near=["head"], signals=["harm"])
    placed = filled([head, copy], team(audit=0.0, weak_signals=0.2))
    assert [(one.work, one.similar) for one in placed] == [("head", ("copy",))]


def test_audit_works_that_were_drawn_stay_where_nothing_else_places_them() -> None:
    everything = [*strong(60), *maybe(30)]
    first = fill(everything, SETTINGS, 7)
    drawn = {one.work for one in first if one.slot == "audit"}
    assert fill(everything, SETTINGS, 0, drawn) == first
    assert keys(fill(everything, SETTINGS, 7, ["000", "m029"]), "audit") == ["m029"]


def test_no_more_works_of_one_journal_than_the_team_wants() -> None:
    many = strong(10, container="Journal of Everything")
    few = [candidate(f"s{n}", 0.3, container=f"Journal {n}") for n in range(4)]
    without = team(per_container=3, audit=0.0, weak_signals=0.0)
    placed = filled([*many, *few], without)
    assert keys(placed)[:3] == ["000", "001", "002"]
    assert set(keys(placed)[3:]) == {"s0", "s1", "s2", "s3"}
    spelled = [candidate("upper", 0.95, container="JOURNAL OF EVERYTHING"), *many]
    assert keys(filled(spelled, without)) == ["upper", "000", "001"]


def test_works_without_a_journal_are_not_counted_as_of_one() -> None:
    assert len(filled(strong(10), team(per_container=1, audit=0.0, weak_signals=0.0))) == 10


@pytest.mark.parametrize("cap", [1, 2, 3, 5])
def test_the_best_work_has_a_place_in_the_shortest_queue(cap: int) -> None:
    placed = filled([*strong(9), *maybe(9, signals=["change-to-stop"])], team(cap=cap))
    assert len(placed) <= cap
    assert keys(placed)[0] == "000"


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    """Give candidates of which some tell nearly the same."""
    names = draw(st.lists(st.text("abcdefgh", min_size=1, max_size=6), max_size=40, unique=True))
    pairs = draw(st.sets(st.tuples(*2 * [st.sampled_from(names)]), max_size=30)) if names else set()
    near = {name: {b if a == name else a for a, b in pairs if a != b and name in (a, b)} for name in names}
    return [
        candidate(
            name,
            draw(st.floats(0, 1)),
            draw(st.floats(0, 1)),
            draw(st.sampled_from(["", "Journal A", "Journal B"])),
            sorted(draw(st.sets(st.sampled_from(SIGNALS)))),
            sorted(near[name]),
        )
        for name in names
    ]


settings = st.builds(
    team,
    cap=st.integers(1, 50),
    per_container=st.integers(1, 9),
    audit=st.floats(0, 0.25),
    weak_signals=st.floats(0, 0.25),
)


@given(candidates(), settings, st.randoms(use_true_random=False), st.integers(0, 9))
def test_the_order_in_which_works_come_makes_no_difference(
    given_works: list[Candidate], team_sets: RankSettings, shuffler: object, seed: int
) -> None:
    placed = filled(given_works, team_sets, seed)
    shuffled = list(given_works)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
    assert filled(shuffled, team_sets, seed) == placed
    assert len(placed) <= team_sets.cap
    shown = [work for one in placed for work in (one.work, *one.similar)]
    assert len(set(shown)) == len(shown), "each work is shown once"
    by_id = {one.work: one for one in given_works}
    assert all(by_id[work].relevance >= team_sets.maybe_from for work in shown)
    chosen = [by_id[one.work] for one in placed if one.slot != "audit"]
    assert not any(one.work in other.near for one in chosen for other in chosen), "one card for one story"
    ranked = Counter(by_id[one.work].container for one in placed if one.slot == "ranked")
    assert all(count <= team_sets.per_container for name, count in ranked.items() if name)


def test_the_seed_is_the_same_on_every_machine_and_another_for_every_queue() -> None:
    assert seed_for(31, "needs") == 2916361557  # of sha256sum
    assert len({seed_for(run, name) for run in range(20) for name in ("needs", "models")}) == 40
