from dataclasses import replace

import numpy as np
import pytest

from bench.label_answers import Answers
from bench.labels import Group, measure
from nlp.labels import Label
from tests.bench.labelled_documents import label

KNOWN = [
    label("1", ["a"], 3, ["place", "ses"]),
    label("2", ["a", "b"], 2, ["place"]),
    label("3", [], 1, ["ses"]),
    label("4", [], 0),
]
ANSWERS = Answers(
    workstreams=("a", "b"),
    scores=np.array([[0.9, 0.0], [0.2, 0.1], [0.6, 0.0], [0.0, 0.0]]),
    least=0.5,
    grades=(2, 2, 2, 0),
    dimensions=(frozenset({"place"}), frozenset({"place", "age"}), frozenset(), frozenset()),
)
SEARCHES = Answers(("a",), np.array([[1.0], [0.0], [0.0], [0.0]]), 1.0, (2, 0, 0, 0), None)


def rounded(group: Group) -> dict[str, float | None]:
    return {name: None if one.value is None else round(one.value, 3) for name, one in group.ken.items()}


def test_each_question_has_its_figures() -> None:
    found = measure(KNOWN, ANSWERS, SEARCHES)
    assert found.documents == 4
    assert list(found.workstreams) == ["a", "b"]
    # In a: 0.9 and 0.6 are filed, the first rightly; the order is right, wrong, right, wrong.
    a = found.workstreams["a"]
    assert a.labelled == 2
    assert rounded(a) == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "average_precision": 0.833}
    # In b nothing is filed, and the one that belongs there stands first.
    b = found.workstreams["b"]
    assert b.labelled == 1
    assert rounded(b) == {"precision": None, "recall": 0.0, "f1": 0.0, "average_precision": 1.0}
    any_ = found.any_workstream
    assert any_.labelled == 2
    assert rounded(any_) == {"average_precision": 0.833, "read_for_95": 0.75}
    grade = rounded(found.grade)
    assert found.grade.labelled == 2
    assert (grade["precision"], grade["recall"]) == (0.667, 1.0)
    assert grade["f1"] == 0.8
    # Squares of differences: seen 1 + 0 + 1 + 0; by chance (3,2,1,0) against (2,2,2,0), over four.
    by_chance = sum((t - g) ** 2 for t in (3, 2, 1, 0) for g in (2, 2, 2, 0)) / 4
    assert grade["kappa"] == pytest.approx(1 - 2 / by_chance, abs=0.001)
    # Of four dimensions of documents two are found, of three found two are right.
    assert found.dimensions.labelled == 4
    assert rounded(found.dimensions) == {"precision": 0.667, "recall": 0.5, "f1": 0.571}


def test_the_searches_stand_beside() -> None:
    found = measure(KNOWN, ANSWERS, SEARCHES)
    a = {name: one.value for name, one in found.workstreams["a"].searches.items()}
    assert (a["precision"], a["recall"]) == (1.0, 0.5)
    assert found.workstreams["b"].searches == {}
    assert found.dimensions.searches == {}
    assert found.grade.searches["recall"].value == 0.5
    # What only other workstreams have is missed: all must be read.
    any_ = found.any_workstream.searches
    assert any_["read_for_95"].value == 1


def test_searches_that_are_not_there_say_nothing() -> None:
    none = replace(SEARCHES, workstreams=(), scores=np.zeros((4, 0)))
    found = measure(KNOWN, ANSWERS, none)
    assert found.any_workstream.searches == {}
    assert found.grade.searches["recall"].value == 0.5


def test_what_a_label_leaves_open_takes_no_part() -> None:
    open_ = label("5", ["b"], None, judged=["b"])
    known = [*KNOWN, open_]
    answers = replace(
        ANSWERS,
        scores=np.vstack([ANSWERS.scores, [0.99, 0.99]]),
        grades=(*ANSWERS.grades, 3),
        dimensions=(*(ANSWERS.dimensions or ()), frozenset({"sex"})),
    )
    searches = replace(SEARCHES, scores=np.vstack([SEARCHES.scores, [1.0]]), grades=(*SEARCHES.grades, 2))
    before, after = measure(KNOWN, ANSWERS, SEARCHES), measure(known, answers, searches)
    for one in ("grade", "dimensions"):
        assert rounded(getattr(after, one)) == rounded(getattr(before, one))
    assert rounded(after.workstreams["a"]) == rounded(before.workstreams["a"])
    assert after.workstreams["b"].labelled == 2
    assert rounded(after.workstreams["b"])["precision"] == 1
    # It is in one workstream for sure; one that is in none that was looked at may be in another.
    assert after.any_workstream.labelled == 3
    nowhere = [*KNOWN, label("5", [], None, judged=["b"])]
    assert rounded(measure(nowhere, answers, searches).any_workstream) == rounded(before.any_workstream)


def test_workstreams_that_nobody_knows_are_not_asked_for() -> None:
    known: list[Label] = [*KNOWN[:3], label("4", ["elsewhere"])]
    found = measure(known, ANSWERS, SEARCHES)
    assert list(found.workstreams) == ["a", "b"]
    assert found.any_workstream.labelled == 2


def test_an_interval_holds_its_figure() -> None:
    found = measure(KNOWN, ANSWERS, SEARCHES)
    for group in (found.any_workstream, found.grade, found.dimensions, *found.workstreams.values()):
        for one in group.ken.values():
            if one.value is not None:
                assert one.low is not None
                assert one.high is not None
                assert one.low <= one.value <= one.high
    assert found.grade.ken["f1"].low != found.grade.ken["f1"].high
