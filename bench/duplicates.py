"""How well linking finds the duplicates of a labelled set, and how fast."""

import gc
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bench.agreement import agreement
from bench.duplicate_sets import DuplicateSet
from bench.memory import peak_mb, reset_peak
from records.record import Author, Record
from store.blocking import block
from synthesis.linking.comparable import comparable
from synthesis.linking.keys import block_keys
from synthesis.linking.linkage import Linkage, linkage

__all__ = ["Figures", "MergedPair", "linked", "measure", "merged_pairs", "works_of"]

_BY_OTHERS = "through other records of the work"


@dataclass(frozen=True, slots=True)
class Figures:
    """What one set gave.

    ``precision``, ``recall`` and ``f1`` are of pairs closed under transitivity, 0 to 1. ``record_fp`` and
    ``record_fn`` count records as :class:`bench.agreement.Agreement` says. ``unsure`` are the pairs for
    people to look at, ``unsure_true`` those of them that are of one work. ``seconds`` are from records in
    memory to works. ``peak_mb`` is the most memory that the process had in that time.
    """

    set: str
    records: int
    precision: float
    recall: float
    f1: float
    record_fp: int
    record_fn: int
    unsure: int
    unsure_true: int
    seconds: float
    records_per_second: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class MergedPair:
    """Two records that linking has in one work, by the ids of the set.

    ``score`` and ``why`` are those of the link between them; ``score`` is None where they hold together
    through others alone. ``true`` tells whether the set has them as duplicates.
    """

    set: str
    a: str
    b: str
    score: float | None
    why: str
    true: bool


def linked(records: Sequence[Record]) -> Linkage:
    """Link records that are in memory, ordered by record id: prepare, block, judge, cluster."""
    ready = [comparable(record) for record in records]
    return linkage(ready, block([block_keys(one) for one in ready]))


def measure(known: DuplicateSet) -> tuple[Figures, Linkage]:
    """Link a set and compare the works with those that it knows."""
    _warm()
    gc.collect()
    reset_peak()
    start = time.perf_counter()
    made = linked(known.records)
    seconds = time.perf_counter() - start
    peak = peak_mb()
    agreed = agreement(made.members, works_of(known))
    return Figures(
        set=known.name,
        records=len(known.records),
        precision=agreed.pairs.precision,
        recall=agreed.pairs.recall,
        f1=agreed.pairs.f1,
        record_fp=agreed.record_fp,
        record_fn=agreed.record_fn,
        unsure=len(made.doubts),
        unsure_true=sum((doubt.a, doubt.b) in known.pairs for doubt in made.doubts),
        seconds=round(seconds, 3),
        records_per_second=round(len(known.records) / seconds, 1),
        peak_mb=round(peak, 1),
    ), made


def merged_pairs(known: DuplicateSet, made: Linkage) -> Iterator[MergedPair]:
    """List all pairs of records that are in one work, in order."""
    key = {record.record_id: record.key for record in known.records}
    links = {(link.a, link.b): link for link in made.links}
    works: dict[str, list[str]] = {}
    for record in sorted(made.members):
        works.setdefault(made.members[record], []).append(record)
    for a, b in sorted(pair for group in works.values() for pair in combinations(group, 2)):
        link = links.get((a, b))
        score, why = (link.score, link.rule) if link else (None, _BY_OTHERS)
        yield MergedPair(known.name, key[a], key[b], score, why, (a, b) in known.pairs)


def works_of(known: DuplicateSet) -> dict[str, str]:
    """Name each work of a set by its first record; the pairs are closed, so that it is in one with each."""
    works: dict[str, str] = {}
    for a, b in sorted(known.pairs):
        works.setdefault(a, a)
        works.setdefault(b, a)
    return works


def _warm() -> None:
    """Load the model and the lists of words, which every command loads once, on two invented records."""
    linked([_invented("a", "Warm rooms for cold winters"), _invented("b", "Warm rooms for a cold winter")])


def _invented(key: str, title: str) -> Record:
    return Record(source="bench", key=key, kind="file", title=title, authors=(Author("Reid", "Morag"),))
