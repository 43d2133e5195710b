"""Exports: works as references and tables that other tools read, and that Ken reads back without loss.

Each format is a module with ``write(works) -> Iterator[str]``, which is pure: the parts of a text, to be
written as UTF-8 with the line ends they have (``open(path, "w", encoding="utf-8", newline="")``). What an
export holds is the work's merged record (:mod:`synthesis.linking.merged`) with the notices about the work; it
goes by the id of the best record. The text of linked pages (``body``) is left out. :mod:`scanners.files`
reads all of it back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final, Protocol, Self, cast

from records.annotation import Annotation
from records.decision import Decision
from records.errors import SettingsError
from records.work import Work
from synthesis.said import said

__all__ = ["FORMATS", "Dimension", "Exported", "Inequality", "Writer", "writer"]

FORMATS: Final[Mapping[str, str]] = {"ris": "ris", "csv": "table", "jsonl": "jsonl"}
"""The formats by the name that ``ken export --format`` takes, with the module that writes each."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of PROGRESS-Plus that a work speaks of, with its score and the words that earned it."""

    id: str
    score: float = 0.0
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inequality:
    """What a work says about inequality: grade 0 to 3, the score of that grade, direction, dimensions."""

    grade: int = 0
    score: float = 0.0
    direction: str = ""
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One work with what the export tells of it.

    ``workstreams`` maps ids of workstreams to scores between 0 and 1, the best first. ``decisions`` are those
    that stand, in the order of the log. ``annotations`` is for formats that show them all.
    """

    work: Work
    workstreams: Mapping[str, float] = field(default_factory=dict)
    inequality: Inequality = Inequality()
    decisions: tuple[Decision, ...] = ()
    annotations: tuple[Annotation, ...] = ()

    @classmethod
    def of(
        cls, work: Work, annotations: Iterable[Annotation] = (), decisions: Iterable[Decision] = ()
    ) -> Self:
        """Gather what the components say of a work."""
        annotations = tuple(annotations)
        known = said(annotations)
        dimensions = tuple(
            Dimension(one.label.rpartition(":")[2], one.score, tuple(quote.text for quote in one.quotes))
            for one in known.dimensions
        )
        score = known.graded.score if known.graded else 0.0
        return cls(
            work=work,
            workstreams={one.label: one.score for one in known.workstreams},
            inequality=Inequality(known.grade, score, known.direction, dimensions),
            decisions=tuple(decisions),
            annotations=annotations,
        )


class Writer(Protocol):
    """What a module that writes one format looks like."""

    def write(self, works: Iterable[Exported]) -> Iterator[str]:
        """Write works, part by part; the parts together are the file."""


def writer(name: str) -> Writer:
    """Give the module that writes a format; ``SettingsError`` when there is none of that name."""
    if name not in FORMATS:
        raise SettingsError(f"no export format '{name}'; there are: {', '.join(sorted(FORMATS))}")
    return cast("Writer", import_module(f"synthesis.export.{FORMATS[name]}"))
