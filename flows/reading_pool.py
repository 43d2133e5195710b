"""Reading many works on all cores.

Starting a process and making its components takes some seconds, so that few works are read where they
are. Many are shared out in the order in which they come: other processes read from the front, and this
one, when it has nothing to read from the store or to write to it, from the back.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from flows import reading_child
from flows.child_process import begin
from flows.readers import Readers
from records.annotation import Annotation
from records.errors import KenError
from records.work import Work

__all__ = ["Read", "processes_for", "read_by"]

Read = tuple[Sequence[Work], Sequence[Annotation]]
"""Works, and what all components say of them."""

_EACH: Final = 2_000  # works that are worth a process: it is up when this one has read as many
_SHARE: Final = 100  # works that are read at a time; less than half a second
_MOST: Final = 16  # processes; for more the store would be too slow


@dataclass(slots=True)
class _Share:
    """A few works that another process was asked to read, unless this one did (``own``)."""

    works: Sequence[Work]
    asked: Future[bytes]
    own: list[Annotation] | None = None

    def is_open(self) -> bool:
        return self.own is None and not self.asked.done()

    def taken_back(self) -> bool:
        return self.own is None and self.asked.cancel()

    def annotations(self) -> list[Annotation]:
        return self.own if self.own is not None else reading_child.annotations_of(self.asked.result())


class _Batch(NamedTuple):
    works: Sequence[Work]
    shares: Sequence[_Share]


def processes_for(works: int) -> int:
    """Give how many processes should read so many works: 1 means this one, without others."""
    if multiprocessing.current_process().daemon:  # it may have no children
        return 1
    return max(1, min(_cores(), works // _EACH, _MOST))


def read_by(
    processes: int, reading: Readers, folder: Path, batches: Iterable[Sequence[Work]]
) -> Generator[Read, None, None]:
    """Read batches of works with so many processes, and give each with its annotations, in their order.

    ``folder`` is what ``reading`` was made of. While one batch is with the caller, the next is being read.
    However it ends, no process is left; who leaves early must close it. What a component raises in another
    process is raised here, and ``KenError`` when a process was killed.
    """
    if processes < 2:
        for works in batches:
            yield works, reading.annotations(works)
        return
    with _started(processes - 1) as pool:  # this one reads, too
        ahead: deque[_Batch] = deque()
        for works in batches:
            ahead.append(_shared_out(pool, reading, folder, works))
            if len(ahead) > 1:
                yield _next(ahead, reading)
        while ahead:
            yield _next(ahead, reading)


@contextmanager
def _started(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Give a pool that is gone afterwards; what nobody waits for any more is not begun."""
    # Spawned, as a copy of a process with threads may hang; they begin when they are sent something.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=begin)
    try:
        yield pool
    except BrokenProcessPool as error:
        raise KenError(
            "a process that read works was killed, perhaps for want of memory: end other programs and do "
            "the same again; what was read before is kept"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _shared_out(pool: ProcessPoolExecutor, reading: Readers, folder: Path, works: Sequence[Work]) -> _Batch:
    shares = []
    for start in range(0, len(works), _SHARE):
        some = works[start : start + _SHARE]
        with _deaf():
            asked = pool.submit(reading_child.read, folder, reading.versions, reading_child.bytes_of(some))
        shares.append(_Share(some, asked))
    return _Batch(works, shares)


def _next(ahead: deque[_Batch], reading: Readers) -> Read:
    """Give the first batch, and read from the back while others still read in it."""
    first = ahead[0]
    while any(share.is_open() for share in first.shares):
        backwards = (share for batch in reversed(ahead) for share in reversed(batch.shares))
        share = next((share for share in backwards if share.taken_back()), None)
        if share is None:
            break
        share.own = reading.annotations(share.works)
    ahead.popleft()
    return first.works, [one for share in first.shares for one in share.annotations()]


@contextmanager
def _deaf() -> Iterator[None]:
    """Let Ctrl-C wait while the block runs.

    A process that is started meanwhile never hears it: a terminal sends it to all, and it is this one that
    is to end the others. A mask is handed on from the first moment, before a handler could be set.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
