"""What other weights would move."""

from records.ranked import Candidate, Ranked
from synthesis.ranking.preview import Move, preview
from synthesis.ranking.queue import fill
from synthesis.ranking.settings import PARTS, RankSettings

NOVEL = {**dict.fromkeys(PARTS, 0.0), "novelty": 1.0}
NEAR = {**dict.fromkeys(PARTS, 0.0), "place": 1.0}
SETTINGS = RankSettings(weights=NOVEL, cap=10, weak_signals=0.0)
WORKS = tuple(
    Candidate(work=f"w{n:02}", features={"workstream": 0.5, "novelty": 1 - n / 100, "place": n / 100})
    for n in range(20)
)


def frozen(works: tuple[Candidate, ...] = WORKS) -> list[Ranked]:
    return [
        Ranked(1, "needs", place, one.work, one.scored.score, one.scored.parts, (), one.slot)
        for place, one in enumerate(fill(works, SETTINGS, 7), 1)
    ]


def test_the_same_weights_move_nothing() -> None:
    assert preview(frozen(), WORKS, SETTINGS, 7, NOVEL) == ()


def test_works_that_move_come_in_or_go_out_are_listed_and_the_draw_stays() -> None:
    entries = frozen()
    (audit,) = [one for one in entries if one.slot == "audit"]
    moves = preview(entries, WORKS, SETTINGS, 7, NEAR)
    after = {one.work: one.after for one in moves}
    assert moves[0] == Move("w19", None, 1)
    assert [one.after for one in moves if one.after] == sorted(one.after for one in moves if one.after)
    assert [one for one in moves if one.after is None] == sorted(
        (one for one in moves if one.after is None), key=lambda one: one.before or 0
    )
    assert after.get(audit.work, audit.place) is not None, "it was drawn, not weighed"
