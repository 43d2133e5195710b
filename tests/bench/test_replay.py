from bench.decided import Decided, Versions
from bench.replay import MOVES, replay


def decided(work: str, kept: bool, stored: float, now: float, workstream: str = "a") -> Decided:
    return Decided(work=work, title=work.upper(), workstream=workstream, kept=kept, stored=stored, now=now)


WORKS = [
    decided("w1", True, 0.1, 0.9),
    decided("w2", False, 0.9, 0.1),
    decided("w3", False, 0.5, 0.5),
    decided("w4", False, 0.4, 0.4),
]


def test_the_order_now_stands_beside_the_stored_one() -> None:
    (found,) = replay(WORKS, ["a", "b"])
    assert (found.workstream, found.decided, found.kept) == ("a", 4, 1)
    assert found.stored["average_precision"].value == 0.25
    assert found.now["average_precision"].value == 1
    assert found.difference["average_precision"].value == 0.75
    assert (found.stored["read_for_95"].value, found.now["read_for_95"].value) == (1, 0.25)
    assert found.difference["read_for_95"].value == -0.75


def test_the_difference_has_the_interval_of_pairs() -> None:
    """Both orders are judged on the same draws: where they are the same, the difference is surely nought."""
    (found,) = replay([decided(one.work, one.kept, one.stored, one.stored) for one in WORKS * 3], ["a"])
    growth = found.difference["average_precision"]
    assert (growth.value, growth.low, growth.high) == (0, 0, 0)
    assert found.stored["average_precision"] == found.now["average_precision"]
    assert found.moves == ()


def test_works_that_move_most_come_first() -> None:
    (found,) = replay(WORKS, ["a"])
    moves = [(one.decided.work, one.stored_place, one.now_place) for one in found.moves]
    assert moves == [("w1", 4, 1), ("w2", 1, 4)]
    many = [decided(f"w{number:02}", False, number / 99, 1 - number / 99) for number in range(40)]
    (found,) = replay(many, [])
    assert len(found.moves) == MOVES
    assert [one.decided.work for one in found.moves][:2] == ["w00", "w39"]


def test_works_of_one_score_keep_their_order() -> None:
    (found,) = replay([decided(f"w{number}", True, 0.0, 0.0) for number in range(5)], ["a"])
    assert found.moves == ()


def test_workstreams_come_in_their_order_and_old_ones_last() -> None:
    works = [decided("w1", True, 0.1, 0.2, name) for name in ("gone", "b", "a")]
    assert [one.workstream for one in replay(works, ["a", "none", "b"])] == ["a", "b", "gone"]


def test_nothing_kept_has_no_figures() -> None:
    (found,) = replay([decided("w1", False, 0.1, 0.2)], ["a"])
    assert (found.kept, found.now["average_precision"].value) == (0, None)
    assert found.difference["read_for_95"].value is None


def test_a_version_changed_when_any_other_is_stored() -> None:
    assert not Versions(component="stage", stored=("1",), now="1").changed
    assert not Versions(component="stage", stored=(), now="1").changed
    assert Versions(component="stage", stored=("0", "1"), now="1").changed
