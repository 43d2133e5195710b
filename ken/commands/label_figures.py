"""Figures on labels, as commands print them: one document for programs, a table for people."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ken.commands.aligned import aligned

if TYPE_CHECKING:
    from bench.intervals import Figure
    from bench.labels import Group, Measured

__all__ = ["document", "table", "value_and_interval", "values"]

_DIGITS: Final = 4
_SPOKEN: Final = {
    "average_precision": "average precision",
    "read_for_95": "read for recall .95",
    "f1": "F1",
    "kappa": "weighted kappa",
}
_NOTHING: Final = "–"


def document(measured: "Measured") -> dict[str, object]:
    """Give all figures as one JSON object."""
    return {
        "documents": measured.documents,
        "any_workstream": _group(measured.any_workstream),
        "workstreams": {name: _group(group) for name, group in measured.workstreams.items()},
        "grade": _group(measured.grade),
        "dimensions": _group(measured.dimensions),
    }


def table(measured: "Measured") -> str:
    """Write all figures as a table, those of the plain searches beside Ken's."""
    head = ("", "labelled", "Ken", "95 %", "searches", "95 %")
    return aligned(head, list(_rows(measured)))


def values(figures: "Mapping[str, Figure]") -> dict[str, object]:
    """Give figures as numbers by name, and their intervals beside them."""
    return {
        **{name: _rounded(one.value) for name, one in figures.items()},
        "intervals": {name: [_rounded(one.low), _rounded(one.high)] for name, one in figures.items()},
    }


def value_and_interval(figure: "Figure | None", sign: str = "") -> tuple[str, str]:
    """Write a figure and its interval; ``sign`` is ``+`` for a difference."""
    if figure is None or figure.value is None:
        return _NOTHING, ""
    return f"{figure.value:{sign}.3f}", f"{figure.low:{sign}.2f} to {figure.high:{sign}.2f}"


def _group(group: "Group") -> dict[str, object]:
    searches = values(group.searches) if group.searches else None
    return {"labelled": group.labelled, **values(group.ken), "searches": searches}


def _rows(measured: "Measured") -> Iterator[tuple[str, ...]]:
    groups = {
        "any workstream": measured.any_workstream,
        **measured.workstreams,
        "grade 2 or 3": measured.grade,
        "dimensions": measured.dimensions,
    }
    for title, group in groups.items():
        labelled = str(group.labelled)
        for name, figure in group.ken.items():
            own, plain = value_and_interval(figure), value_and_interval(group.searches.get(name))
            yield (f"{title}: {_SPOKEN.get(name, name)}", labelled, *own, *plain)
            labelled = ""


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
