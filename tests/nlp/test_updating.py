"""Moving the heads by what a team decided."""

from collections.abc import Sequence

import data
from nlp.labels import Label
from nlp.learned import Learned, shipped_learned
from nlp.reading import reading_of
from nlp.updating import FEWEST, updated
from nlp.workstream import WorkstreamComponent

STREAM = "community-models"
KEPT = "Choirs for people with dementia in village halls number {}: what singers and volunteers say"
LEFT = "Allotment gardening number {} for people who use services: a survey of volunteers"


def decisions(times: int) -> list[Label]:
    return [
        Label(f"{text[:3]}{number}", text.format(number), "", belongs, None, frozenset(), frozenset({STREAM}))
        for number in range(times)
        for text, belongs in ((KEPT, frozenset({STREAM})), (LEFT, frozenset()))
    ]


def score(model: Learned, title: str) -> float:
    component = WorkstreamComponent.of(data.folder(), model)
    return next((one.score for one in component([reading_of(title)]) if one.label == STREAM), 0.0)


def gap(decided: Sequence[Label]) -> float:
    model = updated(shipped_learned(), decided, data.folder())
    return score(model, KEPT.format("x")) - score(model, LEFT.format("x"))


def test_too_few_decisions_change_nothing() -> None:
    assert updated(shipped_learned(), decisions(FEWEST - 1), data.folder()) is shipped_learned()
    assert updated(shipped_learned(), [], data.folder()) is shipped_learned()


def test_more_decisions_move_more() -> None:
    gaps = [gap([]), gap(decisions(5)), gap(decisions(40))]
    assert gaps == sorted(gaps)
    assert gaps[2] > gaps[0] + 0.05


def test_other_heads_stay_as_they_are() -> None:
    before, after = shipped_learned(), updated(shipped_learned(), decisions(5), data.folder())
    moved = {name for name in before.heads if (before.heads[name].signs != after.heads[name].signs).any()}
    assert moved == {f"workstream:{STREAM}:full", f"workstream:{STREAM}:title"}
    assert after.cuts == before.cuts


def test_the_order_of_decisions_makes_no_difference() -> None:
    one, other = (
        updated(shipped_learned(), some, data.folder()) for some in (decisions(4), decisions(4)[::-1])
    )
    assert one.text() == other.text()
    assert one.version.startswith(shipped_learned().version + "+")
