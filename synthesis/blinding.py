"""Blinding: what others said of a work stays unseen until all who are to decide on it have decided."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from records.decision import Decision, Stage
from synthesis.screening_mode import Mode
from synthesis.standing import said_by

__all__ = ["Plan", "is_complete", "open_words", "seen_words"]

_TWO = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is to decide in a workstream: how it is screened, and the reviewers of each allocated work."""

    mode: Mode = "pilot"
    reviewers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def is_blind(self, work: str) -> bool:
        """Tell whether two are to decide a work, each without the other's word."""
        return self.mode == "dual" or len(self.reviewers.get(work, ())) >= _TWO


def is_complete(
    work: str, decisions: Sequence[Decision], workstream: str, plan: Plan, stage: Stage = "title-abstract"
) -> bool:
    """Tell whether nothing said of a work in a workstream has to stay unseen any more.

    Where two are to decide, it is so when all to whom the work was allocated have a word that holds, and two
    people at least; or when somebody settled what they disagreed on.
    """
    if not plan.is_blind(work):
        return True
    own = [one for one in decisions if (one.workstream, one.stage) == (workstream, stage)]
    back = {one.undoes for one in own if one.undoes}
    if any(one.resolves and one.hash not in back for one in own):
        return True
    said = {name for name in {one.reviewer for one in own} if said_by(own, name)}
    return said >= {*plan.reviewers.get(work, ())} and len(said) >= _TWO


def open_words(
    work: str, decisions: Sequence[Decision], reviewer: str, plans: Mapping[str, Plan]
) -> list[Decision]:
    """List the decisions on a work that are no secret: a reviewer's own, and those of what is complete.

    ``plans`` are by workstream; where there is none, nothing is secret.
    """
    keys = {(one.workstream, one.stage) for one in decisions}
    shut = {
        (stream, stage)
        for stream, stage in keys
        if stream in plans and not is_complete(work, decisions, stream, plans[stream], stage)
    }
    return [one for one in decisions if one.reviewer == reviewer or (one.workstream, one.stage) not in shut]


def seen_words(
    work: str, decisions: Sequence[Decision], reviewer: str, plans: Mapping[str, Plan]
) -> list[Decision]:
    """List the decisions on a work that a reviewer sees, so that nobody is led.

    What others decided shows only where they have decided too, and is no secret.
    """
    own: Collection[str] = {one.workstream for one in said_by(decisions, reviewer)}
    return [
        one
        for one in open_words(work, decisions, reviewer, plans)
        if one.reviewer == reviewer or one.workstream in own
    ]
