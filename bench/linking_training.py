"""How the weighing model of linking is made: the recipe of ``data/models/linking.json``.

Gradient-boosted trees (scikit-learn's HistGradientBoostingClassifier) on labelled pairs of references,
with monotonic constraints where a feature can only speak for one work, or against it. Each set is also
seen with fields left out at random, so that records with few fields are judged as such. Large sets do not
drown small ones: a pair weighs one over the square root of the true pairs of its set. The probabilities
are then corrected by a curve (Platt 1999) fitted on sets that the trees had not seen, one left out at a
time.

``python -m bench.linking_training FILE DIR…`` makes the file again from the sets in these folders; the
same sets give the same file.
"""

import hashlib
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from bench.duplicate_sets import DuplicateSet, read_duplicate_set
from store.blocking import block
from synthesis.linking.comparable import Comparable, comparable
from synthesis.linking.compare import FEATURES, RISING, Pairs, compare
from synthesis.linking.keys import block_keys
from synthesis.linking.rules import verdicts
from synthesis.linking.trees import Trees

__all__ = ["Examples", "examples", "train"]

_RECIPE: Final = 1
_TREES: Final = 200
_LEAVES: Final = 16
_RATE: Final = 0.1
_SMALLEST_LEAF: Final = 20
_PENALTY: Final = 1.0
_THINNED: Final = (1.0, 1.8)  # how much more often than below a field is left out, once for each copy
_THINNED_WEIGHT: Final = 0.3
_DIGITS: Final = 6
# How often a field is left out of a copy: those most often missing in exports and grey literature.
_LEFT_OUT: Final[Mapping[str, tuple[float, Mapping[str, object]]]] = {
    "volume": (0.3, {"volume": ""}),
    "issue": (0.4, {"issue": ""}),
    "pages": (0.4, {"first_page": "", "last_page": ""}),
    "journal": (0.3, {"journal": ""}),
    "year": (0.3, {"year": 0, "day": 0}),
    "abstract": (0.5, {"abstract": ""}),
    "doi": (0.5, {"dois": frozenset()}),
    "authors": (0.15, {"names": "", "families": "", "first_name": "", "author_count": 0}),
}
_FIRST_AUTHOR_ONLY: Final = 0.25

_Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Examples:
    """The pairs of one set, as features with labels and weights.

    ``whole`` counts the pairs that are as the set has them; the thinned copies follow. ``open`` tells on
    which of these whole pairs no rule speaks, so that the model has to weigh them.
    """

    table: _Floats
    is_one: npt.NDArray[np.bool_]
    weight: npt.NDArray[np.float64]
    whole: int
    open: npt.NDArray[np.bool_]


def examples(known: DuplicateSet) -> Examples:
    """Make examples of the pairs of a set that share keys."""
    records = [comparable(record) for record in known.records]
    pairs = block([block_keys(one) for one in records])
    table, kept = compare(records, pairs)
    tables, labels = [table], [_labels(records, kept, known)]
    for copy, strength in enumerate(_THINNED):
        chance = random.Random(f"{known.name} {copy}")  # noqa: S311  not a secret
        thin = [_thinned(one, chance, strength) for one in records]
        table, own = compare(thin, pairs)
        tables.append(table)
        labels.append(_labels(records, own, known))
    base = 1 / max(1, int(labels[0].sum())) ** 0.5
    weights = [np.full(len(tables[0]), base)]
    weights += [np.full(len(own), base * _THINNED_WEIGHT) for own in tables[1:]]
    opened = verdicts(records, kept, tables[0]) == 0
    return Examples(
        np.vstack(tables), np.concatenate(labels), np.concatenate(weights), len(tables[0]), opened
    )


def train(sets: Sequence[DuplicateSet]) -> Trees:
    """Train the model on sets; at least two, so that one can be left out."""
    made = [examples(one) for one in sets]
    slope, intercept = _curve(made)
    booster = _fitted(made)
    return _plain(booster, slope, intercept, _fingerprint(made))


def _labels(records: Sequence[Comparable], pairs: Pairs, known: DuplicateSet) -> npt.NDArray[np.bool_]:
    ids = [one.record_id for one in records]
    found = ((min(ids[a], ids[b]), max(ids[a], ids[b])) in known.pairs for a, b in pairs.tolist())
    return np.fromiter(found, np.bool_, len(pairs))


