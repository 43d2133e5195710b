"""Decisions for programs: make one, take it back, list one's own, export the log, check it."""

from collections.abc import Iterator

import msgspec
from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from records.account import may
from records.decision import first_break
from records.errors import KenError, NotFoundError
from review.api.asking import Asker
from review.api.saying import decision_of
from review.api.shapes import Made, Problem, Said, Verified, Whole, made
from review.context import Given
from review.needs import needs
from review.untold import secret_works

__all__ = ["NotLastError", "SecretError", "router"]

router = APIRouter(tags=["decisions"])
_MOST = 200  # decisions of one answer


class NotLastError(KenError):
    """A decision that is not the last one cannot be taken back before those after it."""


class SecretError(KenError):
    """The log holds words of others that its reader may not see yet."""

    def __init__(self) -> None:
        super().__init__(
            "two are still to decide works without each other's words, so that only owners may have the log"
        )


@router.post("/v1/decisions", status_code=201)
@needs("reviewer", "token")
def decide(asker: Asker, context: Given, said: Said) -> Made:
    """Write a decision into the log, under your name; it is there before the answer comes.

    The same word on the same work again adds nothing, and gives what is in the log.
    """
    return made(context.shelves.decide(decision_of(asker, context, said)))


@router.get("/v1/decisions")
@needs("reader", "token")
def own(asker: Asker, context: Given, start: Whole = 0) -> list[Made]:
    """List your own decisions, the latest first, 200 at a time."""
    log = [one for one in context.store.decisions.log() if one.reviewer == asker.name]
    return [made(one) for one in log[::-1][start : start + _MOST]]


@router.delete(
    "/v1/decisions/{hash_of_it}",
    responses={409: {"model": Problem, "description": "A later one comes first"}},
)
@needs("reviewer", "token")
def undo(asker: Asker, context: Given, hash_of_it: str) -> Made:
    """Take your last decision in a workstream back; the log gets a further entry and loses none."""
    log = context.store.decisions.log()
    meant = next((one for one in log if (one.hash, one.reviewer) == (hash_of_it, asker.name)), None)
    if meant is None:
        raise NotFoundError("you made no decision of this hash")
    taken = context.shelves.undo(asker.name, meant.workstream, context.now(), only=meant.hash)
    if taken is None:
        raise NotLastError("this is not your last decision in its workstream; take those after it back first")
    return made(taken[0])


@router.get(
    "/v1/log",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}},
        409: {"model": Problem, "description": "Two are still to decide works without each other's words"},
    },
)
@needs("analyst", "token")
def log(asker: Asker, context: Given) -> Response:
    """Give the log of everybody's decisions, one JSON document a line, as ``ken verify --export`` does.

    While two are still to decide works without each other's words, it is for owners only.
    """

    def lines() -> Iterator[bytes]:
        for one in entries:
            yield msgspec.json.encode(one) + b"\n"

    entries = context.store.decisions.log()
    if not may(asker.role, "owner") and secret_works(context, asker.name):
        raise SecretError
    return StreamingResponse(lines(), media_type="application/x-ndjson")


@router.get("/v1/verify")
@needs("reader", "token")
def verify(context: Given) -> Verified:
    """Say whether each entry of the log adds up."""
    entries = context.store.decisions.log(anew=True)
    return Verified(len(entries), first_break(entries), entries[-1].hash if entries else "")
