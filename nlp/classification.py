"""What all components say of one work, gathered into the one line that ``ken classify --json`` prints."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from nlp import Component
from nlp.learning import POLARITIES
from nlp.reading import Reading
from nlp.workstream import WorkstreamComponent
from records.annotation import Annotation

__all__ = ["Classification", "DimensionFinding", "Inequality", "classify", "gathered"]


class DimensionFinding(TypedDict):
    """One dimension of PROGRESS-Plus that is a subject, with the words that show it."""

    id: str
    score: float
    quotes: list[str]


class Inequality(TypedDict):
    """Grade 0 to 3, the probability that it is at least 2, and which way a gap moves."""

    grade: int
    score: float
    direction: str
    dimensions: list[DimensionFinding]


class Classification(TypedDict):
    """One line of ``ken classify --json``.

    ``workstreams`` has a score for every workstream, best first, 0.0 for those that no rule touches.
    ``stage`` and ``evidence_type`` are empty, ``strength`` is None, where nothing is said.
    """

    id: str
    workstreams: dict[str, float]
    inequality: Inequality
    stage: str
    polarity: list[str]
    evidence_type: str
    strength: int | None
    places: list[str]
    language: str


def classify(readings: Iterable[Reading], components: Sequence[Component]) -> Iterator[Classification]:
    """Let all components read each work and gather what they say, in the order of the readings."""
    workstreams = _workstreams(components)
    for reading in readings:
        said = [one for component in components for one in component([reading])]
        yield gathered(reading.work, said, workstreams)


def gathered(work: str, annotations: Sequence[Annotation], workstreams: Sequence[str] = ()) -> Classification:
    """Gather the annotations of one work; ``workstreams`` lists those that are named whatever is said."""
    scores = dict.fromkeys(workstreams, 0.0)
    scores |= {one.label: one.score for one in annotations if one.component == "workstream"}
    return Classification(
        id=work,
        workstreams={
            label: round(scores[label], 4) for label in sorted(scores, key=lambda name: -scores[name])
        },
        inequality=_inequality([one for one in annotations if one.component == "inequality"]),
        stage=next((one.label for one in annotations if _is_stage(one)), ""),
        polarity=[
            label
            for label in POLARITIES
            if any(one.component == "learning" and one.label == label for one in annotations)
        ],
        evidence_type=next(_after(annotations, "evidence", "type:"), ""),
        strength=next((int(tier) for tier in _after(annotations, "evidence", "strength:")), None),
        places=list(_after(annotations, "geography", "place:")),
        language=next((one.label for one in annotations if one.component == "language"), ""),
    )


def _workstreams(components: Iterable[Component]) -> tuple[str, ...]:
    """List the ids of the workstreams that the components know, in the order of the file."""
    return tuple(
        rules.workstream.id
        for component in components
        if isinstance(component, WorkstreamComponent)
        for rules in component.rules.workstreams
    )


def _inequality(annotations: Sequence[Annotation]) -> Inequality:
    grade = next((one for one in annotations if one.label.startswith("grade:")), None)
    return Inequality(
        grade=int(grade.label.removeprefix("grade:")) if grade else 0,
        score=round(grade.score, 4) if grade else 0.0,
        direction=next(_after(annotations, "inequality", "direction:"), "none"),
        dimensions=[
            DimensionFinding(
                id=one.label.removeprefix("dimension:"),
                score=round(one.score, 4),
                quotes=[quote.text for quote in one.quotes],
            )
            for one in annotations
            if one.label.startswith("dimension:")
        ],
    )


def _is_stage(annotation: Annotation) -> bool:
    return annotation.component == "stage" and not annotation.label.startswith("phase:")


def _after(annotations: Iterable[Annotation], component: str, prefix: str) -> Iterator[str]:
    """List what stands behind a prefix in the labels of a component."""
    for one in annotations:
        if one.component == component and one.label.startswith(prefix):
            yield one.label.removeprefix(prefix)
