"""What the annotations of one work say, gathered by what people ask of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from records.annotation import Annotation

__all__ = ["POLARITIES", "Said", "said"]

POLARITIES: Final = (
    "went_well",
    "did_not_go_well",
    "innovation_to_keep",
    "change_to_stop",
    "negative_unintended",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the components say of one work.

    ``workstreams`` by score, the best first. ``grade`` is the inequality grade, 0 to 3, and ``graded``
    the annotation that gave it. ``dimensions`` and ``places`` by score, the best first. ``closeness`` to
    Scotland is between 0 and 1, None when no place is named. ``tier`` is the strength of the evidence, 0
    to 5, None when its type is not known. ``learning`` holds what went well, what did not, what to keep
    and what to stop; ``density`` is the share of sentences that hold such learning, ``unmitigated`` tells
    that a harm is reported and nothing that was done against it.
    """

    workstreams: tuple[Annotation, ...] = ()
    grade: int = 0
    graded: Annotation | None = None
    direction: str = ""
    absence_reported: bool = False
    dimensions: tuple[Annotation, ...] = ()
    places: tuple[Annotation, ...] = ()
    closeness: float | None = None
    evidence: Annotation | None = None
    tier: int | None = None
    learning: tuple[Annotation, ...] = ()
    density: float = 0.0
    unmitigated: bool = False
    language: str = ""

    def in_workstream(self, workstream: str) -> Annotation | None:
        """Give what was said of one workstream."""
        return next((one for one in self.workstreams if one.label == workstream), None)


def said(annotations: Iterable[Annotation]) -> Said:
    """Gather the annotations of one work."""
    ordered = sorted(annotations, key=lambda one: (-one.score, one.label))
    graded = _first(ordered, "inequality", "grade:")
    closeness = _first(ordered, "geography", "closeness")
    density = _first(ordered, "learning", "density")
    strength = _first(ordered, "evidence", "strength:")
    return Said(
        workstreams=_all(ordered, "workstream", ""),
        grade=int(value(graded)) if graded else 0,
        graded=graded,
        direction=value(_first(ordered, "inequality", "direction:")),
        absence_reported=_first(ordered, "inequality", "absence-reported") is not None,
        dimensions=_all(ordered, "inequality", "dimension:"),
        places=_all(ordered, "geography", "place:"),
        closeness=closeness.score if closeness else None,
        evidence=_first(ordered, "evidence", "type:"),
        tier=int(value(strength)) if strength else None,
        learning=tuple(one for one in _all(ordered, "learning", "") if one.label in POLARITIES),
        density=density.score if density else 0.0,
        unmitigated=_first(ordered, "learning", "harm-without-mitigation") is not None,
        language=value(_first(ordered, "language", "")),
    )


def value(annotation: Annotation | None) -> str:
    """Give what stands behind the colon of a label, ``ses`` of ``dimension:ses``."""
    return annotation.label.rpartition(":")[2] if annotation else ""


def _all(annotations: Iterable[Annotation], component: str, start: str) -> tuple[Annotation, ...]:
    return tuple(one for one in annotations if one.component == component and one.label.startswith(start))


def _first(annotations: Iterable[Annotation], component: str, start: str) -> Annotation | None:
    return next(iter(_all(annotations, component, start)), None)
