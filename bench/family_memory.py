"""The peak memory of this process together with those that it starts."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.memory import peak_mb, reset_peak

__all__ = ["Family", "family"]

_PROCESSES: Final = Path("/proc")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_LOOK: Final = 0.1  # seconds between looks


@dataclass(slots=True)
class Family:
    """The peaks of the processes that were seen, by their id, in units of 1,048,576 bytes."""

    children: dict[int, float] = field(default_factory=dict)

    @property
    def peak_mb(self) -> float:
        """Give the sum of all peaks: never less than what was held at one time, and mostly more.

        What processes share, such as libraries, counts for each.
        """
        return peak_mb() + sum(self.children.values())


@contextmanager
def family() -> Iterator[Family]:
    """Watch this process and its children while the block runs.

    Where the system does not tell of children (``/proc``), only this process counts.
    """
    found, over = Family(), threading.Event()
    watch = threading.Thread(target=_watch, args=(found, over), daemon=True)
    reset_peak()
    watch.start()
    try:
        yield found
    finally:
        over.set()
        watch.join()


def _watch(found: Family, over: threading.Event) -> None:
    while not over.is_set():
        for child in _children():
            with suppress(OSError):  # it has just ended
                if peak := _PEAK.search((_PROCESSES / child / "status").read_text()):
                    found.children[int(child)] = int(peak[1]) / 1024
        time.sleep(_LOOK)


def _children() -> Iterator[str]:
    for thread in (_PROCESSES / "self" / "task").glob("*/children"):
        with suppress(OSError):
            yield from thread.read_text().split()
