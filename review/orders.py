"""Orders: in which order what is left of a queue is best read, as decisions since have taught."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from records.errors import KenError
from review.shelves import QueueShelf
from store.opening import Store

__all__ = ["Later", "Orders", "Reorder", "at_once", "in_background"]

Reorder = Callable[[Store, str, int, Mapping[str, float]], Sequence[str] | None]
"""Orders a queue: store, workstream, run, the scores that its works were frozen with; None for as it was.

What is secret yet may not have taught it: everybody is shown the same order.
"""
Later = Callable[[Callable[[], None]], None]
"""Carries something out when there is time; the caller does not wait for it."""

_log = logging.getLogger("ken.review")


@contextmanager
def in_background(name: str) -> Iterator[Later]:
    """Give a way to carry things out one after another, beside the requests, while the block runs.

    ``name`` is that of the thread which does it.
    """
    with ThreadPoolExecutor(1, name) as pool:
        try:
            yield lambda work: _told(pool.submit(work))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _told(begun: Future[None]) -> None:
    def tell(done: Future[None]) -> None:
        if not done.cancelled() and done.exception():
            _log.critical("a defect of Ken beside the pages", exc_info=done.exception())

    begun.add_done_callback(tell)


def at_once(work: Callable[[], None]) -> None:
    """Carry something out now."""
    work()


class Orders:
    """The latest order of each queue; a new one is worked out after each decision, and nobody waits for it.

    Until it is there, the one before it holds.
    """

    def __init__(self, store: Store, reorder: Reorder | None, later: Later = at_once) -> None:
        self._store = store
        self._reorder = reorder
        self._later = later
        self._turn = threading.Lock()
        self._known: dict[tuple[str, int], tuple[str, ...] | None] = {}
        self._wanted: dict[tuple[str, int], QueueShelf] = {}

    def of(self, workstream: str, shelf: QueueShelf) -> tuple[str, ...] | None:
        """Give the works of a queue in the order in which to read them; None for the frozen order.

        What is decided is left out. Works that came in since are left out, too.
        """
        if self._reorder is None or not shelf.cards:
            return None
        key = workstream, shelf.run
        with self._turn:
            is_known = key in self._known
        if not is_known:
            self.refresh(workstream, shelf)
        with self._turn:
            return self._known.get(key)

    def refresh(self, workstream: str, shelf: QueueShelf) -> None:
        """Have the order of a queue worked out anew."""
        if self._reorder is None or not shelf.cards:
            return
        key = workstream, shelf.run
        with self._turn:
            is_waited_for = key in self._wanted
            self._wanted[key] = shelf
        if not is_waited_for:
            self._later(lambda: self._work_out(key))

    def _work_out(self, key: tuple[str, int]) -> None:
        with self._turn:
            shelf = self._wanted.pop(key)
        scores = {one.work.work_id: one.place.score for one in shelf.cards if one.place}
        if self._reorder is None:
            return
        try:
            order = self._reorder(self._store, *key, scores)
        except KenError as error:
            _log.warning("the order of %s stays as it was: %s", key[0], error)
            return
        with self._turn:
            self._known[key] = tuple(order) if order is not None else None
