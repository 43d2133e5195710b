"""Reading a queue as a reviewer sees it, and how far they are with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from records.decision import Decision
from records.ranked import Ranked
from records.workstream import Workstream
from review.cards import Card, card, mine
from review.visits import Visit

__all__ = ["Progress", "QueueView", "progress", "read_place", "read_queue"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer is with a queue.

    ``works`` are its works in order, ``next`` is the first without the reviewer's word, or empty.
    """

    works: tuple[str, ...]
    done: int
    next: str = ""

    @property
    def total(self) -> int:
        """Count the works."""
        return len(self.works)

    @property
    def left(self) -> int:
        """Count what is left."""
        return self.total - self.done

    def beside(self, work: str) -> tuple[str, str]:
        """Give the works before and after one in the queue, empty where there is none."""
        if work not in self.works:
            return "", ""
        at = self.works.index(work)
        return self.works[at - 1] if at else "", self.works[at + 1] if at + 1 < self.total else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """The queue of a workstream in a run, with a card for each place, and how far the reviewer is."""

    workstream: Workstream
    run: int
    cards: tuple[Card, ...]
    progress: Progress


def read_queue(visit: Visit, workstream: str, run: int = 0) -> QueueView:
    """Read the queue of a run, or the latest that holds anything for run 0.

    Raises ``NotFoundError`` for a workstream or run that never was.
    """
    store, stream = visit.context.store, visit.context.workstream(workstream)
    with store.at_once():
        if run:
            store.runs.get(run)
        number = run or store.queues.latest(stream.id)
        cards = _cards(visit, stream, store.queues.get(stream.id, number))
    works = tuple(one.work.work_id for one in cards)
    left = [one.work.work_id for one in cards if one.mine is None]
    how_far = Progress(works, len(works) - len(left), left[0] if left else "")
    return QueueView(workstream=stream, run=number, cards=cards, progress=how_far)


def read_place(visit: Visit, workstream: str, run: int, work: str) -> tuple[Card | None, Progress]:
    """Read the card of one work of a queue, None when the queue does not hold it, and the progress."""
    store, stream = visit.context.store, visit.context.workstream(workstream)
    with store.at_once():
        places = store.queues.get(stream.id, run)
        current = store.works.current([place.work for place in places])
        held = [place for place, now in zip(places, current, strict=True) if now == work]
        found = _cards(visit, stream, held)
        decisions = store.decisions.of(current)
    how_far = _progress(visit, stream.id, current, decisions)
    return found[0] if found else None, how_far


def progress(visit: Visit, queues: Mapping[str, Sequence[Ranked]]) -> dict[str, Progress]:
    """Tell for each workstream how far the reviewer is with the places of its queue."""
    store = visit.context.store
    with store.at_once():
        asked = [place.work for places in queues.values() for place in places]
        current = iter(store.works.current(asked))
        works = {stream: tuple(islice(current, len(places))) for stream, places in queues.items()}
        decisions = store.decisions.of(list(dict.fromkeys(chain.from_iterable(works.values()))))
    return {stream: _progress(visit, stream, own, decisions) for stream, own in works.items()}


def _progress(
    visit: Visit, workstream: str, works: tuple[str, ...], decisions: Mapping[str, Sequence[Decision]]
) -> Progress:
    left = [work for work in works if mine(decisions.get(work, ()), workstream, visit.reviewer) is None]
    return Progress(works, len(works) - len(left), left[0] if left else "")


def _cards(visit: Visit, stream: Workstream, places: Sequence[Ranked]) -> tuple[Card, ...]:
    store = visit.context.store
    works = store.works.get([place.work for place in places])
    ids = [work.work_id for work in works]
    annotations, decisions = store.annotations.of(ids), store.decisions.of(ids)
    return tuple(
        card(
            work,
            place,
            annotations.get(work.work_id, ()),
            decisions.get(work.work_id, ()),
            workstream=stream.id,
            reviewer=visit.reviewer,
            names=visit.context.names,
        )
        for place, work in zip(places, works, strict=True)
    )
