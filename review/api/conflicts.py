"""Conflicts for programs: what people disagree on, and the word that settles it."""

from dataclasses import dataclass

from fastapi import APIRouter

from review.api.asking import Asker
from review.api.saying import decision_of
from review.api.shapes import Made, Said, made
from review.conflicts import find_conflicts, settle_conflict
from review.context import Given
from review.needs import needs

__all__ = ["router"]

router = APIRouter(tags=["conflicts"])


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A work on which the words that stand differ in a workstream."""

    work: str
    title: str
    workstream: str
    words: list[Made]


@router.get("/v1/conflicts")
@needs("analyst", "token")
def conflicts(context: Given) -> list[Disagreement]:
    """List the works that one keeps and another excludes; all who take part have decided by then."""
    return [
        Disagreement(
            one.work.work_id, one.work.best.title, one.workstream.id, [made(word) for word in one.words]
        )
        for one in find_conflicts(context)
    ]


@router.post("/v1/conflicts", status_code=201)
@needs("analyst", "token")
def settle(asker: Asker, context: Given, said: Said) -> Made:
    """Settle a conflict, under your name: your word stands in the place of those before it."""
    return made(settle_conflict(context, decision_of(asker, context, said)))
