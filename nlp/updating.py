"""Learning from a team's own decisions: the shipped heads, moved as far as the decisions bear out.

Each workstream's head is fitted again on what the team included and excluded, with the head as it was for
the prior: a Gaussian around its weights, as wide as the penalty that it was first learned under (the usual
maximum a posteriori estimate, Murphy 2022, Probabilistic Machine Learning, section 10.2). A few decisions
move little, hundreds take over; nothing is lost of what the labels taught.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from nlp.labels import Label
from nlp.learned import Head, Learned
from nlp.meaning import shipped_meaning
from nlp.reading import Reading, reading_of
from nlp.told import told
from nlp.workstream import WorkstreamComponent, default_head, head_name
from nlp.workstream_signs import workstream_signs

__all__ = ["FEWEST", "updated"]

FEWEST: Final = 3
"""Included and excluded works that it takes of each before a head moves."""
_SIGNS: Final = 50.0  # what a change of a sign's weight costs: one over the C of the first learning
_MEANING: Final = 0.125  # the same for the vector, which was stretched twentyfold then
_STEPS: Final = 100
_LONGEST: Final = 2.0  # by how much one of Newton's steps may move a decided work's log odds
_CLOSE: Final = 1e-10

_Numbers = npt.NDArray[np.float64]


def updated(learned: Learned, decided: Sequence[Label], folder: Path) -> Learned:
    """Give a model whose workstream heads were moved by decisions, and that is named by them.

    A decision is a label that says something of its workstream alone. Workstreams with too few decisions
    keep their head; grades and dimensions stay as they are. Without any change the model is the same.
    """
    component = WorkstreamComponent.of(folder, None)
    meaning = shipped_meaning()
    heads = dict(learned.heads)
    for what in ("full", "title"):
        readings = [_reading(one, title_only=what == "title") for one in decided]
        scored = [component.scorer.scores(reading) for reading in readings]
        for rules in component.rules.workstreams:
            stream = rules.workstream.id
            places = [place for place, one in enumerate(decided) if one.says(stream)]
            belongs = np.array([stream in decided[place].workstreams for place in places], bool)
            if min(belongs.sum(), (~belongs).sum()) < FEWEST:
                continue
            name = head_name(stream, title_only=what == "title")
            signs = np.array([workstream_signs(scored[place], stream) for place in places])
            vectors = meaning.vectors(told(readings[place]) for place in places)
            before = heads.get(name) or default_head(meaning.size)
            heads[name] = _moved(before, signs, vectors.astype(np.float64), belongs)
    if heads == dict(learned.heads):
        return learned
    return Learned.of(replace(learned, heads=heads, version=_version(learned, decided)).text())


def _moved(head: Head, signs: _Numbers, vectors: _Numbers, belongs: npt.NDArray[np.bool_]) -> Head:
    """Fit a head on decisions, with itself for the prior."""
    given = np.hstack([np.ones((len(signs), 1)), signs, vectors])
    before = np.concatenate([[head.intercept + head.shift], head.signs, head.meaning]).astype(np.float64)
    costs = np.concatenate([[_SIGNS], np.full(signs.shape[1], _SIGNS), np.full(vectors.shape[1], _MEANING)])
    # The decided works are those that stood high in a queue: the prior keeps the level of probabilities.
    truth = belongs.astype(np.float64)

    found = before.copy()
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(given @ found, -40, 40)))
        slope = given.T @ (chance - truth) + costs * (found - before)
        curve = (given.T * (chance * (1 - chance))) @ given + np.diag(costs)
        step = np.linalg.solve(curve, slope)
        found -= step * min(1.0, _LONGEST / float(np.abs(given @ step).max()))
        if float(np.abs(step).max()) < _CLOSE:
            break
    size = signs.shape[1]
    return Head(
        intercept=float(found[0]) - head.shift,
        signs=found[1 : size + 1].astype(np.float32),
        meaning=found[size + 1 :].astype(np.float32),
        shift=head.shift,
    )


def _reading(label: Label, *, title_only: bool) -> Reading:
    return reading_of(label.title, "" if title_only else label.abstract, key=label.id)


def _version(learned: Learned, decided: Sequence[Label]) -> str:
    facts = sorted(f"{one.title}|{sorted(one.judged or ())}|{sorted(one.workstreams)}" for one in decided)
    digest = hashlib.sha256("\n".join([learned.version, *facts]).encode()).hexdigest()
    return f"{learned.version}+{digest[:8]}"
