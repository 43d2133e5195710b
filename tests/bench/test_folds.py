from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.folds import cross_validated, folds
from bench.label_answers import Answers
from nlp.labels import Label
from records.errors import BenchError
from tests.bench.labelled_documents import label

DOCUMENTS = st.lists(
    st.builds(label, st.sampled_from("abcdefghijklmnop"), st.sets(st.sampled_from("xy")), st.integers(0, 3)),
    min_size=4,
    max_size=30,
)


def names(known: Sequence[Label], places: Sequence[int]) -> list[str]:
    return sorted(known[place].title for place in places)


@given(DOCUMENTS.filter(lambda known: len({one.title for one in known}) >= 3))
def test_each_document_is_in_one_fold_with_those_of_its_title(known: list[Label]) -> None:
    parts = folds(known, 3)
    assert sorted(place for part in parts for place in part) == list(range(len(known)))
    titles = [set(names(known, part)) for part in parts]
    assert sum(map(len, titles)) == len(set.union(*titles))
    assert max(map(len, titles)) - min(map(len, titles)) <= 1


def test_the_order_of_the_documents_does_not_matter() -> None:
    known = [label(f"t{number}", ["x"] if number % 3 else [], number % 4) for number in range(20)]
    turned = known[::-1]
    assert [names(known, part) for part in folds(known, 4)] == [
        names(turned, part) for part in folds(turned, 4)
    ]


def test_folds_have_about_as_many_of_each_kind() -> None:
    known = [
        label(f"t{number}", ["x"] if number < 10 else [], 2 if number < 25 else 0) for number in range(50)
    ]
    for part in folds(known, 5):
        assert sum("x" in known[place].workstreams for place in part) == 2
        assert sum(known[place].grade == 2 for place in part) == 5


@pytest.mark.parametrize("count", [-1, 0, 1, 4])
def test_folds_that_cannot_be_are_one_line(count: int) -> None:
    with pytest.raises(BenchError, match=f"3 documents cannot be dealt into {count} folds"):
        folds([label("a"), label("b"), label("c")], count)


def test_no_document_teaches_about_itself() -> None:
    known = [label(f"t{number}", grade=number % 4) for number in range(9)]
    more = [label("T0", grade=3), label("other", grade=1)]
    taught: list[tuple[set[str], set[str]]] = []

    def answer(teaching: Sequence[Label], asked: Sequence[Label]) -> Answers:
        taught.append(({one.title for one in teaching}, {one.title for one in asked}))
        scores = np.array([[float(one.title[1:])] for one in asked])
        grades = tuple(one.grade or 0 for one in asked)
        return Answers(("x",), scores, 0.5, grades, tuple(frozenset({one.title}) for one in asked))

    found = cross_validated(known, 3, more, answer)
    everything = {one.title for one in known}
    assert len(taught) == 3
    for teaching, asked in taught:
        assert teaching == everything - asked | {"other"}
    # All answers, in the order of the documents.
    assert list(found.scores[:, 0]) == list(range(9))
    assert found.grades == tuple(one.grade for one in known)
    assert found.dimensions == tuple(frozenset({one.title}) for one in known)
