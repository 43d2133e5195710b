"""Judging pairs of records: one work, or two, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

import data
from synthesis.linking.comparable import Comparable
from synthesis.linking.compare import FEATURES, Pairs, compare
from synthesis.linking.rules import SAME, verdicts
from synthesis.linking.trees import Trees, read_trees

__all__ = ["LINK", "UNSURE", "Judged", "judge", "model"]

LINK: Final = 0.8
"""From this probability on two records are taken for one work."""
UNSURE: Final = 0.3
"""From this probability on a pair that is not linked is worth a person's look."""

_SHOWN: Final = (
    ("title", "title_words"),
    ("authors", "names_set"),
    ("journal", "journal"),
    ("abstract", "abstract"),
)
_AGREE: Final = ("same_doi", "same_volume", "same_issue", "same_page", "journal_short")
_DIFFER: Final = ("other_doi", "other_volume", "other_issue", "other_page")
_SPOKEN: Final = {
    "same_doi": "DOI",
    "same_volume": "volume",
    "same_issue": "issue",
    "same_page": "first page",
    "journal_short": "journal's short name",
    "other_doi": "DOI",
    "other_volume": "volume",
    "other_issue": "issue",
    "other_page": "first page",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs that were judged.

    ``pairs`` hold places in the list of records, shape (n, 2). ``score`` is the probability that a pair is
    of one work, 0 where a rule keeps it apart. ``verdict`` is the rule that spoke, as
    :func:`synthesis.linking.rules.verdicts` numbers it, 0 where the model weighed.
    """

    pairs: Pairs
    score: npt.NDArray[np.float64]
    verdict: npt.NDArray[np.int8]
    table: npt.NDArray[np.float32]

    def by_rule(self, place: int) -> bool:
        """Tell whether a rule decided on a pair."""
        return bool(self.verdict[place])

    def why(self, place: int) -> str:
        """Say in words why a pair was joined or asked about: the rule, or what agreed and what did not."""
        verdict = int(self.verdict[place])
        if verdict > 0:
            return tuple(SAME)[verdict - 1]
        row = dict(zip(FEATURES, self.table[place].tolist(), strict=True))
        said = [f"{name} {100 * row[feature]:.0f} %" for name, feature in _SHOWN if row[feature]]
        agree = [_SPOKEN[feature] for feature in _AGREE if row[feature]]
        differ = [_SPOKEN[feature] for feature in _DIFFER if row[feature]]
        if not row["no_year"]:
            (differ if row["years_apart"] else agree).append("year")
        said += [f"same {', '.join(agree)}"] if agree else []
        said += [f"other {', '.join(differ)}"] if differ else []
        return f"weighed: {'; '.join(said)}"


def judge(records: Sequence[Comparable], pairs: Pairs) -> Judged:
    """Judge pairs of records, given as places in a list, shape (n, 2).

    Pairs that are alike by chance at most are left out of what is given back.
    """
    table, kept = compare(records, pairs)
    verdict = verdicts(records, kept, table)
    score = np.zeros(len(kept))
    sure = np.array([0.0, *SAME.values()])
    ruled = verdict > 0
    score[ruled] = sure[verdict[ruled]]
    left = verdict == 0
    score[left] = model().probability(table[left])
    return Judged(kept, score, verdict, table)


@cache
def model() -> Trees:
    """Read the weighing model that ships."""
    return read_trees(data.folder("models", "linking.json"))
