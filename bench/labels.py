"""How well components agree with labels, beside what plain Boolean searches find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bench.intervals import Figure, Measure, figures
from bench.label_answers import Answers
from bench.measures import average_precision, kappa, rates, share_to_read, within
from nlp.labels import Label

__all__ = ["Group", "Measured", "measure"]

_ANY: Final = "any workstream"
_OF: Final = "workstream "
_GRADE: Final = "grade"
_DIMENSIONS: Final = "dimensions"
_REPORTS: Final = 2  # the grade from which a document reports on inequality


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one question, by name.

    ``labelled`` is how many documents (or dimensions of documents) the labels have there. ``searches`` are
    the same figures of the plain searches, empty where there is none.
    """

    labelled: int
    ken: Mapping[str, Figure]
    searches: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures on some documents.

    ``any_workstream`` has ``average_precision`` and ``read_for_95``, the share of the documents to be read
    in order until 95 % of those in any workstream are found. ``workstreams`` have ``precision``,
    ``recall``, ``f1`` and ``average_precision``. ``grade`` has ``kappa`` of the grades 0 to 3, and
    ``precision``, ``recall`` and ``f1`` of grade 2 or more. ``dimensions`` has these three over all
    dimensions together.
    """

    documents: int
    any_workstream: Group
    workstreams: Mapping[str, Group]
    grade: Group
    dimensions: Group


def measure(known: Sequence[Label], answers: Answers, searches: Answers) -> Measured:
    """Compare answers of components and of plain searches with the labels of the same documents.

    What a label leaves open takes no part in the figures on it.
    """
    streams = answers.workstreams
    ken, plain = _measures(known, answers, streams), _measures(known, searches, streams)
    named = {
        **{f"ken/{group}/{name}": one for group, own in ken.items() for name, one in own.items()},
        **{f"plain/{group}/{name}": one for group, own in plain.items() for name, one in own.items()},
    }
    found = figures(named, len(known))

    def group(name: str, labelled: int) -> Group:
        return Group(
            labelled,
            {one: found[f"ken/{name}/{one}"] for one in ken.get(name, ())},
            {one: found[f"plain/{name}/{one}"] for one in plain.get(name, ())},
        )

    return Measured(
        documents=len(known),
        any_workstream=group(_ANY, sum(not one.workstreams.isdisjoint(streams) for one in known)),
        workstreams={
            name: group(_OF + name, sum(name in one.workstreams for one in known)) for name in streams
        },
        grade=group(_GRADE, sum((one.grade or 0) >= _REPORTS for one in known)),
        dimensions=group(_DIMENSIONS, sum(len(one.dimensions) for one in known if one.grade is not None)),
    )


def _measures(
    known: Sequence[Label], answers: Answers, streams: Sequence[str]
) -> dict[str, dict[str, Measure]]:
    found = {}
    for column, name in enumerate(answers.workstreams):
        rows = [place for place, label in enumerate(known) if label.says(name)]
        truth = np.array([name in known[place].workstreams for place in rows], bool)
        scores = answers.scores[rows, column]
        filed = scores >= answers.least
        order = {"average_precision": average_precision(truth, scores)}
        found[_OF + name] = within(rows, rates(truth, filed, truth & filed) | order)
    if answers.workstreams:
        found[_ANY] = _any(known, answers, streams)
    rows = [place for place, label in enumerate(known) if label.grade is not None]
    found[_GRADE] = within(rows, _grade(known, answers, rows))
    if answers.dimensions:
        labelled = [known[place].dimensions for place in rows]
        given = [answers.dimensions[place] for place in rows]
        counts = [
            (len(one), len(other), len(one & other)) for one, other in zip(labelled, given, strict=True)
        ]
        true, named, both = np.array(counts, np.float64).reshape(-1, 3).T
        found[_DIMENSIONS] = within(rows, rates(true, named, both))
    return found


def _any(known: Sequence[Label], answers: Answers, streams: Sequence[str]) -> dict[str, Measure]:
    rows = [
        place
        for place, label in enumerate(known)
        if not label.workstreams.isdisjoint(streams) or all(map(label.says, streams))
    ]
    truth = [not known[place].workstreams.isdisjoint(streams) for place in rows]
    best = answers.scores[rows].max(axis=1)
    return within(
        rows,
        {"average_precision": average_precision(truth, best), "read_for_95": share_to_read(truth, best)},
    )


def _grade(known: Sequence[Label], answers: Answers, rows: Sequence[int]) -> dict[str, Measure]:
    labelled = np.array([known[place].grade for place in rows], np.intp)
    given = np.array([answers.grades[place] for place in rows], np.intp)
    true, found = labelled >= _REPORTS, given >= _REPORTS
    return {"kappa": kappa(labelled, given)} | rates(true, found, true & found)
