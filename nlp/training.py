"""How the learned heads are made from labels: the recipe of ``data/models/reading.json``.

Logistic regressions of scikit-learn over two kinds of numbers: the signs that the vocabularies find, and the
vector of what the text means. The signs are standardised, the vector is given the weight of a few of them;
both are held small by an L2 penalty, since labels are few. Each workstream has a head; the grade has three
(at least 1, 2, 3), whose sum of probabilities is cut where the weighted kappa on held-out folds is best;
all dimensions share one. Everything is learned twice, with abstracts and from titles alone.

Labelled documents are rich in what is sought, so that each head has a shift to the share that a weekly scan
is assumed to have (King and Zeng 2001, prior correction).

Newton steps on a convex problem and rounded numbers: the same labels give the same model on any machine.
"""

import hashlib
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score

from nlp.grade_signs import dimension_signs, grade_signs
from nlp.inequality import InequalityComponent
from nlp.labels import Label
from nlp.learned import Head, Learned
from nlp.meaning import Meaning, shipped_meaning
from nlp.reading import Reading, reading_of
from nlp.told import told
from nlp.workstream import WorkstreamComponent
from nlp.workstream_signs import workstream_signs

__all__ = ["PREVALENCE", "train"]

_RECIPE: Final = 1
PREVALENCE: Final = {"workstream": 0.02, "grade": 0.15}
"""The share of works that carry a label, as assumed for a weekly scan.

Domain notes, section 8: 3 to 10 % of works are relevant to any of four workstreams, with overlaps. The
share that reports on inequality is a working number until the team's own audit gives one.
"""
_STRENGTH: Final = {"workstream": 0.02, "grade": 0.01, "dimension": 0.02}
"""The inverse of the weight of the L2 penalty, scikit-learn's C, chosen by cross-validation."""
_MEANING: Final = {"workstream": 20.0, "grade": 10.0, "dimension": 3.0}
"""By how much the vector, of length 1, is stretched beside standardised signs."""
_SPREAD: Final = 0.2
"""The least standard deviation that a sign is scaled by, so that a rare one does not get a giant say."""
_FOLDS: Final = 5
_CUTS: Final = (0.7, 1.3, 2.1)

_Numbers = npt.NDArray[np.float64]
_Truth = npt.NDArray[np.bool_]


class _Table(NamedTuple):
    """What a head is fitted on: a row for each example."""

    signs: _Numbers
    vectors: _Numbers
    weights: _Numbers


def train(known: Sequence[Label], folder: Path, meaning: Meaning | None = None) -> Learned:
    """Learn all heads from labels, with the vocabularies of a folder.

    A label that does not say whether a document is of a workstream takes no part in its head; one without a
    grade takes none in grades and dimensions. Raises ``ValueError`` from scikit-learn when the labels
    have no example of a grade at all.
    """
    table = meaning or shipped_meaning()
    streams = WorkstreamComponent.of(folder, None)
    unequal = InequalityComponent.of(folder, None)
    heads: dict[str, Head] = {}
    cuts = _CUTS
    for what in ("full", "title"):
        readings = [
            reading_of(one.title, one.abstract if what == "full" else "", key=one.id) for one in known
        ]
        vectors = np.array([table.vector(told(one)) for one in readings], np.float64)
        heads |= _workstreams(streams, known, readings, vectors, what)
        graded = [place for place, one in enumerate(known) if one.grade is not None]
        own = [known[place] for place in graded]
        more, best = _inequality(unequal, own, [readings[place] for place in graded], vectors[graded], what)
        heads |= more
        cuts = best if what == "full" else cuts
    version = _version(known, streams.rules.text, unequal.vocabulary.text, table.version)
    return Learned.of(Learned(version, table.version, _dimensions(unequal), cuts, heads).text())


def _workstreams(
    component: WorkstreamComponent,
    known: Sequence[Label],
    readings: Sequence[Reading],
    vectors: _Numbers,
    what: str,
) -> dict[str, Head]:
    scored = [component.scorer.scores(reading) for reading in readings]
    heads = {}
    for rules in component.rules.workstreams:
        name = rules.workstream.id
        places = [place for place, label in enumerate(known) if label.says(name)]
        belongs = np.array([name in known[place].workstreams for place in places], bool)
        if not belongs.any() or belongs.all():
            continue
        signs = np.array([workstream_signs(scored[place], name) for place in places])
        table = _Table(signs, vectors[places], _weights([known[place] for place in places]))
        heads[f"workstream:{name}:{what}"] = _fit(table, belongs, "workstream")
    return heads


