"""Progress for programs: what is decided, what was likely missed, how well people agree."""

from typing import Annotated

from fastapi import APIRouter, Query

from review.api.shapes import Document
from review.context import Given
from review.needs import needs
from review.team_progress import TeamProgress, read_progress
from synthesis.agreement_document import agreement_document
from synthesis.stopping.hypergeometric import Rule
from synthesis.stopping.progress_document import progress_document

__all__ = ["router"]

router = APIRouter(tags=["progress"])
_Share = Annotated[float, Query(ge=0.01, le=0.99)]


@router.get("/v1/progress")
@needs("reader", "token")
def progress(context: Given, target: _Share = 0.95, confidence: _Share = 0.95) -> list[Document]:
    """Say how far the team is in each workstream, as ``ken progress --json`` does; nothing is stopped."""
    rule = Rule(target=target, confidence=confidence)
    return [progress_document(one.progress, rule) for one in read_progress(context)]


@router.get("/v1/agreement")
@needs("reader", "token")
def agreement(context: Given) -> list[Document]:
    """Say how well reviewers agree by title and abstract, and whether one reader is enough."""
    return [_agreement(one) for one in read_progress(context)]


def _agreement(one: TeamProgress) -> Document:
    return {
        "workstream": one.workstream.id,
        "stage": "title-abstract",
        "pairs": [agreement_document(pair) for pair in one.pairs],
        "overall": agreement_document(one.overall),
        "gate": {"open": one.gate.is_open, "why": one.gate.why},
    }
