"""What is answered about labelled documents: by components, and by plain Boolean searches."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

import data
from bench.boolean_search import boolean_search
from bench.intervals import Numbers
from nlp import Component
from nlp.boilerplate import Boilerplate
from nlp.labels import Label
from nlp.reading import reading_of
from nlp.workstream import BELONGS
from records.annotation import Annotation
from records.workstream import Workstream
from synthesis.said import Said, said

__all__ = ["Answers", "read_by", "searched"]

_BATCH: Final = 500
_SEARCHES: Final = "openalex"
_FOUND: Final = 2  # the grade of what the equity filter finds


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What is said of documents, in their order.

    ``scores`` has a row for each document and a column for each of ``workstreams``, 0 to 1; from ``least``
    on a document counts as filed there. ``grades`` are 0 to 3. ``dimensions`` are ids of PROGRESS-Plus,
    None from those that say nothing of them.
    """

    workstreams: tuple[str, ...]
    scores: Numbers
    least: float
    grades: tuple[int, ...]
    dimensions: tuple[frozenset[str], ...] | None


def read_by(
    components: Sequence[Component],
    masks: Boilerplate,
    known: Sequence[Label],
    workstreams: Sequence[Workstream],
) -> Answers:
    """Let components read the documents, as they would read works; their labels are not looked at."""
    names = tuple(one.id for one in workstreams)
    found = list(_said(components, masks, known))
    return Answers(
        workstreams=names,
        scores=np.array([[_score(one, name) for name in names] for one in found], np.float64),
        least=BELONGS,
        grades=tuple(one.grade for one in found),
        dimensions=tuple(
            frozenset(each.label.removeprefix("dimension:") for each in one.dimensions) for one in found
        ),
    )


def searched(known: Sequence[Label], workstreams: Sequence[Workstream]) -> Answers:
    """Search the documents with the workstreams' strings for OpenAlex, and with the equity filter.

    The filter (``data/bench/equity_filter.toml``) finds what has a term of either of its sets, and says
    grade 2 of it. Workstreams without a string are left out. Raises ``BenchError`` for a string that
    cannot be read.
    """
    having = [one for one in workstreams if _SEARCHES in one.searches]
    searches = [boolean_search(one.searches[_SEARCHES], f"{one.id}, searches.{_SEARCHES}") for one in having]
    sets = tomllib.loads(data.folder("bench", "equity_filter.toml").read_text(encoding="utf-8"))
    equity = boolean_search(" OR ".join(f"({text})" for text in sets.values()), "equity filter")
    return Answers(
        workstreams=tuple(one.id for one in having),
        scores=np.array(
            [[float(search(one.title, one.abstract)) for search in searches] for one in known], np.float64
        ).reshape(len(known), len(having)),
        least=1.0,
        grades=tuple(_FOUND * equity(one.title, one.abstract) for one in known),
        dimensions=None,
    )


def _said(components: Sequence[Component], masks: Boilerplate, known: Sequence[Label]) -> Iterator[Said]:
    for start in range(0, len(known), _BATCH):
        batch = known[start : start + _BATCH]
        # Named by their places: ids of several files may be the same.
        texts = tuple(
            reading_of(one.title, one.abstract, key=str(place), boilerplate=masks)
            for place, one in enumerate(batch)
        )
        found: list[list[Annotation]] = [[] for _ in batch]
        for component in components:
            for annotation in component(texts):
                found[int(annotation.work)].append(annotation)
        yield from map(said, found)


def _score(found: Said, workstream: str) -> float:
    annotation = found.in_workstream(workstream)
    return annotation.score if annotation else 0.0
