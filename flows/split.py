"""Split: keep two records apart, and bring back the works that this parts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from flows.context import Context
from flows.link import linked, work_rows
from flows.one_at_a_time import alone
from records.work import Link, work_id_for
from store.links import WorkRow
from synthesis.linking.comparable import Comparable, comparable
from synthesis.linking.parting import holding, renamed

__all__ = ["split"]


def split(context: Context, a: str, b: str, reviewer: str = "") -> tuple[str, ...]:
    """Say that two records are two works, and list the works that their records belong to now.

    The word stays in the history, and no rule or model joins the two again. Were they of one work, its
    records are linked anew, each going where it belongs most; a work that had been joined comes back
    under its old id, with its decisions. Raises ``NotFoundError`` when a record is not known,
    ``BusyError`` while a scan or an import goes on.
    """
    with alone(context.home):
        a, b = sorted((a, b))
        context.store.records.get([a, b])
        known = context.store.links.memberships([a, b])
        word = Link(a, b, "person", 1.0, "person", undone=True, reviewer=reviewer)
        if known[a].work_id != known[b].work_id:
            context.store.links.settle(0, [word], {}, {}, [], context.now())
            return tuple(sorted({known[a].work_id, known[b].work_id}))
        return _part(context, known[a].work_id, word)


def _part(context: Context, work: str, word: Link) -> tuple[str, ...]:
    store = context.store
    (whole,) = store.works.get([work])
    records = {record.record_id: comparable(record) for record in whole.records}
    history = holding(store.links.of_work(work))
    by_people = [link for link in history if link.decided_by == "person" and link != word]
    parts = _parts(context, records, by_people, (word.a, word.b))
    aliases = store.links.aliases(work)
    members = renamed(parts, work, aliases)
    # The ids that a work had taken over go where the records are that founded them.
    taken = {alias: own for record, own in members.items() if (alias := work_id_for(record)) in aliases}
    joined = {alias: own for alias, own in taken.items() if alias != own}
    loosened = [
        replace(link, undone=True, decided_by="person", reviewer=word.reviewer, decided=None)
        for link in history
        if link.a in members and link.b in members and members[link.a] != members[link.b]
    ]
    words = loosened if any((one.a, one.b) == (word.a, word.b) for one in loosened) else [*loosened, word]
    rows = [replace(row, first_run=whole.first_run or None) for row in _rows(context, members)]
    store.links.settle(0, words, members, joined, rows, context.now())
    return tuple(sorted(set(members.values())))


def _rows(context: Context, members: Mapping[str, str]) -> list[WorkRow]:
    return work_rows(context, set(members.values()), members)


def _parts(
    context: Context,
    records: Mapping[str, Comparable],
    by_people: Sequence[Link],
    apart: tuple[str, str],
) -> dict[str, str]:
    """Link the records of one work anew, with a pair kept apart; what people joined stays joined.

    Should linking alone leave a record with neither side, it founds a work of its own.
    """
    made = linked(context, records, list(combinations(sorted(records), 2)), parted=[apart], anew=True)
    parts = dict(made.members)
    for link in by_people:
        one, other = parts.get(link.a), parts.get(link.b)
        sides = {parts[apart[0]], parts[apart[1]]}
        if one and other and one != other and {one, other} != sides:
            kept = other if other in sides else one
            parts = {record: kept if part in (one, other) else part for record, part in parts.items()}
    return parts
