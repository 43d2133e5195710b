"""Progress: what is decided, what was likely missed, how well reviewers agree, how the list was read."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from records.workstream import Workstream
from review.curves import Curve, curve
from review.needs import needs
from review.rendering import page
from review.team_progress import TeamProgress, read_progress
from review.visits import Visitor
from synthesis.agreement import Agreement
from synthesis.pilot import Gate
from synthesis.stopping.hypergeometric import Rule
from synthesis.stopping.progress import Progress
from synthesis.stopping.words import list_part, recall_part

__all__ = ["router"]

router = APIRouter()


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
    return page(visit, "progress.html", rows=[_row(one) for one in read_progress(visit.context)])


def _row(one: TeamProgress) -> _Row:
    found = one.progress
    return _Row(
        workstream=one.workstream,
        progress=found,
        recall=recall_part(found),
        list=list_part(found, Rule()),
        curve=curve(found.latest) if found.latest else None,
        pairs=(*one.pairs, *([one.overall] if len(one.pairs) > 1 else [])),
        gate=one.gate,
    )
