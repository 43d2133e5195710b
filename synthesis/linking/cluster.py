"""Making works of judged pairs: the records that hold together, with ids that stay.

The surest pairs are joined first. Two groups are joined only if, over all pairs between them that were
judged, they are rather one work than two (average linkage), and if no two of their records contradict
each other: so one wrong pair does not bring two works together.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from records.work import work_id_for
from synthesis.linking.comparable import Comparable
from synthesis.linking.judge import LINK, Judged
from synthesis.linking.rules import contradict

__all__ = ["Clusters", "cluster", "named"]

_RATHER_ONE: Final = 0.5

_Sums = dict[int, tuple[float, int]]  # by another group: the sum of scores and how many there were


@dataclass(frozen=True, slots=True)
class Clusters:
    """What linking makes of records.

    ``members`` maps each record looked at to its work. ``joined`` maps the ids of works that were joined
    into another to that other. ``held`` are the places of the judged pairs that made links.
    """

    members: Mapping[str, str]
    joined: Mapping[str, str]
    held: tuple[int, ...]


def cluster(
    records: Sequence[Comparable],
    judged: Judged,
    works: Mapping[str, str],
    ages: Mapping[str, int],
    apart: Collection[tuple[str, str]] = (),
) -> Clusters:
    """Join records into works.

    ``records`` are all that take part, ordered by id. ``works`` is the work of those that have one,
    ``ages`` how old each of these is (its first run; smaller is older). ``apart`` are pairs of record ids,
    the smaller first, that a person has parted; no work holds both again. A work that exists keeps its
    id, the oldest one's where several join; a new work is named for its first record.
    """
    groups = _Groups(records, works, apart)
    links = _surest_first(judged)
    groups.weigh(judged, links)
    # What was too little for two groups may be enough when they have grown: until nothing joins any more.
    joined_some = True
    while joined_some:
        joined_some = False
        for place in links:
            joined_some |= groups.join(*judged.pairs[place].tolist())
    held = tuple(place for place in links if groups.together(*judged.pairs[place].tolist()))
    members, joined = named(groups.ids(), works, ages)
    return Clusters(members, joined, held)


def named(
    groups: Iterable[Collection[str]], works: Mapping[str, str], ages: Mapping[str, int]
) -> tuple[dict[str, str], dict[str, str]]:
    """Name groups of record ids; the second result maps the works that are no more to what they joined."""
    members: dict[str, str] = {}
    joined: dict[str, str] = {}
    for group in groups:
        known = sorted({works[one] for one in group if one in works}, key=lambda work: (ages[work], work))
        name = known[0] if known else work_id_for(min(group))
        members |= dict.fromkeys(group, name)
        joined |= dict.fromkeys(known[1:], name)
    return members, joined


def _surest_first(judged: Judged) -> list[int]:
    """List the places of pairs that are sure enough; ties by the records' order, which is that of ids."""
    sure = [int(place) for place in (judged.score >= LINK).nonzero()[0]]
    pairs, score = judged.pairs, judged.score
    return sorted(sure, key=lambda place: (-score[place], *sorted(pairs[place].tolist())))


class _Groups:
    """Groups of records that grow together."""

    def __init__(
        self, records: Sequence[Comparable], works: Mapping[str, str], apart: Collection[tuple[str, str]]
    ) -> None:
        self._records = records
        self._apart = frozenset(apart)
        first: dict[str, int] = {}
        self._home = [
            first.setdefault(works[one.record_id], place) if one.record_id in works else place
            for place, one in enumerate(records)
        ]
        self._members: dict[int, list[int]] = {}
        for place, home in enumerate(self._home):
            self._members.setdefault(home, []).append(place)
        self._between: dict[int, _Sums] = {}

    def weigh(self, judged: Judged, links: Iterable[int]) -> None:
        """Sum what was judged between groups, where a chain of links may bring them together."""
        chained = _chains(self._home, (judged.pairs[place].tolist() for place in links))
        for (a, b), score in zip(judged.pairs.tolist(), judged.score.tolist(), strict=True):
            one, other = self._home[a], self._home[b]
            if one != other and one in chained and chained[one] == chained.get(other):
                self._add(one, other, score, 1)
                self._add(other, one, score, 1)

    def together(self, a: int, b: int) -> bool:
        """Tell whether two records are in one group."""
        return self._home[a] == self._home[b]

    def join(self, a: int, b: int) -> bool:
        """Join the groups of two records, unless too much speaks against it; tell whether it was done."""
        one, other = sorted((self._home[a], self._home[b]))
        if one == other:
            return False
        total, count = self._between[one][other]
        if total / count < _RATHER_ONE or self._clash(one, other):
            return False
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        for place in self._members[other]:
            self._home[place] = one
        self._members[one] += self._members.pop(other)
        for third, (more, times) in self._between.pop(other).items():
            del self._between[third][other]
            if third != one:
                self._add(one, third, more, times)
                self._add(third, one, more, times)
        return True

    def ids(self) -> list[list[str]]:
        """List the groups as ids of records."""
        return [[self._records[place].record_id for place in group] for group in self._members.values()]

    def _add(self, one: int, other: int, score: float, times: int) -> None:
        sums = self._between.setdefault(one, {})
        total, count = sums.get(other, (0.0, 0))
        sums[other] = total + score, count + times

    def _clash(self, one: int, other: int) -> bool:
        records = self._records
        return any(
            self._are_apart(records[a], records[b]) or contradict(records[a], records[b])
            for a in self._members[one]
            for b in self._members[other]
        )

    def _are_apart(self, a: Comparable, b: Comparable) -> bool:
        if not self._apart:
            return False
        one, other = sorted((a.record_id, b.record_id))
        return (one, other) in self._apart


def _chains(home: Sequence[int], links: Iterable[Sequence[int]]) -> dict[int, int]:
    """Give each group that a link touches the name of its chain: groups that links connect."""
    parent: dict[int, int] = {}

    def root(one: int) -> int:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in links:
        parent[root(home[a])] = root(home[b])
    return {one: root(one) for one in list(parent)}
