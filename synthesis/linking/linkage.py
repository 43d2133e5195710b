"""Linking a set of records whose promising pairs are known: judge, cluster, and say what is unsure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from records.work import Doubt, Link
from synthesis.linking.cluster import Clusters, cluster
from synthesis.linking.comparable import Comparable
from synthesis.linking.compare import Pairs
from synthesis.linking.judge import UNSURE, Judged, judge

__all__ = ["Linkage", "linkage"]


@dataclass(frozen=True, slots=True)
class Linkage:
    """What linking found.

    ``members`` maps each record to its work, ``joined`` the ids of works that are no more to what they
    were joined to. ``links`` are the pairs that hold the works together, ``doubts`` those that a person
    should look at, the likeliest first.
    """

    members: Mapping[str, str]
    joined: Mapping[str, str]
    links: tuple[Link, ...]
    doubts: tuple[Doubt, ...]


def linkage(
    records: Sequence[Comparable],
    pairs: Pairs,
    works: Mapping[str, str] | None = None,
    ages: Mapping[str, int] | None = None,
    apart: Collection[tuple[str, str]] = (),
) -> Linkage:
    """Link records.

    ``records`` are ordered by id; ``pairs`` are the places of those that share enough keys, shape (n, 2).
    ``works``, ``ages`` and ``apart`` are what is known already, as :func:`cluster` takes it. The result
    does not depend on the order of what is given.
    """
    judged = judge(records, pairs)
    clusters = cluster(records, judged, works or {}, ages or {}, apart)
    links = tuple(_link(records, judged, place) for place in clusters.held)
    return Linkage(clusters.members, clusters.joined, links, _doubts(records, judged, clusters, apart))


def _link(records: Sequence[Comparable], judged: Judged, place: int) -> Link:
    a, b = _ids(records, judged, place)
    score = round(float(judged.score[place]), 4)
    return Link(a, b, judged.why(place), score, "rule" if judged.by_rule(place) else "model")


def _doubts(
    records: Sequence[Comparable], judged: Judged, clusters: Clusters, apart: Collection[tuple[str, str]]
) -> tuple[Doubt, ...]:
    """Choose the likeliest pair between each two works that stay apart but may be one."""
    known, best = frozenset(apart), dict[tuple[str, str], Doubt]()
    for place in (judged.score >= UNSURE).nonzero()[0].tolist():
        a, b = _ids(records, judged, place)
        one, other = sorted((clusters.members[a], clusters.members[b]))
        if one == other or (a, b) in known:
            continue
        doubt = Doubt(a, b, round(float(judged.score[place]), 4), judged.why(place))
        if (one, other) not in best or doubt.order < best[one, other].order:
            best[one, other] = doubt
    return tuple(sorted(best.values(), key=lambda doubt: doubt.order))


def _ids(records: Sequence[Comparable], judged: Judged, place: int) -> tuple[str, str]:
    a, b = sorted(records[one].record_id for one in judged.pairs[place].tolist())
    return a, b
