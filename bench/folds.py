"""Cross-validation: what is said of each document by components that never saw its label."""

from collections.abc import Callable, Sequence

import numpy as np

from bench.label_answers import Answers
from bench.label_files import same_text
from nlp.labels import Label
from records.errors import BenchError

__all__ = ["cross_validated", "folds"]


def cross_validated(
    known: Sequence[Label],
    count: int,
    more: Sequence[Label],
    answer: Callable[[Sequence[Label], Sequence[Label]], Answers],
) -> Answers:
    """Answer each fold by what the other folds and ``more`` teach, and give all answers together.

    ``answer`` is given the labels to learn from and the documents to read. No document teaches about
    itself: one of ``more`` that has the title of one that is asked is left out. Raises ``BenchError``
    when there are fewer documents than folds.
    """
    parts = folds(known, count)
    titles = {same_text(one) for one in known}
    besides = [one for one in more if same_text(one) not in titles]
    given = []
    for part in parts:
        inside = set(part)
        others = [one for place, one in enumerate(known) if place not in inside]
        given.append(answer([*others, *besides], [known[place] for place in part]))
    return _together(given, [place for part in parts for place in part])


def folds(known: Sequence[Label], count: int) -> tuple[tuple[int, ...], ...]:
    """Deal documents into folds with about the same share of each workstream and grade.

    Gives the places of each fold's documents. Those that have the same title come into the same fold. The
    same documents come into the same folds in whatever order they are given.
    """
    texts: dict[str, list[int]] = {}
    for place, label in enumerate(known):
        texts.setdefault(same_text(label), []).append(place)
    if not 2 <= count <= len(texts):
        raise BenchError(f"{len(texts)} documents cannot be dealt into {count} folds; 2 or more are needed")
    order = sorted(texts, key=lambda text: (_kind(known[texts[text][0]]), text))
    return tuple(
        tuple(place for text in order[fold::count] for place in texts[text]) for fold in range(count)
    )


def _kind(label: Label) -> tuple[list[str], int]:
    return sorted(label.workstreams), -1 if label.grade is None else label.grade


def _together(given: Sequence[Answers], places: Sequence[int]) -> Answers:
    order = np.argsort(np.array(places))
    grades = [grade for one in given for grade in one.grades]
    dimensions = [found for one in given for found in one.dimensions or ()]
    return Answers(
        workstreams=given[0].workstreams,
        scores=np.concatenate([one.scores for one in given])[order],
        least=given[0].least,
        grades=tuple(grades[place] for place in order),
        dimensions=tuple(dimensions[place] for place in order) if dimensions else None,
    )
