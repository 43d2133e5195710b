"""Link: bring what is new or changed together with everything known, into works."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeVar

import numpy as np

from flows.context import Context
from flows.without_collection import without_collection
from records.record import Record
from store.links import WorkRow
from synthesis.linking.best import best_record, notices_of
from synthesis.linking.comparable import Comparable, comparable
from synthesis.linking.keys import block_keys
from synthesis.linking.linkage import Linkage, linkage

__all__ = ["link", "linked", "work_rows"]

_Thing = TypeVar("_Thing")

_BATCH: Final = 20_000  # records or works that are in memory as a whole at one time


def link(context: Context, run: int) -> int:
    """Link every record that linking has not seen as it is now, and give how many there were.

    ``run`` is the run in which the works change, 0 for an import. What linking makes is written at
    once: a killed run links again from the start.
    """
    with without_collection():
        return _link(context, run)


def _link(context: Context, run: int) -> int:
    store = context.store
    fresh = _prepare(context, store.records.unlinked(), keep=True)
    if not fresh:
        return 0
    context.progress.step("link", f"{len(fresh)} records")
    about = store.keys.noticed([one.record_id for one in fresh.values() if one.is_notice])
    taking_part, pairs = _taking_part(context, fresh, about)
    made = linked(context, taking_part, pairs)
    # In the order in which their records came: neighbours are read together.
    touched = [made.members[record] for record in (*fresh, *about)] + sorted(made.joined.values())
    works = work_rows(context, touched, made.members)
    store.doubts.keep(made.doubts, list(taking_part))
    store.links.settle(run, made.links, made.members, made.joined, works, context.now())
    return len(fresh)


def linked(
    context: Context,
    records: Mapping[str, Comparable],
    pairs: Sequence[tuple[str, str]],
    *,
    parted: Collection[tuple[str, str]] = (),
    anew: bool = False,
) -> Linkage:
    """Link prepared records, of which these pairs are promising, with what is known of them.

    ``parted`` are pairs to be kept apart beside those that people have parted. ``anew`` takes no account
    of the works that exist.
    """
    ids = sorted(records)
    place = {record_id: number for number, record_id in enumerate(ids)}
    places = np.array([(place[a], place[b]) for a, b in pairs], np.int64).reshape(-1, 2)
    known = {} if anew else context.store.links.memberships(ids)
    return linkage(
        [records[one] for one in ids],
        places,
        {record: one.work_id for record, one in known.items()},
        {one.work_id: one.age for one in known.values()},
        context.store.links.parted(ids) | frozenset(parted),
    )


def work_rows(context: Context, works: Iterable[str], members: Mapping[str, str]) -> list[WorkRow]:
    """Choose the best record of each of these works and gather the notices about it.

    ``members`` maps records to works, those of these works among them.
    """
    groups: dict[str, list[str]] = {work: [] for work in works}
    for record_id in sorted(members):
        if members[record_id] in groups:
            groups[members[record_id]].append(record_id)
    about = context.store.keys.targets([record for group in groups.values() for record in group])
    # Works of one record first, so that a batch of them is read from one part of the table.
    apart = sorted(groups.items(), key=lambda one: len(one[1]) > 1)
    return [row for some in _batches(apart) for row in _rows(context, dict(some), about)]


def _prepare(context: Context, records: Iterable[Record], *, keep: bool) -> dict[str, Comparable]:
    """Prepare records for comparing, and keep their keys where asked."""
    prepared: dict[str, Comparable] = {}
    for some in _batches(map(comparable, records)):
        prepared |= {one.record_id: one for one in some}
        if keep:
            context.store.keys.keep((one.record_id, block_keys(one)) for one in some)
    return prepared


def _taking_part(
    context: Context, fresh: Mapping[str, Comparable], about: Sequence[str]
) -> tuple[dict[str, Comparable], Sequence[tuple[str, str]]]:
    """Give the records that linking has to look at, and the pairs among them that are promising."""
    store = context.store
    pairs = store.keys.pairs()
    ids = {*fresh, *about, *(one for pair in pairs for one in pair)}
    # A joined work moves as a whole, so the companions of every record that takes part take part too.
    everyone = store.links.companions(sorted(ids))
    others = [one for one in everyone if one not in fresh]
    taking_part = dict(fresh)
    for some in _batches(others):
        taking_part |= _prepare(context, store.records.known(some).values(), keep=False)
    if others:
        pairs = [pair for pair in store.keys.among(everyone) if taking_part.keys() >= {*pair}]
    return taking_part, pairs


def _rows(
    context: Context, groups: Mapping[str, Sequence[str]], about: Mapping[str, Sequence[str]]
) -> Iterator[WorkRow]:
    own = {record for group in groups.values() for record in group}
    wanted = {notice for record in own for notice in about.get(record, ())}
    store = context.store
    records = store.records.known(sorted(own)) | store.records.known(sorted(wanted - own))
    for work, group in groups.items():
        elsewhere = {one for record in group for one in about.get(record, ()) if one not in group}
        members = [records[one] for one in group]
        best, why = best_record(members)
        said = notices_of(members, [records[one] for one in sorted(elsewhere)])
        yield WorkRow(work, best.record_id, why, said)


def _batches(things: Iterable[_Thing]) -> Iterator[list[_Thing]]:
    rest = iter(things)
    while some := list(islice(rest, _BATCH)):
        yield some
