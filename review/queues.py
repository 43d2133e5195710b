"""A queue as a reviewer sees it, and how far they are with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from records.decision import Decision
from records.workstream import Workstream
from review.cards import Card, mine
from review.shelves import QueueShelf
from review.untold import untold_cards
from review.visits import Visit

__all__ = ["Progress", "QueueView", "progress", "read_place", "read_queue", "refresh"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer is with a queue.

    ``works`` are its works in the order in which they are shown, where it is shared out the reviewer's own
    alone; ``left`` those of them without the reviewer's word, the best to go on with first. ``is_reordered``
    tells that this is no longer the order in which the queue was frozen. ``whole`` counts the works of the
    queue, the others' too. ``taken`` are works that somebody else reads and that one is to decide.
    """

    works: tuple[str, ...]
    left: tuple[str, ...]
    is_reordered: bool = False
    whole: int = 0
    taken: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """Count the works."""
        return len(self.works)

    @property
    def done(self) -> int:
        """Count those with the reviewer's word."""
        return self.total - len(self.left)

    @property
    def is_shared(self) -> bool:
        """Tell whether the works are the reviewer's part of a larger queue."""
        return self.total < self.whole

    @property
    def next(self) -> str:
        """Give the work to go on with, empty when none is left; one that nobody reads, if there is one."""
        free = (work for work in self.left if work not in self.taken)
        return next(free, self.left[0] if self.left else "")

    def beside(self, work: str) -> tuple[str, str]:
        """Give the works before and after one in the queue, empty where there is none."""
        if work not in self.works:
            return "", ""
        at = self.works.index(work)
        return self.works[at - 1] if at else "", self.works[at + 1] if at + 1 < self.total else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """The queue of a workstream in a run, with a card for each place, and how far the reviewer is.

    ``names`` are those among whom it is shared out, empty where it is everybody's. ``is_single`` tells that
    one person decides each work, so that two need not read the same.
    """

    workstream: Workstream
    run: int
    cards: tuple[Card, ...]
    progress: Progress
    names: tuple[str, ...] = ()
    is_single: bool = True


def read_queue(visit: Visit, workstream: str, run: int = 0, *, everything: bool = False) -> QueueView:
    """Give the queue of a run, or the latest that holds anything for run 0.

    Decided works keep their places; those that are left come behind them in the order that decisions have
    taught since the queue was frozen, if they have. Where it is shared out, it is the reviewer's own part, or
    with ``everything`` the others' works behind that. Raises ``NotFoundError`` for a workstream or run that
    never was.
    """
    stream = visit.context.workstream(workstream)
    shelf = visit.context.shelves.queue(stream.id, run)
    decisions = visit.context.shelves.decisions(shelf.works)
    how_far = _progress(visit, stream.id, shelf, decisions)
    works = tuple(dict.fromkeys((*how_far.works, *shelf.works))) if everything else how_far.works
    cards = {
        one.work.work_id: one.seen_by(decisions[one.work.work_id], stream.id, visit.reviewer)
        for one in shelf.cards
    }
    teamwork = visit.context.teamwork
    return QueueView(
        workstream=stream,
        run=shelf.run,
        cards=untold_cards(visit.context, visit.reviewer, [cards[work] for work in works]),
        progress=how_far,
        names=teamwork.allocation(stream.id, shelf.run).names(),
        is_single=not teamwork.is_blind(stream.id),
    )


def read_place(visit: Visit, workstream: str, run: int, work: str) -> tuple[Card | None, Progress]:
    """Give the card of one work of a queue, None when the queue does not hold it, and the progress.

    Whoever has a word on it reads it no more.
    """
    stream = visit.context.workstream(workstream)
    shelf = visit.context.shelves.queue(stream.id, run) if run else QueueShelf(0, ())
    decisions = visit.context.shelves.decisions([*shelf.works, work])
    found = next((one for one in shelf.cards if one.work.work_id == work), None)
    if mine(decisions[work], stream.id, visit.reviewer):
        visit.context.teamwork.presence.left(visit.session.id, work)
    own = [found.seen_by(decisions[work], stream.id, visit.reviewer)] if found else []
    card = next(iter(untold_cards(visit.context, visit.reviewer, own)), None)
    return card, _progress(visit, stream.id, shelf, decisions)


def refresh(visit: Visit, workstream: str, run: int) -> None:
    """Have what is left of a queue ordered anew, after a decision."""
    if run:
        visit.context.orders.refresh(workstream, visit.context.shelves.queue(workstream, run))


def progress(visit: Visit, workstream: str, shelf: QueueShelf) -> Progress:
    """Tell how far the reviewer is with a queue."""
    return _progress(visit, workstream, shelf, visit.context.shelves.decisions(shelf.works))


def _progress(
    visit: Visit, workstream: str, shelf: QueueShelf, decisions: Mapping[str, Sequence[Decision]]
) -> Progress:
    teamwork = visit.context.teamwork
    every = tuple(dict.fromkeys(shelf.works))
    given = {*teamwork.allocation(workstream, shelf.run).of(visit.reviewer)}
    works = tuple(one for one in every if one in given) or every
    left = {one for one in works if mine(decisions[one], workstream, visit.reviewer) is None}
    order = visit.context.orders.of(workstream, shelf)
    is_blind = teamwork.is_blind(workstream, works)
    taken = frozenset(() if is_blind else teamwork.presence.others(workstream, visit.reviewer))
    if order is None:
        following = tuple(one for one in works if one in left)
        return Progress(works, following, whole=len(every), taken=taken)
    following = tuple(one for one in dict.fromkeys((*order, *works)) if one in left)
    ordered = (*(one for one in works if one not in left), *following)
    return Progress(ordered, following, ordered != works, len(every), taken)
