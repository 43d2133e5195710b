"""Undo for programs: the last decision in a workstream, taken back."""

from fastapi import APIRouter

from records.errors import NotFoundError
from review.api.asking import Asker
from review.api.shapes import Made, made
from review.context import Given
from review.needs import needs

__all__ = ["router"]

router = APIRouter(tags=["decisions"])


@router.post("/v1/queues/{workstream}/undo", status_code=201)
@needs("reviewer", "token")
def undo(asker: Asker, context: Given, workstream: str) -> Made:
    """Take your last decision in a workstream back, as the key ``u`` does; the log gets a further entry."""
    taken = context.shelves.undo(asker.name, context.workstream(workstream).id, context.now())
    if taken is None:
        raise NotFoundError("there is nothing left to take back")
    return made(taken[0])
