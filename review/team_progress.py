"""How far a team is: what is decided, what was likely missed, how well reviewers agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from records.decision import Decision, Stage
from records.outline import QueueOutline
from records.workstream import Workstream
from review.context import Context
from synthesis.agreement import Agreement, agreement, tables, together
from synthesis.pilot import Gate, PilotSettings, gate
from synthesis.stopping.progress import Progress, progress

__all__ = ["TeamProgress", "read_progress"]

_STAGE: Final[Stage] = "title-abstract"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamProgress:
    """How far a team is in a workstream.

    Agreement is by title and abstract, ``overall`` that of all pairs together.
    """

    workstream: Workstream
    progress: Progress
    pairs: tuple[Agreement, ...]
    overall: Agreement
    gate: Gate


def read_progress(context: Context) -> tuple[TeamProgress, ...]:
    """Read how far the team is in each workstream, by the decisions that are no secret."""
    store = context.store
    with store.at_once():
        outlines = store.queues.outlines()
        works = {work for one in outlines for work, _ in one.works}
        decided = {one.work for one in store.decisions.log()}
        decisions = store.decisions.of(sorted(works | set(store.works.current(sorted(decided)))))
    # What is secret yet would tell on which work of the list it was said.
    told = context.teamwork.all_open(decisions, "")
    return tuple(_of(context, stream, outlines, told) for stream in context.workstreams)


def _of(
    context: Context,
    stream: Workstream,
    outlines: Sequence[QueueOutline],
    decisions: Mapping[str, Sequence[Decision]],
) -> TeamProgress:
    pairs = tables(decisions, stream.id, _STAGE)
    overall = agreement(together(pairs))
    return TeamProgress(
        workstream=stream,
        progress=progress(stream.id, outlines, decisions),
        pairs=tuple(agreement(one) for one in pairs),
        overall=overall,
        gate=gate(overall, context.deeds.pilot if context.deeds else PilotSettings()),
    )
