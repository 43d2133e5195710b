"""The log of decisions: a file of its own beside the database, and what of it is kept in memory.

It is not in the database, because there one process at a time may write: who decides would wait for as long
as a weekly run works on anything else. A line is on the disk in the time of one ``fsync``.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from records.decision import Decision
from records.errors import LogError
from store.log_file import LogFile

__all__ = ["DECISIONS", "DecisionLog"]

DECISIONS = "decisions.jsonl"
_Key = tuple[str, ...]  # a work, or a reviewer and a workstream


class DecisionLog:
    """All decisions in order, by work, and by reviewer and workstream.

    One line of the file is one decision, a JSON object, as ``data/review/verify_decisions.py`` checks it.
    Every look reads what others have added since; 100,000 decisions are read in under a second, once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = LogFile(path)
        self._turn = threading.RLock()
        self._entries: list[Decision] = []
        self._of: defaultdict[_Key, list[int]] = defaultdict(list)

    def all(self, *, anew: bool = False) -> tuple[Decision, ...]:
        """Give all decisions, the oldest first; ``LogError`` when a line is none.

        ``anew`` reads lines, too, that were read before, in case somebody altered them since.
        """
        with self._turn:
            if anew:
                self._forget()
        with self._caught_up():
            return tuple(self._entries)

    def on(self, work: str) -> tuple[Decision, ...]:
        """Give the decisions on a work under this id alone, the oldest first."""
        return self._under(work)

    def by(self, reviewer: str, workstream: str) -> tuple[Decision, ...]:
        """Give what a reviewer decided in a workstream, the oldest first."""
        return self._under(reviewer, workstream)

    def numbered(self, works: Sequence[str]) -> list[tuple[int, Decision]]:
        """Give the decisions on works under these ids alone, with their places in the log, from 1."""
        with self._caught_up():
            places = sorted(place for work in dict.fromkeys(works) for place in self._of.get((work,), ()))
            return [(place + 1, self._entries[place]) for place in places]

    def add(self, make: Callable[[], Sequence[Decision]]) -> tuple[Decision, ...]:
        """Add what ``make`` gives, each behind the one before, and give it with its place in the chain.

        Nobody else adds anything between what ``make`` sees and what it gives. Raises ``StoreError`` when the
        file cannot be written; then nothing is added.
        """
        with self._turn, self._file.alone() as file, self._caught_up():
            previous = self._entries[-1].hash if self._entries else ""
            placed: list[Decision] = []
            for one in make():
                placed.append(one.chained(previous))
                previous = placed[-1].hash
            self._write(file, placed)
        return tuple(placed)

    def restore(self, make: Callable[[], Sequence[Decision]]) -> None:
        """Add what ``make`` gives as it is: decisions that have their places in the chain."""
        with self._turn, self._file.alone() as file, self._caught_up():
            self._write(file, make())

    def _write(self, file: int, placed: Sequence[Decision]) -> None:
        if placed:
            self._file.add(file, b"".join(msgspec.json.encode(one) + b"\n" for one in placed))

    def _under(self, *key: str) -> tuple[Decision, ...]:
        with self._caught_up():
            return tuple(self._entries[place] for place in self._of.get(key, ()))

    @contextmanager
    def _caught_up(self) -> Iterator[None]:
        with self._turn:
            lines, from_first = self._file.fresh()
            if from_first:
                self._forget()
            try:
                for line in lines:
                    self._learn(_decoded(line))
            except ValueError as error:
                number = len(self._entries) + 1
                self._forget()
                raise LogError(
                    f"entry {number} of {self.path} does not add up: {error}; "
                    "restore a backup, and find out who could write to it"
                ) from error
            yield

    def _forget(self) -> None:
        self._file.forget()
        self._entries.clear()
        self._of.clear()

    def _learn(self, one: Decision) -> None:
        place = len(self._entries)
        self._entries.append(one)
        for key in ((one.work,), (one.reviewer, one.workstream)):
            self._of[key].append(place)


def _decoded(line: bytes) -> Decision:
    """Read a line; ``ValueError`` for one that is not written as a decision is, to the letter."""
    try:
        found = msgspec.json.decode(line, type=Decision)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"it is no decision ({error})") from error
    if msgspec.json.encode(found) != line:
        raise ValueError("it is not written as Ken writes a decision")
    return found
