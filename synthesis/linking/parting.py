"""Taking a work apart again, where a link was undone."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from records.record import Record
from records.work import Link, work_id_for
from synthesis.linking.cluster import cluster

__all__ = ["holding", "part"]


def holding(history: Iterable[Link]) -> tuple[Link, ...]:
    """Give the links that hold at the end of a history, the last word on each pair."""
    last: dict[tuple[str, str], Link] = {}
    for link in history:
        last[link.a, link.b] = link
    return tuple(link for link in last.values() if not link.undone)


def part(
    records: Mapping[str, Record], links: Sequence[Link], work: str, aliases: Collection[str]
) -> dict[str, str]:
    """Say to which work each record of a work belongs when only these links hold.

    ``aliases`` are the ids of works that were joined into this one. A part with the record that founded
    one of them takes that id back; the part with the work's own founder keeps its id.
    """
    inside = [link for link in links if link.a in records and link.b in records]
    parts = cluster(records, inside, {}, {}).members
    known = {work, *aliases}
    names: dict[str, str] = {}
    for name in sorted(set(parts.values())):
        group = [record for record, at in parts.items() if at == name]
        founded = [work_id_for(record) for record in sorted(group) if work_id_for(record) in known]
        own = [one for one in founded if one == work]
        names[name] = (own or founded or [name])[0]
    return {record: names[at] for record, at in parts.items()}
