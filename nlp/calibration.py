"""How raw scores were made into probabilities: the recipe of ``data/models/calibration.json``.

Logistic curves (Platt 1999) from the features of a component to the label a person gave, fitted with
scikit-learn on the invented records that ship, once with and once without their abstracts. Invented
records are rich in what is sought, so that each curve's intercept is then moved to the prevalence that a
weekly scan is assumed to have (King and Zeng 2001, prior correction). Dimensions get the share of
mentions of each kind that the label confirmed.

``python -m nlp.calibration FILE`` makes the file again. The numbers are rounded, so that the same labels
and vocabularies give the same file on any machine.
"""

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

import data
from nlp import inequality, workstream
from nlp.inequality import InequalityComponent
from nlp.labels import Label, labels
from nlp.probability import Calibration, Curve
from nlp.reading import Reading, reading_of
from nlp.versions import version_of
from nlp.workstream import WorkstreamComponent

__all__ = ["PREVALENCE", "calibrate", "shipped_labels", "written"]

_RECIPE: Final = 1
_FILES: Final = ("examples.jsonl", "written.jsonl")
PREVALENCE: Final = {"workstream": 0.02, "inequality": 0.15}
"""The share of works that carry a label, as assumed for a weekly scan.

Domain notes, section 8: 3 to 10 % of works are relevant to any of four workstreams, with overlaps. The
share that reports on inequality is a working number until the team's own audit gives one.
"""
_STRENGTH: Final = 1.0
"""The inverse of the weight of the L2 penalty, scikit-learn's C."""
_DIGITS: Final = 4
_EMPTY: Final = Calibration("none", {}, {})


def shipped_labels() -> tuple[Label, ...]:
    """Read the labels that ship, in their order."""
    return tuple(one for name in _FILES for one in labels(_text(name), name))


def calibrate(known: Sequence[Label], folder: Path) -> Calibration:
    """Fit all curves and tables on labels, for the vocabularies of a folder."""
    streams = WorkstreamComponent.of(folder, _EMPTY)
    unequal = InequalityComponent.of(folder, _EMPTY)
    curves: dict[str, Curve] = {}
    for title_only in (False, True):
        readings = [_reading(label, title_only=title_only) for label in known]
        curves |= _workstream_curves(streams, known, readings, title_only=title_only)
        judged = [unequal.judgement(reading).features for reading in readings]
        graded = [label.grade >= 2 for label in known]
        name = inequality.curve_name(title_only=title_only)
        curves[name] = _curve(judged, graded, PREVALENCE["inequality"])
    facts = [json.dumps([label.id, label.title, label.abstract, *_said(label)]) for label in known]
    version = version_of(_RECIPE, streams.rules.text, unequal.vocabulary.text, *facts)
    return Calibration(version, curves, _tables(unequal, known))


def written(calibration: Calibration) -> str:
    """Write a calibration as the text of its file."""
    values = {
        "version": calibration.version,
        "prevalence": PREVALENCE,
        "curves": {
            name: {"intercept": curve.intercept, "slopes": list(curve.slopes)}
            for name, curve in sorted(calibration.curves.items())
        },
        "tables": dict(sorted(calibration.tables.items())),
    }
    return json.dumps(values, indent=1) + "\n"


def _workstream_curves(
    component: WorkstreamComponent, known: Sequence[Label], readings: Sequence[Reading], *, title_only: bool
) -> dict[str, Curve]:
    scored = [component.scorer.scores(reading) for reading in readings]
    curves = {}
    for rules in component.rules.workstreams:
        name = rules.workstream.id
        features = [workstream.features(scores[name]) for scores in scored]
        belongs = [name in label.workstreams for label in known]
        if any(belongs) and not all(belongs):
            curve = _curve(features, belongs, PREVALENCE["workstream"])
            curves[workstream.curve_name(name, title_only=title_only)] = curve
    return curves


def _curve(features: Sequence[Sequence[float]], truth: Sequence[bool], prevalence: float) -> Curve:
    """Fit one curve and move it from the prevalence among the labels to the assumed one."""
    model = LogisticRegression(C=_STRENGTH, tol=1e-8, max_iter=1_000)
    model.fit(np.array(features), np.array(truth))
    seen = sum(truth) / len(truth)
    shift = math.log(prevalence / (1 - prevalence)) - math.log(seen / (1 - seen))
    return Curve(
        round(float(model.intercept_[0]) + shift, _DIGITS),
        tuple(round(float(slope), _DIGITS) for slope in model.coef_[0]),
    )


def _tables(component: InequalityComponent, known: Sequence[Label]) -> dict[str, float]:
    """Count how often a dimension named in each way was confirmed, smoothed by one case each way."""
    right: dict[str, int] = defaultdict(lambda: 1)
    all_: dict[str, int] = defaultdict(lambda: 2)
    for label in known:
        judged = component.judgement(_reading(label, title_only=False))
        for named in judged.named:
            name = inequality.table_name(named)
            right[name] += named.dimension in label.dimensions
            all_[name] += 1
    return {name: round(right[name] / all_[name], _DIGITS) for name in all_}


def _reading(label: Label, *, title_only: bool) -> Reading:
    return reading_of(label.title, "" if title_only else label.abstract, key=label.id)


def _said(label: Label) -> Iterable[object]:
    return sorted(label.workstreams), label.grade, sorted(label.dimensions)


def _text(name: str) -> str:
    return data.folder("labels", name).read_text(encoding="utf-8")


def _main(arguments: Sequence[str]) -> None:
    path = Path(arguments[0]) if arguments else data.folder("models") / "calibration.json"
    path.write_text(written(calibrate(shipped_labels(), data.folder())), encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1:])
