"""How far works that were found agree with works that are known."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Agreement", "Pairs", "agreement", "pairs"]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Counts of pairs of records, closed under transitivity.

    ``known`` are those that are of one work, ``found`` those that were found to be, ``both`` those that
    are both.
    """

    known: int
    found: int
    both: int

    @property
    def precision(self) -> float:
        """Give the share of the found that is right, 0 to 1; 1 where nothing was found."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Give the share of the known that was found, 0 to 1; 1 where nothing is known."""
        return self.both / self.known if self.known else 1.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0

    def without(self, part: "Pairs") -> "Pairs":
        """Give the counts of the pairs that are not among a part of them."""
        return Pairs(self.known - part.known, self.found - part.found, self.both - part.both)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement by pairs and by records.

    Records are counted as somebody sees them who removes duplicates from a list, and as the evaluation of
    bib-dedupe counts (Wagner 2024, Journal of Open Source Software 9(97), 6318): of each work that was
    found one record is kept, and the others are removed.

    ``record_fp`` counts the removed records that are no duplicates of the one that is kept. Kept is the
    record that has most duplicates in the found work, in a tie the one whose known work comes first in
    the alphabet. bib-dedupe counts a removed record only if nothing else is left of its work, so that a
    wrong merge can hide behind a missed one; here each wrong merge counts.

    ``record_fn`` counts the kept records that are duplicates of another kept one: for each known work the
    kept records but one.
    """

    pairs: Pairs
    record_fp: int
    record_fn: int


def agreement(found: Mapping[str, str], known: Mapping[str, str]) -> Agreement:
    """Compare works, given as a mapping of record ids to works; who is not in ``known`` is alone there."""
    shares = _shares(found, known)
    kept: dict[str, tuple[int, str]] = {}
    for (work, truth), count in shares.items():
        best = kept.get(work)
        if best is None or (-count, truth) < (-best[0], best[1]):
            kept[work] = (count, truth)
    wrong = len(found) - sum(count for count, _ in kept.values())
    kept_of = Counter(truth for _, truth in kept.values())
    return Agreement(_pairs(shares), wrong, kept_of.total() - len(kept_of))


def pairs(found: Mapping[str, str], known: Mapping[str, str]) -> Pairs:
    """Count pairs alone, as :func:`agreement` does."""
    return _pairs(_shares(found, known))


def _shares(found: Mapping[str, str], known: Mapping[str, str]) -> Counter[tuple[str, str]]:
    return Counter((work, known.get(record, record)) for record, work in found.items())


def _pairs(shares: Mapping[tuple[str, str], int]) -> Pairs:
    works, truths = Counter[str](), Counter[str]()
    for (work, truth), count in shares.items():
        works[work] += count
        truths[truth] += count
    return Pairs(_two_of(truths.values()), _two_of(works.values()), _two_of(shares.values()))


def _two_of(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
