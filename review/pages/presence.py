"""Presence: an open card's sign of life, answered with who else is on which card."""

import json
from typing import Annotated

from fastapi import APIRouter, Form, Response

from review.needs import needs
from review.visits import Authentic, Visitor

__all__ = ["router"]

router = APIRouter()


@router.post("/presence/{workstream}", dependencies=[Authentic])
@needs("reviewer")
def beat(visit: Visitor, workstream: str, work: Annotated[str, Form(max_length=60)] = "") -> Response:
    """Take in which card somebody is on, none for an empty one; the script is told who else is on which.

    It comes from the server's memory alone: the database is not asked.
    """
    stream, presence = visit.context.workstream(workstream), visit.context.teamwork.presence
    presence.beat(visit.session.id, visit.reviewer, stream.id, work)
    told = {"ken-reading": {"works": presence.others(stream.id, visit.reviewer)}}
    return Response(status_code=204, headers={"HX-Trigger": json.dumps(told)})
