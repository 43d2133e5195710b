"""A team for programs: who decides what, comments on works, and who is on which."""

from typing import Annotated

from fastapi import APIRouter, Path

from review.api.asking import Asker
from review.api.shapes import Whole
from review.api.team_shapes import (
    Beat,
    Commented,
    Commenting,
    Reader,
    SharedQueue,
    Sharing,
    commented,
    shared_queue,
)
from review.commenting import add_comment, comments_on, withdraw_comment
from review.context import Context, Given, NotWiredError
from review.deeds import Deeds
from review.needs import needs
from synthesis.screening_mode import MODES

__all__ = ["router"]

router = APIRouter(tags=["team"])


@router.get("/v1/allocations/{workstream}")
@needs("analyst", "token")
def allocation(context: Given, workstream: str, run: Whole = 0) -> SharedQueue:
    """Give how the queue of a workstream is shared out, the latest or that of a run, and how far each is."""
    stream = context.workstream(workstream)
    return shared_queue(_deeds(context).shared(stream, run), context.teamwork.of_stream(stream.id).mode)


@router.put("/v1/allocations/{workstream}")
@needs("analyst", "token")
def allocate(asker: Asker, context: Given, workstream: str, sharing: Sharing) -> SharedQueue:
    """Share a queue out; who has or has decided a work keeps it where that can be."""
    stream, deeds = context.workstream(workstream), _deeds(context)
    mode = next((one for one in MODES if one == sharing.mode), None)
    if sharing.shares:
        made = deeds.allocate(stream, sharing.run, sharing.shares, mode, asker.name)
    else:
        made = deeds.release(stream, sharing.run, asker.name)
    return shared_queue(made, context.teamwork.of_stream(stream.id).mode)


@router.get("/v1/allocations/{workstream}/own")
@needs("reader", "token")
def own(asker: Asker, context: Given, workstream: str, run: Whole = 0) -> list[str]:
    """List the works of a queue that are yours to decide, in its order; empty where they are everybody's."""
    stream = context.workstream(workstream)
    number = run or context.shelves.queue(stream.id).run
    return list(context.teamwork.allocation(stream.id, number).of(asker.name))


@router.get("/v1/works/{work}/comments")
@needs("reader", "token")
def comments(asker: Asker, context: Given, work: str) -> list[Commented]:
    """List the comments on a work that you may see, the oldest first."""
    return [commented(one) for one in comments_on(context, work, asker.name)]


@router.post("/v1/works/{work}/comments", status_code=201)
@needs("reviewer", "token")
def comment(asker: Asker, context: Given, work: str, commenting: Commenting) -> Commented:
    """Say something of a work to the team; where two decide blind, the other sees it when both have."""
    return commented(add_comment(context, work, commenting.workstream, asker.name, commenting.text))


@router.delete("/v1/comments/{number}")
@needs("reviewer", "token")
def withdraw(asker: Asker, context: Given, number: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Commented:
    """Withdraw a comment of yours, or as an owner any."""
    return commented(withdraw_comment(context, number, asker))


@router.post("/v1/presence/{workstream}")
@needs("reviewer", "token")
def presence(asker: Asker, context: Given, workstream: str, beat: Beat) -> list[Reader]:
    """Say on which work of a workstream you are, and see who else is on which."""
    stream, there = context.workstream(workstream), context.teamwork.presence
    there.beat(f"interface {asker.name}", asker.name, stream.id, beat.work)
    return [Reader(work, list(names)) for work, names in there.others(stream.id, asker.name).items()]


def _deeds(context: Context) -> Deeds:
    if context.deeds is None:
        raise NotWiredError
    return context.deeds
