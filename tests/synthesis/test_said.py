"""What annotations say of a work, by what people ask of it."""

from records.annotation import Annotation
from synthesis.said import Said, said
from tests.synthesis.invented import annotation

ALL = (
    annotation("workstream", "needs", 0.4),
    annotation("workstream", "models", 0.9),
    annotation("inequality", "grade:2", 0.7),
    annotation("inequality", "direction:narrowing"),
    annotation("inequality", "dimension:ses", 0.6),
    annotation("inequality", "dimension:place", 0.8),
    annotation("inequality", "absence-reported"),
    annotation("geography", "place:Orkney", 0.9),
    annotation("geography", "nation:SCT", 0.9),
    annotation("geography", "closeness", 0.75),
    annotation("evidence", "type:qualitative", 0.7),
    annotation("evidence", "strength:3", 0.7),
    annotation("learning", "went_well", 0.6),
    annotation("learning", "enabler:trust", 0.9),
    annotation("learning", "density", 0.25),
    annotation("language", "en", 0.99),
    annotation("stage", "pilot", 0.5),
)


def labels(found: tuple[Annotation, ...]) -> list[str]:
    return [one.label for one in found]


def test_nothing_said_is_nothing_known() -> None:
    assert said([]) == Said()
    assert said([]).closeness is None
    assert said([]).tier is None


def test_each_question_has_its_answer() -> None:
    known = said(ALL)
    assert labels(known.workstreams) == ["models", "needs"]
    assert (known.grade, known.direction, known.absence_reported) == (2, "narrowing", True)
    assert known.graded
    assert known.graded.score == 0.7
    assert labels(known.dimensions) == ["dimension:place", "dimension:ses"]
    assert labels(known.places) == ["place:Orkney"]
    assert known.closeness == 0.75
    assert known.evidence
    assert (known.evidence.label, known.tier) == ("type:qualitative", 3)
    assert labels(known.learning) == ["went_well"]
    assert (known.density, known.language) == (0.25, "en")


def test_the_order_of_what_was_said_makes_no_difference() -> None:
    assert said(reversed(ALL)) == said(ALL)


def test_a_workstream_is_found_by_its_id() -> None:
    known = said(ALL)
    mine = known.in_workstream("needs")
    assert mine
    assert mine.score == 0.4
    assert known.in_workstream("planning") is None