def _inequality(
    component: InequalityComponent,
    known: Sequence[Label],
    readings: Sequence[Reading],
    vectors: _Numbers,
    what: str,
) -> tuple[dict[str, Head], tuple[float, float, float]]:
    found = [component.finder.signs(reading) for reading in readings]
    judged = [component.judged(reading, signs) for reading, signs in zip(readings, found, strict=True)]
    signs = np.array([grade_signs(*one) for one in zip(readings, found, judged, strict=True)])
    table = _Table(signs, vectors, _weights(known))
    grades = np.array([label.grade for label in known])
    heads = {f"grade:{least}:{what}": _fit(table, grades >= least, "grade") for least in (1, 2, 3)}
    dimensions = _dimensions(component)
    rows: list[tuple[float, ...]] = []
    truth: list[bool] = []
    owners: list[int] = []
    for place, label in enumerate(known):
        named = dimension_signs(readings[place], found[place], judged[place], dimensions)
        rows += named.values()
        truth += [name in label.dimensions for name in named]
        owners += [place] * len(named)
    named_table = _Table(np.array(rows), np.hstack([signs[owners], vectors[owners]]), table.weights[owners])
    heads[f"dimension:{what}"] = _fit(named_table, np.array(truth, bool), "dimension", len(signs[0]))
    return heads, _best_cuts(table, grades)


def _dimensions(component: InequalityComponent) -> tuple[str, ...]:
    return tuple(dimension.id for dimension in component.vocabulary.dimensions)


def _fit(table: _Table, truth: _Truth, kind: str, inner: int = 0) -> Head:
    """Fit one head; ``inner`` columns of the vectors are signs of the whole work, given half the weight."""
    signs = np.hstack([table.signs, table.vectors[:, :inner]])
    middle = np.average(signs, axis=0, weights=table.weights)
    spread = np.sqrt(np.average((signs - middle) ** 2, axis=0, weights=table.weights))
    size = np.where(spread > 1e-9, 1 / np.maximum(spread, _SPREAD), 0.0)
    size[table.signs.shape[1] :] *= 0.5
    stretch = _MEANING[kind]
    given = np.hstack([(signs - middle) * size, table.vectors[:, inner:] * stretch])
    model = LogisticRegression(C=_STRENGTH[kind], solver="newton-cholesky", tol=1e-10, max_iter=200)
    model.fit(given, truth, sample_weight=table.weights)
    slopes = model.coef_[0]
    raw = slopes[: len(size)] * size
    seen = float(np.average(truth, weights=table.weights))
    return Head(
        intercept=float(model.intercept_[0] - raw @ middle),
        signs=raw.astype(np.float32),
        meaning=(slopes[len(size) :] * stretch).astype(np.float32),
        shift=_log_odds(PREVALENCE[kind]) - _log_odds(seen) if kind in PREVALENCE else 0.0,
    )


def _best_cuts(table: _Table, grades: npt.NDArray[np.int_]) -> tuple[float, float, float]:
    """Choose where to cut the sum of probabilities, by weighted kappa on folds that took no part."""
    total = np.zeros(len(grades))
    for fold in range(_FOLDS):
        out = np.arange(len(grades)) % _FOLDS == fold
        part = _Table(table.signs[~out], table.vectors[~out], table.weights[~out])
        for least in (1, 2, 3):
            if len(set(grades[~out] >= least)) == 2:
                head = _fit(part, grades[~out] >= least, "grade")
                odds = head.intercept + table.signs[out] @ head.signs + table.vectors[out] @ head.meaning
                total[out] += 1 / (1 + np.exp(-odds))
    grid = [
        (one / 10, two / 10, three / 10)
        for one in range(5, 9)
        for two in range(10, 16)
        for three in range(18, 25)
    ]
    weights = table.weights
    return max(grid, key=lambda cuts: (_kappa(grades, np.digitize(total, cuts), weights), cuts))


def _kappa(truth: npt.NDArray[np.int_], given: npt.NDArray[np.int_], weights: _Numbers) -> float:
    return float(cohen_kappa_score(truth, given, weights="quadratic", sample_weight=weights))


def _reading(label: Label, *, title_only: bool) -> Reading:
    return reading_of(label.title, "" if title_only else label.abstract, key=label.id)


def _weights(known: Sequence[Label]) -> _Numbers:
    return np.array([label.weight for label in known])


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))


def _version(known: Sequence[Label], *texts: str) -> str:
    """Name the training data: the labels in any order, the vocabularies, the table of meaning, the recipe."""
    facts = sorted(
        json.dumps(
            [one.title, one.abstract, sorted(one.workstreams), one.grade, sorted(one.dimensions), one.weight]
            + ([] if one.judged is None else [sorted(one.judged)])
        )
        for one in known
    )
    digest = hashlib.sha256("\0".join([*texts, *facts]).encode()).hexdigest()
    return f"{_RECIPE}-{digest[:8]}"
