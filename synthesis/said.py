"""What the annotations of one work say, gathered by what people ask of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from records.annotation import Annotation

__all__ = ["Said", "said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the components say of one work.

    ``workstreams`` by score, the best first. ``grade`` is the inequality grade, 0 to 3, and ``graded``
    the annotation that gave it. ``dimensions`` and ``places`` by score, the best first. ``tier`` is the
    strength of the evidence's type, 0 to 5, None when no type was found. ``learning`` holds what went
    well, what did not, what to keep and what to stop.
    """

    workstreams: tuple[Annotation, ...] = ()
    grade: int = 0
    graded: Annotation | None = None
    direction: str = ""
    dimensions: tuple[Annotation, ...] = ()
    places: tuple[Annotation, ...] = ()
    evidence: Annotation | None = None
    tier: int | None = None
    learning: tuple[Annotation, ...] = ()
    stages: tuple[Annotation, ...] = ()
    language: str = ""

    def in_workstream(self, workstream: str) -> Annotation | None:
        """Give what was said of one workstream."""
        return next((one for one in self.workstreams if one.label == workstream), None)


def said(annotations: Iterable[Annotation]) -> Said:
    """Gather the annotations of one work."""
    by_component: dict[str, list[Annotation]] = {}
    for one in sorted(annotations, key=lambda one: (-one.score, one.label)):
        by_component.setdefault(one.component, []).append(one)
    inequality = by_component.get("inequality", [])
    graded = next((one for one in inequality if one.label.startswith("grade:")), None)
    evidence = next((one for one in by_component.get("evidence", []) if one.label.startswith("type:")), None)
    tier = next((one for one in by_component.get("evidence", []) if one.label.startswith("tier:")), None)
    return Said(
        workstreams=tuple(by_component.get("workstream", ())),
        grade=int(_value(graded)) if graded else 0,
        graded=graded,
        direction=_value(next((one for one in inequality if one.label.startswith("direction:")), None)),
        dimensions=tuple(one for one in inequality if one.label.startswith("dimension:")),
        places=tuple(by_component.get("geography", ())),
        evidence=evidence,
        tier=int(_value(tier)) if tier else None,
        learning=tuple(by_component.get("learning", ())),
        stages=tuple(by_component.get("stage", ())),
        language=_value(next(iter(by_component.get("language", ())), None)),
    )


def _value(annotation: Annotation | None) -> str:
    return annotation.label.rpartition(":")[2] if annotation else ""
