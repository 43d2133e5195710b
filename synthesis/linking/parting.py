"""Taking a work apart again, where a person parted two of its records."""

from collections.abc import Collection, Iterable, Mapping

from records.work import Link, work_id_for

__all__ = ["holding", "renamed"]


def holding(history: Iterable[Link]) -> tuple[Link, ...]:
    """Give the links that hold at the end of a history, the last word on each pair."""
    last: dict[tuple[str, str], Link] = {}
    for link in history:
        last[link.a, link.b] = link
    return tuple(link for link in last.values() if not link.undone)


def renamed(parts: Mapping[str, str], work: str, aliases: Collection[str]) -> dict[str, str]:
    """Name the parts of a work that was taken apart; ``parts`` maps each record to its part.

    ``aliases`` are the ids of works that were joined into this one. A part with the record that founded
    one of them takes that id back; the part with the work's own founder keeps its id. Should the founder
    be gone from all of them, the part with the most records, then the first, keeps the work's id.
    """
    known = {work, *aliases}
    groups: dict[str, list[str]] = {}
    for record in sorted(parts):
        groups.setdefault(parts[record], []).append(record)
    names: dict[str, str] = {}
    for part, group in groups.items():
        founded = [work_id_for(record) for record in group if work_id_for(record) in known]
        own = [one for one in founded if one == work]
        names[part] = (own or founded or [work_id_for(group[0])])[0]
    if work not in names.values():
        largest = min(groups, key=lambda part: (-len(groups[part]), groups[part][0]))
        names[largest] = work
    return {record: names[part] for record, part in parts.items()}
