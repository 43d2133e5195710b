"""Labelled records: title and abstract with what a person said of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from records.errors import ImportFileError

__all__ = ["Label", "labels"]


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled record.

    ``workstreams`` are ids, ``grade`` is 0 to 3 or None where nobody gave one, ``dimensions`` are ids of
    PROGRESS-Plus. ``judged`` are the workstreams of which the label says whether the record belongs to them,
    None for all. ``weight`` is how much it counts in training beside others.
    """

    id: str
    title: str
    abstract: str
    workstreams: frozenset[str]
    grade: int | None
    dimensions: frozenset[str]
    judged: frozenset[str] | None = None
    weight: float = 1.0

    def says(self, workstream: str) -> bool:
        """Tell whether it says anything of a workstream."""
        return self.judged is None or workstream in self.judged


def labels(text: str, file: str = "labels") -> Iterator[Label]:
    """Read the lines of a label file (``data/labels/README.md``); other fields are left aside.

    A line without an id is named by its number.

    Raises ``ImportFileError``, naming file and line, for a line that is not such a record.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _label(json.loads(line), str(number))
            except (ValueError, KeyError, TypeError) as error:
                raise ImportFileError(f"{file}: line {number}: not a labelled record: {error!r}") from error


def _label(values: dict[str, object], number: str) -> Label:
    grade = values["grade"]
    if not isinstance(grade, int) or not 0 <= grade <= 3:
        raise ValueError(f"the grade {grade} is not 0 to 3")
    return Label(
        id=str(values.get("id", number)),
        title=str(values["title"]),
        abstract=str(values.get("abstract") or ""),
        workstreams=_names(values["ws"]),
        grade=grade,
        dimensions=_names(values["dims"]),
    )


def _names(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise TypeError("a list is needed")
    return frozenset(map(str, value))
