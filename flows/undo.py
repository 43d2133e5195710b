"""Undo: part two records that were linked, and bring the works that this makes back."""

from dataclasses import replace

from flows.context import Context
from flows.link import work_rows
from flows.one_at_a_time import alone
from records.errors import NotFoundError
from records.work import work_id_for
from synthesis.linking.parting import holding, part

__all__ = ["undo"]


def undo(context: Context, a: str, b: str) -> tuple[str, ...]:
    """Undo the link between two records and list the works that their records belong to now.

    The link stays in the history as undone by a person, so that no rule makes it again. A work that had
    been joined comes back under its old id, with its decisions. Where other links still hold the two
    together, nothing else changes. Raises ``NotFoundError`` when no link holds between them, ``BusyError``
    while a scan or an import goes on.
    """
    with alone(context.home):
        return _undo(context, *sorted((a, b)))


def _undo(context: Context, a: str, b: str) -> tuple[str, ...]:
    member = context.store.links.memberships([a]).get(a)
    history = context.store.links.of_work(member.work_id) if member else ()
    undone = next((one for one in holding(history) if (one.a, one.b) == (a, b)), None)
    if member is None or undone is None:
        raise NotFoundError(f"no link holds between {a} and {b}")
    records = {record.record_id: record for record in context.store.links.companions([a])}
    links = [one for one in holding(history) if one != undone]
    aliases = context.store.links.aliases(member.work_id)
    members = part(records, links, member.work_id, aliases)
    # The ids that a work had taken over go where the records are that founded them.
    taken = {alias: work for record, work in members.items() if (alias := work_id_for(record)) in aliases}
    (whole,) = context.store.works.get([member.work_id])
    rows = [
        replace(row, first_run=whole.first_run or None)
        for row in work_rows(context, set(members.values()), members, records)
    ]
    word = replace(undone, decided_by="person", undone=True)
    joined = {alias: work for alias, work in taken.items() if alias != work}
    context.store.links.settle(0, [word], members, joined, rows, context.now())
    return tuple(sorted(set(members.values())))
