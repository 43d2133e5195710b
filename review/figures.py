"""Figures that take long to count: flows and maps, kept in memory until somebody writes or decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.source import Source
from records.workstream import Workstream
from review.every_decision import every_decision
from review.memory import Memory
from review.prisma import FlowRead, Found, Opened, read_found, worked_out
from store.evidence_map import Cell, MapQuestion
from store.opening import Store
from store.searching import Found as FoundWorks
from synthesis.standing import kept

__all__ = ["Figures", "MapRead"]

_FLOWS = 12
_MAPS = 40


@dataclass(frozen=True, slots=True)
class MapRead:
    """The cells of a map that hold anything, and how many works it is made of."""

    cells: tuple[Cell, ...]
    works: int


@dataclass(frozen=True, slots=True)
class _Made:
    of: Found
    decided: int  # entries of the log
    flow: FlowRead


class Figures:
    """Counts once what many ask for.

    ``opened`` leaves out decisions that are secret yet. ``fresh`` is for how many seconds figures may be
    shown as they were although another program has written since. They are never without what was decided
    since.
    """

    def __init__(
        self,
        store: Store,
        workstreams: Sequence[Workstream],
        sources: Sequence[Source],
        opened: Opened,
        *,
        fresh: float,
    ) -> None:
        self._store = store
        self._workstreams = workstreams
        self._sources = sources
        self._opened = opened
        self._found: Memory[tuple[int, bool], Found] = Memory(store, _FLOWS, fresh=fresh)
        self._flows: dict[tuple[int, bool], _Made] = {}
        self._maps: Memory[tuple[MapQuestion, int], MapRead] = Memory(store, _MAPS, fresh=fresh)
        self._kept: Memory[tuple[str, int], frozenset[str]] = Memory(store, _MAPS, fresh=fresh)

    def flow(self, run: int, *, alone: bool) -> FlowRead:
        """Give the PRISMA flow of one run, or of all up to it; ``NotFoundError`` for one that never was.

        A work whose decisions are secret yet counts as one on which nobody has decided.
        """
        key = run, alone
        found = self._found.get([key], lambda keys: {key: self._read_found(*key) for key in keys})[key]
        made, decided = self._flows.get(key), self._decided()
        if made and made.of is found and made.decided == decided:
            return made.flow
        # Working it out may take a second; nobody is to wait for the database meanwhile.
        decisions = self._opened(every_decision(self._store))
        read = worked_out(found, self._workstreams, self._sources, decisions)
        if len(self._flows) >= _FLOWS:
            self._flows.clear()
        self._flows[key] = _Made(found, decided, read)
        return read

    def map(self, asked: MapQuestion) -> MapRead:
        """Give the cells of a map."""
        key = asked, self._decided() if asked.works == "kept" else 0
        return self._maps.get([key], lambda keys: {key: self._read_map(key[0]) for key in keys})[key]

    def behind(self, asked: MapQuestion, row: str, column: str, start: int, limit: int) -> FoundWorks:
        """Give works behind a place of a map, the newest first; of a whole row for an empty column."""
        found = self._kept_for(asked)
        return self._store.evidence_map.behind(asked, (row, column), (start, limit), found)

    def _decided(self) -> int:
        return len(self._store.decisions.log())

    def _read_found(self, run: int, alone: bool) -> Found:
        return read_found(self._store, self._workstreams, run, alone=alone)

    def _read_map(self, asked: MapQuestion) -> MapRead:
        found, read = self._kept_for(asked), self._store.evidence_map
        return MapRead(read.cells(asked, found), read.works(asked, found))

    def _kept_for(self, asked: MapQuestion) -> frozenset[str]:
        """Give the works that people keep in a workstream or any, as far as that is no secret."""
        if asked.works != "kept":
            return frozenset()
        key = asked.workstream, self._decided()
        return self._kept.get([key], lambda keys: {key: self._read_kept(key[0]) for key in keys})[key]

    def _read_kept(self, workstream: str) -> frozenset[str]:
        return frozenset(
            work
            for work, own in self._opened(every_decision(self._store)).items()
            if any(workstream in ("", one.workstream) for one in kept(own))
        )
