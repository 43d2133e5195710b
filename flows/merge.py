"""Merge: take two records for one work because a person says so."""

from flows.context import Context
from flows.link import work_rows
from flows.one_at_a_time import alone
from records.work import Link
from synthesis.linking.cluster import named

__all__ = ["merge"]


def merge(context: Context, a: str, b: str, reviewer: str = "") -> str:
    """Join the works of two records, and give the id of the one work that they are now.

    The older work keeps its id and the other's leads to it, with its decisions. No rule or model parts
    them again. Raises ``NotFoundError`` when a record is not known, ``BusyError`` while a scan or an
    import goes on.
    """
    with alone(context.home):
        a, b = sorted((a, b))
        store = context.store
        store.records.get([a, b])
        records = store.links.companions([a, b])
        known = store.links.memberships(records)
        works = {record: one.work_id for record, one in known.items()}
        ages = {one.work_id: one.age for one in known.values()}
        members, joined = named([records], works, ages)
        word = Link(a, b, "person", 1.0, "person", reviewer=reviewer)
        rows = work_rows(context, set(members.values()), members)
        store.links.settle(0, [word], members, joined, rows, context.now())
        return members[a]
