"""Train: let the heads of the workstreams learn from what the team decided."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.metrics import average_precision_score

from flows.context import Context
from nlp.labels import Label
from nlp.learned import MODEL, Learned, learned_in, shipped_learned
from nlp.reading import reading_of
from nlp.updating import FEWEST, updated
from nlp.workstream import WorkstreamComponent
from synthesis.standing import kept, standing

__all__ = ["Trained", "decided_labels", "train"]

_FOLDS: Final = 5
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Trained:
    """What training did for one workstream.

    ``before`` and ``after`` are the average precision with which the decided works are ordered, 0 to 1: by
    the model as it was, and by one that was trained without the works it then orders (five folds). Both
    are None where there were too few decisions of either kind to learn from.
    """

    workstream: str
    included: int
    excluded: int
    before: float | None
    after: float | None


def train(context: Context, *, keep: bool = True) -> tuple[Learned, list[Trained]]:
    """Move the shipped model by the team's decisions, write it into the workspace, and say what it brought.

    It always starts from the model that ships, so that the same decisions give the same model. With
    ``keep`` false nothing is written.
    """
    decided = decided_labels(context)
    model = updated(shipped_learned(), decided, context.vocabularies)
    # The order of works is that of their ids: who is in which fold does not hang on who decided when.
    found = [_tried(one.id, decided, context.vocabularies) for one in context.workstreams]
    if keep and model is not shipped_learned():
        _write(context.home / MODEL, model)
    return model, found


def decided_labels(context: Context) -> list[Label]:
    """Give what the team decided as labels, one for each work and workstream, in the order of their ids.

    A work that anybody keeps belongs; one that everybody excluded does not.
    """
    works = sorted({decision.work for decision in context.store.decisions.log()})
    return [
        label
        for start in range(0, len(works), _BATCH)
        for label in _labels(context, works[start : start + _BATCH])
    ]


def _labels(context: Context, asked: Sequence[str]) -> Iterator[Label]:
    works = {work.work_id: work for work in context.store.works.get(asked)}
    decisions = context.store.decisions.of(sorted(works))
    for work_id, own in sorted(decisions.items()):
        best = works[work_id].best
        keeps = {one.workstream for one in kept(own)}
        for stream in sorted({one.workstream for one in standing(own)}):
            belongs = frozenset({stream} & keeps)
            yield Label(
                work_id, best.title, best.abstract, belongs, None, frozenset(), judged=frozenset({stream})
            )


def _tried(stream: str, decided: Sequence[Label], folder: Path) -> Trained:
    own = [one for one in decided if one.says(stream)]
    belongs = np.array([stream in one.workstreams for one in own], bool)
    included, excluded = int(belongs.sum()), int((~belongs).sum())
    if min(included, excluded) < FEWEST:
        return Trained(stream, included, excluded, None, None)
    before = _scores(stream, own, learned_in(folder), folder)
    after = np.zeros(len(own))
    fold = _folds(belongs)
    for number in range(_FOLDS):
        rest = [one for one, place in zip(own, fold, strict=True) if place != number]
        model = updated(shipped_learned(), rest, folder)
        held = [one for one, place in zip(own, fold, strict=True) if place == number]
        after[fold == number] = _scores(stream, held, model, folder)
    return Trained(
        stream,
        included,
        excluded,
        float(average_precision_score(belongs, before)),
        float(average_precision_score(belongs, after)),
    )


def _folds(
    belongs: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Deal included and excluded works out over the folds in turn."""
    fold = np.zeros(len(belongs), np.int64)
    for side in (belongs, ~belongs):
        fold[side] = np.arange(side.sum()) % _FOLDS
    return fold


def _scores(stream: str, own: Sequence[Label], model: Learned, folder: Path) -> list[float]:
    component = WorkstreamComponent.of(folder, model)
    found: dict[str, float] = defaultdict(float)
    for annotation in component(reading_of(one.title, one.abstract, key=one.id) for one in own):
        if annotation.label == stream:
            found[annotation.work] = annotation.score
    return [found[one.id] for one in own]


def _write(path: Path, model: Learned) -> None:
    """Write the model whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(model.text(), encoding="utf-8")
    part.replace(path)
