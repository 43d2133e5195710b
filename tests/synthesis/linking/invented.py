"""Invented records as databases have them, and what linking says of them."""

from dataclasses import replace
from typing import Any

import numpy as np

from records.dates import PartialDate
from records.identifiers import Scheme, identifiers
from records.record import Author, Record
from store.blocking import block
from synthesis.linking.comparable import comparable
from synthesis.linking.compare import FEATURES, Pairs
from synthesis.linking.judge import judge
from synthesis.linking.keys import block_keys
from synthesis.linking.linkage import Linkage, linkage
from synthesis.linking.rules import APART, SAME

__all__ = [
    "ARTICLE",
    "BARE",
    "CITED",
    "OTHER",
    "all_pairs",
    "feature",
    "known",
    "linked",
    "one_work",
    "rule",
    "score",
]

BARE = Record(
    source="pubmed",
    key="7",
    kind="pubmed",
    title="What Buurtzorg-inspired teams kept after the second wave: a study in three localities",
    authors=(Author("Kerr", "Isla"), Author("O’Neill", "Ewan"), Author("García", "M")),
    published=PartialDate(2026, 11),
    type="article",
)
"""An article without identifiers and without a place in a volume."""

ARTICLE = replace(BARE, identifiers=identifiers([("doi", "10.5555/ken.7"), ("pmid", "7")]))
"""The same with the identifiers of PubMed."""

OTHER = replace(BARE, source="openalex", key="W1000", kind="openalex")
"""What another database has of it."""

CITED = replace(
    BARE,
    abstract="We asked forty nurses in three localities what they kept. They kept small teams and the list.",
    container="Journal of Care Teams",
    volume="12",
    issue="3",
    pages="221-230",
    identifiers=identifiers([("doi", "10.5555/ken.7")]),
)
"""The article with all that a citation has."""


def known(*pairs: tuple[Scheme, str]) -> dict[str, Any]:
    """Give identifiers as a change of a record."""
    return {"identifiers": identifiers(list(pairs))}


def all_pairs(count: int) -> Pairs:
    """List all pairs of so many records."""
    return np.array([(a, b) for a in range(count) for b in range(a + 1, count)], np.int64).reshape(-1, 2)


def rule(a: Record, b: Record) -> str:
    """Name the rule that speaks on two records; ``-`` stands before one that keeps them apart.

    ``model`` where none speaks, empty where their titles are alike by chance at most.
    """
    judged = judge([comparable(one) for one in (a, b)], all_pairs(2))
    if not len(judged.verdict):
        return ""
    verdict = int(judged.verdict[0])
    if not verdict:
        return "model"
    return tuple(SAME)[verdict - 1] if verdict > 0 else f"-{APART[-verdict - 1]}"


def score(a: Record, b: Record) -> float:
    """Give how sure it is that two records are of one work, 0 where they are not even compared."""
    judged = judge([comparable(one) for one in (a, b)], all_pairs(2))
    return float(judged.score[0]) if len(judged.score) else 0.0


def feature(name: str, a: Record, b: Record) -> float:
    """Give one feature of two records."""
    judged = judge([comparable(one) for one in (a, b)], all_pairs(2))
    return float(judged.table[0][FEATURES.index(name)])


def linked(*records: Record, **already: Any) -> Linkage:  # noqa: ANN401  what linkage takes by name
    """Link records as a run does: keys, blocks, judging, clustering."""
    ready = sorted(map(comparable, records), key=lambda one: one.record_id)
    pairs = block([block_keys(one) for one in ready])
    return linkage(ready, pairs, **already)


def one_work(*records: Record) -> bool:
    """Tell whether all of these records come out as one work, from their keys on."""
    named = [replace(one, source=f"s{number}") for number, one in enumerate(records)]
    return len(set(linked(*named).members.values())) == 1
