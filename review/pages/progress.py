"""Progress: what is decided, what was likely missed, how well reviewers agree, how the list was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Response

from records.decision import Decision, Stage
from records.outline import QueueOutline
from records.workstream import Workstream
from review.curves import Curve, curve
from review.needs import needs
from review.rendering import page
from review.visits import Visit, Visitor
from synthesis.agreement import Agreement, agreement, tables, together
from synthesis.pilot import Gate, PilotSettings, gate
from synthesis.stopping.hypergeometric import Rule
from synthesis.stopping.progress import Progress, progress
from synthesis.stopping.words import list_part, recall_part

__all__ = ["router"]

router = APIRouter()
_STAGE: Final[Stage] = "title-abstract"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    workstream: Workstream
    progress: Progress
    recall: list[str]
    list: list[str]
    curve: Curve | None
    pairs: tuple[Agreement, ...]
    gate: Gate


@router.get("/progress")
@needs("reader")
def show(visit: Visitor) -> Response:
    """Show how far the team is in each workstream."""
    store = visit.context.store
    with store.at_once():
        outlines = store.queues.outlines()
        works = {work for one in outlines for work, _ in one.works}
        decided = {one.work for one in store.decisions.log()}
        decisions = store.decisions.of(sorted(works | set(store.works.current(sorted(decided)))))
    rows = [_row(visit, stream, outlines, decisions) for stream in visit.context.workstreams]
    return page(visit, "progress.html", rows=rows)


def _row(
    visit: Visit,
    stream: Workstream,
    outlines: Sequence[QueueOutline],
    decisions: Mapping[str, Sequence[Decision]],
) -> _Row:
    found = progress(stream.id, outlines, decisions)
    pairs = tables(decisions, stream.id, _STAGE)
    overall = agreement(together(pairs))
    pilot = visit.context.deeds.pilot if visit.context.deeds else PilotSettings()
    return _Row(
        workstream=stream,
        progress=found,
        recall=recall_part(found),
        list=list_part(found, Rule()),
        curve=curve(found.latest) if found.latest else None,
        pairs=(*(agreement(one) for one in pairs), *([overall] if len(pairs) > 1 else [])),
        gate=gate(overall, pilot),
    )
