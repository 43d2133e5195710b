"""Making works of links: the records that hold together, with ids that stay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from records.record import Record
from records.work import Link, work_id_for
from synthesis.linking.decide import contradict

__all__ = ["Clusters", "cluster"]


@dataclass(frozen=True, slots=True)
class Clusters:
    """What linking makes of records.

    ``members`` maps each record looked at to its work. ``joined`` maps the ids of works that were joined
    into another to that other. ``links`` are those that hold.
    """

    members: Mapping[str, str]
    joined: Mapping[str, str]
    links: tuple[Link, ...]


def cluster(
    records: Mapping[str, Record],
    links: Iterable[Link],
    works: Mapping[str, str],
    ages: Mapping[str, int],
) -> Clusters:
    """Join records into works, the surest links first.

    ``records`` are all that take part, ``works`` the work of those that have one, ``ages`` how old each of
    these works is (its first run; smaller is older). A link that would bring together two records that
    contradict each other is left out. The result does not depend on the order of what is given. A work
    that exists keeps its id, the oldest one's where several join; a new work is named for its first
    record.
    """
    groups = _start(records, works)
    home = {record: name for name, members in groups.items() for record in members}
    held = []
    for link in sorted(links, key=lambda one: (-one.score, one.a, one.b)):
        one, other = home[link.a], home[link.b]
        if one != other:
            if _clash(records, groups[one], groups[other]):
                continue
            small, large = sorted((one, other), key=lambda name: (len(groups[name]), name))
            groups[large] |= groups[small]
            for record in groups.pop(small):
                home[record] = large
        held.append(link)
    return _name(groups, works, ages, tuple(held))


def _start(records: Mapping[str, Record], works: Mapping[str, str]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for record in records:
        groups.setdefault(works.get(record, record), set()).add(record)
    return groups


def _clash(records: Mapping[str, Record], one: set[str], other: set[str]) -> bool:
    return any(contradict(records[a], records[b]) for a in one for b in other)


def _name(
    groups: Mapping[str, set[str]],
    works: Mapping[str, str],
    ages: Mapping[str, int],
    links: tuple[Link, ...],
) -> Clusters:
    members: dict[str, str] = {}
    joined: dict[str, str] = {}
    for group in groups.values():
        known = sorted({works[record] for record in group if record in works}, key=lambda w: (ages[w], w))
        name = known[0] if known else work_id_for(min(group))
        members |= dict.fromkeys(group, name)
        joined |= dict.fromkeys(known[1:], name)
    return Clusters(members, joined, links)
