"""Shelves: frozen queues, works and decisions within reach, and the only way in which a page decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from records.annotation import Annotation
from records.decision import Decision
from records.errors import KenError
from records.ranked import Ranked
from records.run import Run
from records.work import Link, Work
from review.cards import Card, card
from review.deeds import Happened
from review.memory import Memory
from store.opening import Store
from synthesis.card import card as frozen_card
from synthesis.ranking.settings import RankSettings

__all__ = ["QueueShelf", "RunShelf", "Shelves", "WorkShelf"]

_QUEUES = 40
_WORKS = 400
_NAMES = 8000
_AHEAD = 3  # works that are read before somebody asks for them


@dataclass(frozen=True, slots=True)
class QueueShelf:
    """The queue of a run: a card for each place, in order, without anybody's word.

    ``candidates`` counts the works that could have been placed, ``weights`` are those of a score's parts.
    """

    run: int
    cards: tuple[Card, ...]
    candidates: int = 0
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def works(self) -> tuple[str, ...]:
        """List the ids that its works have now, in order."""
        return tuple(one.work.work_id for one in self.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkShelf:
    """A work with all that is known of it but what people decided."""

    work: Work
    annotations: tuple[Annotation, ...]
    places: tuple[Ranked, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RunShelf:
    """All runs, the newest first, and what the last one brought."""

    runs: tuple[Run, ...]
    happened: Happened


class Shelves:
    """What pages read most, kept in memory until somebody writes; decisions are always as they are now.

    ``names`` is what is said for the ids of dimensions and types of evidence; ``fresh`` is for how many
    seconds works and queues are shown as they were read although another program has written since. ``tell``
    says what a run brought. ``beside`` carries out what nobody waits for; without it, nothing is read ahead.
    """

    def __init__(
        self,
        store: Store,
        names: Mapping[str, str],
        *,
        fresh: float = 0.0,
        tell: Callable[[int], Happened] | None = None,
        beside: Callable[[Callable[[], None]], None] | None = None,
    ) -> None:
        self._store = store
        self._beside = beside
        self._tell = tell
        self._names = names
        # What a weekly run changes of works that people read is little, and none of it is their own word.
        self._queues: Memory[tuple[str, int], QueueShelf] = Memory(store, _QUEUES, fresh=fresh)
        self._latest: Memory[str, int] = Memory(store, _QUEUES, fresh=fresh)
        self._works: Memory[str, WorkShelf] = Memory(store, _WORKS, fresh=fresh)
        self._known: Memory[str, tuple[str, ...]] = Memory(store, _NAMES, fresh=fresh)
        self._runs: Memory[str, RunShelf] = Memory(store, 1, fresh=fresh)

    def queue(self, workstream: str, run: int = 0) -> QueueShelf:
        """Give the queue of a run, or the latest that holds anything for run 0.

        Raises ``NotFoundError`` for a run that never was.
        """
        number = run or self._latest.get([workstream], self._read_latest)[workstream]
        return self._queues.get(
            [(workstream, number)], lambda keys: {key: self._read_queue(*key) for key in keys}
        )[workstream, number]

    def work(self, work_id: str) -> WorkShelf:
        """Give a work; ``NotFoundError`` when it is not known."""
        return self._works.get([work_id], lambda keys: {key: self._read_work(key) for key in keys})[work_id]

    def expect(self, works: Sequence[str]) -> None:
        """Read the first of these works that are not known yet: somebody will open them next."""
        unknown = [work for work in works[:_AHEAD] if work and work not in self._works]
        if unknown and self._beside:
            self._beside(lambda: self._read_ahead(unknown))

    def _read_ahead(self, works: Sequence[str]) -> None:
        for work in works:
            try:
                self.work(work)
            except KenError:
                return  # whoever opens it is told

    def runs(self) -> tuple[Run, ...]:
        """Give all runs, the newest first."""
        return self._run_shelf().runs

    def happened(self) -> Happened:
        """Give what the last run brought: news of works that somebody keeps, and notices."""
        return self._run_shelf().happened

    def _run_shelf(self) -> RunShelf:
        return self._runs.get(["all"], lambda keys: {key: self._read_runs() for key in keys})["all"]

    def _read_runs(self) -> RunShelf:
        runs = self._store.runs.all()
        return RunShelf(runs, self._tell(runs[0].number) if runs and self._tell else Happened())

    def decisions(self, works: Sequence[str]) -> dict[str, tuple[Decision, ...]]:
        """Give the decisions on works, the latest last; empty for works without any."""
        return self._store.decisions.under(self._names_of(works))

    def decide(self, decision: Decision) -> Decision:
        """Write a decision into the log unless it is the reviewer's last word already, and give it.

        It is on the work that its id stands for now. Raises ``NotFoundError`` when there is none.
        """
        return self._store.decisions.append_once(replace(decision, work=self._current(decision.work)))

    def undo(
        self, reviewer: str, workstream: str, instant: datetime, only: str = ""
    ) -> tuple[Decision, str] | None:
        """Take a reviewer's last decision back: what does so, and the work as its id is now, or None.

        Where ``only`` is given, it is None for another than the decision with this hash, too.
        """
        made = self._store.decisions.undo(reviewer, workstream, instant, only)
        return (made, self._current(made.work)) if made else None

    def forget(self) -> None:
        """Forget everything, after something else than a decision was written from here."""
        for memory in (self._queues, self._latest, self._works, self._known, self._runs):
            memory.clear()

    def _current(self, work: str) -> str:
        return self._names_of([work])[work][0]

    def _names_of(self, works: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Give the ids that works have now and had before, the one of now first."""
        return self._known.get(works, self._store.works.names)

    def _read_latest(self, workstreams: Sequence[str]) -> dict[str, int]:
        return {workstream: self._store.queues.latest(workstream) for workstream in workstreams}

    def _read_queue(self, workstream: str, run: int) -> QueueShelf:
        store = self._store
        places = store.queues.get(workstream, run)
        if run and not places:
            store.runs.get(run)
        documents = store.queues.cards(workstream, run)
        works = store.works.get([place.work for place in places])
        self._names_of([work.work_id for work in works])  # those who decide need not wait for them
        annotations = store.annotations.of([work.work_id for work in works])
        frozen = {one.place: one for one in map(frozen_card, documents)}
        cards = tuple(
            card(
                work,
                place,
                annotations.get(work.work_id, ()),
                workstream=workstream,
                names=self._names,
                frozen=frozen.get(place.place),
            )
            for place, work in zip(places, works, strict=True)
        )
        candidates = store.queues.candidates(run).get(workstream, 0)
        return QueueShelf(run, cards, candidates, self._weights(workstream, run))

    def _weights(self, workstream: str, run: int) -> dict[str, float]:
        """Give what the parts of a score weighed in a queue; empty for one of an older version."""
        detail = self._store.queues.detail(workstream, run)
        return RankSettings.of(detail).shared_weights if detail else {}

    def _read_work(self, work_id: str) -> WorkShelf:
        store = self._store
        (work,) = store.works.get([work_id])
        self._names_of([work.work_id])
        return WorkShelf(
            work=work,
            annotations=store.annotations.of([work.work_id]).get(work.work_id, ()),
            places=store.queues.of_work(work.work_id),
            links=store.links.of_work(work.work_id),
        )
