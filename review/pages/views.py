"""Views: keeping a search under a name, and deleting one of one's own."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from review.found import ask
from review.needs import needs
from review.visits import Authentic, Visitor
from synthesis.query.lexing import LONGEST

__all__ = ["router"]

router = APIRouter()
_NAME = 200  # characters that a form may bring


@router.post("/views", dependencies=[Authentic])
@needs("reviewer")
def keep(
    visit: Visitor,
    name: Annotated[str, Form(max_length=_NAME)],
    q: Annotated[str, Form(max_length=LONGEST)] = "",
    shared: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Keep a search; one of the same name and owner is changed."""
    context = visit.context
    ask(context, q, visit.reviewer)
    made = context.store.views.keep(visit.reviewer, name, q.strip(), context.now(), shared=shared == "yes")
    return RedirectResponse(f"/explore?{urlencode({'view': made.number})}", 303)


@router.post("/views/delete", dependencies=[Authentic])
@needs("reviewer")
def delete(visit: Visitor, number: Annotated[int, Form(ge=1, le=2**31)]) -> Response:
    """Delete a view of one's own; the search itself stays open."""
    gone = visit.context.store.views.delete(number, visit.reviewer)
    return RedirectResponse(f"/explore?{urlencode({'q': gone.query})}", 303)
