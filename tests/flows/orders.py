"""Linking the records of a week again, source by source in another order."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from flows.context import Context
from flows.link import link
from records.record import Record

__all__ = ["link_in_turn", "shuffled", "works"]


def works(context: Context) -> dict[frozenset[str], str]:
    """Map the record ids of each work to that of its best record."""
    return {
        frozenset(one.record_id for one in work.records): work.best.record_id
        for work in context.store.works.all()
    }


def shuffled(context: Context, seed: int) -> list[list[Record]]:
    """Give all records by source, the sources and the records of each in an order that the seed draws."""
    by_source: dict[str, list[Record]] = defaultdict(list)
    for work in context.store.works.all():
        for record in work.records:
            by_source[record.source].append(record)
    parts = list(by_source.values())
    chance = random.Random(seed)  # noqa: S311  not a secret
    chance.shuffle(parts)
    for records in parts:
        chance.shuffle(records)
    return parts


def link_in_turn(context: Context, parts: Iterable[Sequence[Record]]) -> None:
    """Let the records of each part arrive and be linked before the next part comes."""
    for run, records in enumerate(parts, start=1):
        context.store.records.keep(run, records)
        link(context, run)
        context.store.works.adopt(run)
