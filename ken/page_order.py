"""The order of what is left of a queue, worked out beside the review page in a process of its own.

Learning takes a second of a core and loads what learns; the page must answer meanwhile.
"""

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from flows.child_process import begin
from ken.allocating import secret_works
from records.errors import KenError
from store.opening import Store, open_store

__all__ = ["Ordering", "ordering"]

Ordering = Callable[[Store, str, int, Mapping[str, float]], list[str] | None]

_EVERY: Final = 5.0  # seconds between the beginnings of two: each has the database to itself for a moment


@contextmanager
def ordering(home: Path) -> Iterator[Ordering]:
    """Give a function that orders what is left of a queue of a workspace, while the block runs.

    It raises ``KenError`` when that cannot be done now. Its process begins with the first call, and gives way
    to all others.
    """
    turn, last, is_over = threading.Lock(), [0.0], threading.Event()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, initializer=begin, initargs=(0,)) as pool:

        def order(_: Store, workstream: str, run: int, scores: Mapping[str, float]) -> list[str] | None:
            with turn:
                is_over.wait(max(0.0, last[0] + _EVERY - time.monotonic()))
                last[0] = time.monotonic()
            try:
                return pool.submit(_ordered, home, workstream, run, dict(scores)).result()
            except (BrokenExecutor, RuntimeError) as error:
                raise KenError(f"the process that orders queues has ended ({error})") from error

        try:
            yield order
        finally:
            is_over.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _ordered(home: Path, workstream: str, run: int, scores: dict[str, float]) -> list[str] | None:
    from flows.learned_order import reordered  # noqa: PLC0415  only in the process that learns

    store = _store(home)
    return reordered(store, workstream, run, scores, secret_works(home, store, workstream))


@cache
def _store(home: Path) -> Store:
    return open_store(home)
