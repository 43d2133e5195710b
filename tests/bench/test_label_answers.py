from dataclasses import replace

import pytest

import data
from bench.label_answers import read_by, searched
from flows.readers import readers
from nlp.classification import classify
from nlp.reading import reading_of
from nlp.vocabulary import workstreams
from nlp.workstream import BELONGS
from records.errors import BenchError
from tests.bench.labelled_documents import LINES, label

STREAMS = workstreams(data.folder("workstreams.yaml").read_text(encoding="utf-8"))
NAMES = tuple(one.id for one in STREAMS)
KNOWN = [label(str(line["title"]), abstract=str(line["abstract"] or "")) for line in LINES]


def test_components_answer_as_they_classify() -> None:
    shipped = readers(data.folder())
    answers = read_by(shipped.components, shipped.masks, KNOWN, STREAMS)
    lines = list(classify([reading_of(one.title, one.abstract) for one in KNOWN], shipped.components))
    assert answers.workstreams == NAMES
    assert answers.least == BELONGS
    for row, line in zip(answers.scores, lines, strict=True):
        assert list(row) == pytest.approx([line["workstreams"][name] for name in NAMES], abs=0.0001)
    assert list(answers.grades) == [line["inequality"]["grade"] for line in lines]
    assert answers.dimensions == tuple(
        frozenset(one["id"] for one in line["inequality"]["dimensions"]) for line in lines
    )
    assert answers.grades[0] >= 2
    assert "plus_homelessness" in answers.dimensions[0]


def test_documents_of_one_id_are_told_apart() -> None:
    shipped = readers(data.folder())
    same = [replace(one, id="x") for one in KNOWN] * 130  # more than are read at a time
    answers = read_by(shipped.components, shipped.masks, same, STREAMS)
    alone = read_by(shipped.components, shipped.masks, KNOWN, STREAMS)
    assert answers.grades == alone.grades * 130
    assert (answers.scores.reshape(130, *alone.scores.shape) == alone.scores).all()


def test_searches_find_or_do_not() -> None:
    answers = searched(KNOWN, STREAMS)
    assert answers.workstreams == NAMES
    found = [
        {name for name, hit in zip(NAMES, row, strict=True) if hit >= answers.least} for row in answers.scores
    ]
    assert found == [{"emerging-needs"}, {"published-learning"}, set(), set()]
    assert answers.grades == (2, 0, 2, 0)
    assert answers.dimensions is None


def test_a_workstream_without_a_search_is_left_out() -> None:
    bare = replace(STREAMS[0], searches={"grey": "x"})
    answers = searched(KNOWN, [bare, *STREAMS[1:]])
    assert answers.workstreams == NAMES[1:]
    none = searched(KNOWN, [bare])
    assert none.scores.shape == (len(KNOWN), 0)
    assert none.grades == answers.grades


def test_a_search_that_cannot_be_read_is_named() -> None:
    broken = replace(STREAMS[0], searches={"openalex": "(housing"})
    with pytest.raises(BenchError, match=f"^{STREAMS[0].id}, searches.openalex: the end at character 9"):
        searched(KNOWN, [broken])
