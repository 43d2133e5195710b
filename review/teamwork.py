"""Teamwork: who is to decide what, what of it is secret yet, and what people say of works to each other."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from records.allocation import Allocation
from records.comment import Comment
from records.decision import Decision
from records.ranked import Reason
from review.presence import Presence
from review.remembered import Remembered
from store.opening import Store
from synthesis.blinding import Plan, is_complete, open_words, seen_words
from synthesis.screening_mode import Screening
from synthesis.standing import kept

__all__ = ["Teamwork"]

_QUEUES: Final = 40
_WORKS: Final = 400
# A frozen reason that says who decided what of another work.
_TELLS: Final = re.compile(r"^Like “.*” \((w\w+)\), which ", re.DOTALL)


class Teamwork:
    """How a team shares its works, as pages need it; hardly ever does it open the database.

    ``screening`` is how each workstream is screened.
    """

    def __init__(self, store: Store, screening: Mapping[str, Screening]) -> None:
        self._store = store
        self.screening = screening
        self.presence = Presence()
        mark = store.allocations.mark
        self._queues: Remembered[tuple[str, int], Allocation] = Remembered(store, mark, _QUEUES)
        self._plans: Remembered[str, Plan] = Remembered(store, mark, _QUEUES)
        self._commented: Remembered[str, frozenset[str]] = Remembered(store, mark, 1)
        self._comments: Remembered[str, tuple[Comment, ...]] = Remembered(store, mark, _WORKS)

    def of_stream(self, workstream: str) -> Screening:
        """Say how a workstream is screened."""
        return self.screening.get(workstream, Screening())

    def allocation(self, workstream: str, run: int) -> Allocation:
        """Give who is to decide which works of a queue; empty where they are everybody's."""
        return self._queues.get((workstream, run), lambda: self._store.allocations.of_queue(workstream, run))

    def plan(self, workstream: str) -> Plan:
        """Give who is to decide in a workstream, by the latest allocation of each work."""
        return self._plans.get(
            workstream,
            lambda: Plan(self.of_stream(workstream).mode, self._store.allocations.latest(workstream)),
        )

    def is_blind(self, workstream: str, works: Collection[str] = ()) -> bool:
        """Tell whether two are to decide these works, or one of them, without each other's words."""
        plan = self.plan(workstream)
        return plan.mode == "dual" or any(plan.is_blind(work) for work in works)

    def is_blind_anywhere(self, workstream: str) -> bool:
        """Tell whether two are to decide any work of a workstream, now or in an earlier run."""
        plan = self.plan(workstream)
        return plan.mode == "dual" or any(len(names) > 1 for names in plan.reviewers.values())

    def seen(self, work: str, decisions: Sequence[Decision], reviewer: str) -> list[Decision]:
        """List the decisions on a work that somebody may see; ``work`` is its id as it is now."""
        return seen_words(work, decisions, reviewer, self._plans_of(decisions))

    def open(self, work: str, decisions: Sequence[Decision], reviewer: str) -> list[Decision]:
        """List the decisions on a work that are no secret: for figures, and for those who settle."""
        return open_words(work, decisions, reviewer, self._plans_of(decisions))

    def all_open(
        self, decisions: Mapping[str, Sequence[Decision]], reviewer: str
    ) -> dict[str, list[Decision]]:
        """Give the decisions on many works that are no secret."""
        plans = self._plans_of([one for own in decisions.values() for one in own])
        return {work: open_words(work, own, reviewer, plans) for work, own in decisions.items()}

    def keeps(self, work: str, decisions: Sequence[Decision], reviewer: str) -> bool:
        """Tell whether somebody keeps a work, as far as that is no secret."""
        return bool(kept(self.open(work, decisions, reviewer)))

    def has_secrets(self, decisions: Mapping[str, Sequence[Decision]], reviewer: str) -> bool:
        """Tell whether anything of these decisions is secret yet to somebody."""
        told = self.all_open(decisions, reviewer)
        return any(len(told[work]) < len(own) for work, own in decisions.items())

    def is_complete(self, work: str, decisions: Sequence[Decision], workstream: str) -> bool:
        """Tell whether nothing that was said of a work in a workstream is secret any more."""
        return is_complete(work, decisions, workstream, self.plan(workstream))

    def comments(self, work: str, decisions: Sequence[Decision], reviewer: str) -> list[Comment]:
        """List the comments on a work that somebody may see: as long as a word is secret, so are they."""
        if work not in self._commented.get("all", self._store.comments.works):
            return []
        found = self._comments.get(work, lambda: self._store.comments.of([work]).get(work, ()))
        streams = {one.workstream for one in found}
        shut = {stream for stream in streams if not self.is_complete(work, decisions, stream)}
        return [one for one in found if one.author == reviewer or one.workstream not in shut]

    def told(
        self,
        reasons: Sequence[Reason],
        workstream: str,
        reviewer: str,
        decisions: Mapping[str, Sequence[Decision]],
    ) -> tuple[Reason, ...]:
        """Leave out frozen reasons that say what others decided of works on which it is secret yet.

        ``decisions`` are those on the works that :meth:`told_of` names.
        """
        secret = {
            work
            for work in self.told_of(reasons)
            if self.has_secrets(
                {work: [one for one in decisions.get(work, ()) if one.workstream == workstream]}, reviewer
            )
        }
        return tuple(one for one in reasons if _told_of(one) not in secret)

    def told_of(self, reasons: Sequence[Reason]) -> list[str]:
        """List the works of which reasons say what was decided."""
        return [work for one in reasons if (work := _told_of(one))]

    def _plans_of(self, decisions: Sequence[Decision]) -> dict[str, Plan]:
        return {name: self.plan(name) for name in {one.workstream for one in decisions}}


def _told_of(reason: Reason) -> str:
    found = _TELLS.match(reason.text)
    return found[1] if found else ""