def _thinned(one: Comparable, chance: random.Random, strength: float) -> Comparable:
    changes: dict[str, object] = {}
    for share, emptied in _LEFT_OUT.values():
        if chance.random() < share * strength:
            changes |= emptied
    if "names" not in changes and one.author_count > 1 and chance.random() < _FIRST_AUTHOR_ONLY * strength:
        changes |= {"names": " ".join(sorted(one.first_name.split())), "author_count": 1}
    return msgspec.structs.replace(one, **changes)


def _fitted(made: Iterable[Examples]) -> HistGradientBoostingClassifier:
    made = list(made)
    weight = np.concatenate([one.weight for one in made])
    booster = HistGradientBoostingClassifier(
        max_iter=_TREES,
        max_leaf_nodes=_LEAVES,
        learning_rate=_RATE,
        l2_regularization=_PENALTY,
        min_samples_leaf=_SMALLEST_LEAF,
        monotonic_cst=[RISING.get(name, 0) for name in FEATURES],
        early_stopping=False,
        random_state=0,
    )
    table, is_one = np.vstack([one.table for one in made]), np.concatenate([one.is_one for one in made])
    booster.fit(table, is_one, sample_weight=weight / weight.mean())
    return booster


def _curve(made: Sequence[Examples]) -> tuple[float, float]:
    """Fit the curve on what the trees say of pairs of sets that they have not seen."""
    odds, labels, weights = [], [], []
    for place, one in enumerate(made):
        booster = _fitted([*made[:place], *made[place + 1 :]])
        rows = one.table[: one.whole][one.open]
        odds.append(booster.decision_function(rows))
        labels.append(one.is_one[: one.whole][one.open])
        weights.append(np.full(len(rows), 1 / max(1, len(rows)) ** 0.5))
    curve = LogisticRegression(C=1e6).fit(
        np.concatenate(odds)[:, None], np.concatenate(labels), sample_weight=np.concatenate(weights)
    )
    return float(curve.coef_[0, 0]), float(curve.intercept_[0])


def _plain(booster: HistGradientBoostingClassifier, slope: float, intercept: float, data: str) -> Trees:
    """Take the numbers out of a fitted model; scikit-learn has no public way to read them."""
    nodes = [tree[0].nodes for tree in booster._predictors]  # noqa: SLF001
    starts = np.cumsum([0, *(len(own) for own in nodes)])
    feature, threshold, left, right, value = [], [], [], [], []
    for start, own in zip(starts.tolist(), nodes, strict=False):
        leaf = own["is_leaf"].astype(bool)
        itself = np.arange(len(own))
        feature += np.where(leaf, 0, own["feature_idx"]).tolist()
        threshold += np.where(leaf, 0.0, own["num_threshold"]).tolist()
        left += (np.where(leaf, itself, own["left"].astype(int)) + start).tolist()
        right += (np.where(leaf, itself, own["right"].astype(int)) + start).tolist()
        value += np.where(leaf, own["value"], 0.0).round(_DIGITS).tolist()
    return Trees(
        recipe=_RECIPE,
        data=data,
        features=FEATURES,
        baseline=round(float(booster._baseline_prediction.item()), _DIGITS),  # noqa: SLF001
        slope=round(slope, _DIGITS),
        intercept=round(intercept, _DIGITS),
        depth=max(int(own["depth"].max()) for own in nodes),
        roots=tuple(starts[:-1].tolist()),
        feature=tuple(feature),
        threshold=tuple(threshold),
        left=tuple(left),
        right=tuple(right),
        value=tuple(value),
    )


def _fingerprint(made: Iterable[Examples]) -> str:
    """Give a hash of what the model was trained on."""
    digest = hashlib.sha256()
    for one in made:
        digest.update(one.table.tobytes())
        digest.update(one.is_one.tobytes())
    return digest.hexdigest()


if __name__ == "__main__":
    file, *folders = map(Path, sys.argv[1:])
    file.write_bytes(msgspec.json.encode(train([read_duplicate_set(folder) for folder in folders])) + b"\n")
