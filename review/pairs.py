"""Pairs of records that may be one work, and what somebody says of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.record import Record
from records.work import Doubt
from review.context import Context, NotWiredError
from synthesis.linking.asking import by_worth

__all__ = ["Pair", "Pairs", "find_pairs", "say_of_pair"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair that Ken is unsure of, with the works that the two records belong to."""

    doubt: Doubt
    records: tuple[Record, Record]
    works: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Some of the pairs that are open, of ``total``."""

    pairs: tuple[Pair, ...]
    total: int


def find_pairs(context: Context, most: int) -> Pairs:
    """Give the pairs that Ken is unsure of, the one whose answer is worth most first, ``most`` of them."""
    store = context.store
    with store.at_once():
        doubts = store.doubts.open()
        known = store.links.memberships(sorted({one for doubt in doubts for one in (doubt.a, doubt.b)}))
        works = {record: one.work_id for record, one in known.items()}
        chosen = by_worth(doubts, works, _read(context, set(works.values())))[:most]
        records = store.records.known([one for doubt in chosen for one in (doubt.a, doubt.b)])
    pairs = (Pair(one, (records[one.a], records[one.b]), (works[one.a], works[one.b])) for one in chosen)
    return Pairs(tuple(pairs), len(doubts))


def say_of_pair(context: Context, a: str, b: str, reviewer: str, *, is_one: bool) -> Sequence[str]:
    """Take two records for one work, or keep them apart, and give the works that they are then.

    Raises ``NotFoundError`` for a record that is not known, ``BusyError`` while a scan goes on, and
    ``NotWiredError`` where there is nobody to do it.
    """
    if context.deeds is None:
        raise NotWiredError
    works = (context.deeds.merge if is_one else context.deeds.split)(a, b, reviewer)
    context.shelves.forget()
    return works


def _read(context: Context, works: set[str]) -> frozenset[str]:
    """Give those of these works that people see: they stood in a queue or have a decision."""
    store = context.store
    placed = frozenset[str]().union(*(store.queues.placed(one.id) for one in context.workstreams))
    return frozenset(works) & (placed | store.decisions.of(sorted(works)).keys())
