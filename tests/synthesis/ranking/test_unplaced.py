"""Why a work has no place."""

import pytest

from records.ranked import Candidate
from synthesis.ranking.settings import PARTS, RankSettings
from synthesis.ranking.unplaced import unplaced

SETTINGS = RankSettings(weights={**dict.fromkeys(PARTS, 0.0), "place": 1.0})


def one(work: str, place: float, relevance: float = 0.5, near: tuple[str, ...] = ()) -> Candidate:
    return Candidate(work=work, features={"workstream": relevance, "place": place}, near=near)


WORKS = (one("a", 1.0), one("b", 0.9, near=("c",)), one("c", 0.8, near=("b",)), one("d", 0.7, 0.05))


def test_a_low_score_a_story_named_elsewhere_and_the_maybe_pile_are_told_apart() -> None:
    assert unplaced("c", WORKS, ["a", "b"], SETTINGS) == (
        "No place: 3rd of 4 candidates by score (0.80); the queue has 2 places",
        "It tells nearly the same as the work at place 2, and is named there",
        "Below place 2 mainly because: closeness to Scotland 80% rather than 90%",
        "Below place 1 by 0.20: closeness to Scotland 80% rather than 100%",
    )
    lines = unplaced("d", WORKS, ["a", "b"], SETTINGS)
    assert lines[1] == "It fits the workstream with 5.0%; places by score begin at 10%"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd")]
)
def test_numbers_are_spoken(number: int, words: str) -> None:
    works = [one(f"w{n:02}", 1 - n / 100) for n in range(1, 30)]
    assert unplaced(f"w{number:02}", works, [], SETTINGS)[0].startswith(f"No place: {words} of 29 ")
