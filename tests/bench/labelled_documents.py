"""Labelled documents for tests, invented."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from nlp.labels import Label

__all__ = ["LINES", "label", "write_labels"]

LINES: tuple[Mapping[str, object], ...] = (
    {
        "title": "Housing First for people who are homeless in Fife: an evaluation",
        "abstract": "Support services kept tenancies longer than hostels did, more so for women than men.",
        "ws": ["emerging-needs"],
        "grade": 3,
        "dims": ["plus_homelessness", "gender_sex"],
    },
    {
        "title": "Integrated care in two Scottish partnerships: a realist review",
        "abstract": "We reviewed what made integration of health and social care work, and for whom.",
        "ws": ["published-learning"],
        "grade": 0,
        "dims": [],
    },
    {
        "title": "Rural pharmacies and the price of petrol",
        "abstract": "Prescriptions were collected less often in rural areas than in towns.",
        "ws": [],
        "grade": 2,
        "dims": ["place"],
    },
    {"title": "Crystal growth in sugar solutions", "abstract": None, "ws": [], "grade": 0, "dims": []},
)


def write_labels(path: Path, lines: Iterable[Mapping[str, object]] = LINES) -> Path:
    """Write a file of labels; give its path."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def label(
    title: str,
    workstreams: Iterable[str] = (),
    grade: int | None = 0,
    dimensions: Iterable[str] = (),
    abstract: str = "",
    judged: Iterable[str] | None = None,
) -> Label:
    """Make one label."""
    return Label(
        title,
        title,
        abstract,
        frozenset(workstreams),
        grade,
        frozenset(dimensions),
        None if judged is None else frozenset(judged),
    )
