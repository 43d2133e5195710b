"""Link: bring what is new or changed together with everything known, into works."""

from collections.abc import Mapping, Sequence

from flows.context import Context
from records.record import Record
from store.links import WorkRow
from synthesis.linking.best import best_record, notices_of
from synthesis.linking.cluster import cluster
from synthesis.linking.decide import decide
from synthesis.linking.keys import NOTICE_OF, block_keys

__all__ = ["link", "work_rows"]


def link(context: Context, run: int) -> int:
    """Link every record that linking has not seen as it is now, and give how many there were.

    ``run`` is the run in which the works change, 0 for an import. What linking makes is written at
    once: a killed run links again from the start.
    """
    store = context.store
    fresh = store.records.unlinked()
    if not fresh:
        return 0
    context.progress.step("link", f"{len(fresh)} records")
    store.links.keep_keys((record.record_id, block_keys(record)) for record in fresh)
    pairs = store.links.candidates()
    subjects = store.links.noticed(NOTICE_OF, [record.record_id for record in fresh if record.is_notice])
    ids = {record.record_id for record in fresh} | {one for pair in pairs for one in pair} | {*subjects}
    # A joined work moves as a whole, so the companions of every record that takes part take part too.
    records = {record.record_id: record for record in store.links.companions(sorted(ids))}
    found = [made for a, b in pairs if (made := decide(records[a], records[b]))]
    known = store.links.memberships(list(records))
    clusters = cluster(
        records,
        found,
        {record: one.work_id for record, one in known.items()},
        {one.work_id: one.age for one in known.values()},
    )
    touched = {clusters.members[record.record_id] for record in fresh} | {*clusters.joined.values()}
    touched |= {clusters.members[subject] for subject in subjects}
    works = work_rows(context, touched, clusters.members, records)
    store.links.settle(run, clusters.links, clusters.members, clusters.joined, works, context.now())
    return len(fresh)


def work_rows(
    context: Context, works: set[str], members: Mapping[str, str], records: Mapping[str, Record]
) -> list[WorkRow]:
    """Choose the best record of each of these works and gather the notices about it.

    ``members`` maps records to works, ``records`` holds at least those of these works.
    """
    groups: dict[str, list[Record]] = {work: [] for work in sorted(works)}
    for record_id in sorted(members):
        if members[record_id] in groups:
            groups[members[record_id]].append(records[record_id])
    own = [record.record_id for group in groups.values() for record in group]
    about = context.store.links.targets(NOTICE_OF, own)
    wanted = sorted({notice for notices in about.values() for notice in notices})
    notices = dict(zip(wanted, context.store.records.get(wanted), strict=True))
    return [_row(work, group, about, notices) for work, group in groups.items()]


def _row(
    work: str,
    group: Sequence[Record],
    about: Mapping[str, Sequence[str]],
    notices: Mapping[str, Record],
) -> WorkRow:
    best, why = best_record(group)
    own = {record.record_id for record in group}
    elsewhere = {one for record in group for one in about.get(record.record_id, ()) if one not in own}
    said = notices_of(group, [notices[one] for one in sorted(elsewhere)])
    return WorkRow(work, best.record_id, why, said)
